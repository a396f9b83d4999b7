/** The tables that keep sealed bytes under their own hash. */
export type BlobTable = 'blocks' | 'records'
