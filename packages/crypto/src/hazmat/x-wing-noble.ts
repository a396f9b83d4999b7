/** The library behind `x-wing.ts`, apart so that it loads only when a key is encapsulated or opened. */
export { ml_kem768_x25519 as xWing } from '@noble/post-quantum/hybrid.js'
