/** One-time codes: 80 random bits in Crockford's base 32, which has no I, L, O and U. */

const symbols = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** From 10 random bytes: `7K2M-9QXD-…`, four groups of four. */
export function formatInboxCode(random: Uint8Array): string {
  let bits = 0n
  for (const byte of random.subarray(0, 10)) bits = (bits << 8n) | BigInt(byte)
  const text = Array.from(
    { length: 16 },
    (_, index) => symbols[Number((bits >> BigInt(75 - index * 5)) & 31n)],
  )
  return text.join('').replace(/(.{4})(?=.)/g, '$1-')
}
