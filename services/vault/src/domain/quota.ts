/** How far a vault may fill up: new blobs up to the quota, the keyring of a rotation a little further. */

/** What devices upload. */
export const ordinaryShare = 1
/** A full vault can still be rotated: whoever took a device must not be able to stop that by filling it up. */
export const reservedShare = 1.05
