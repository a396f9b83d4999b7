/** The first bytes of an archive that holds something. */
export function isZip(first: Uint8Array): boolean {
  const [letterP, letterK, third, fourth] = first
  return letterP === 0x50 && letterK === 0x4b && third === 3 && fourth === 4
}
