/** Sizes of X-Wing, apart so that those who open nothing can read formats that contain it. */

export const xWingSeedBytes = 32
export const xWingPublicKeyBytes = 1216
export const xWingEncapsulationBytes = 1120
