/** The code by which patients find a doctor: ten characters that cannot be misread, 50 bits. */

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** From ten random bytes. */
export function doctorCodeOf(bytes: Uint8Array): string {
  return Array.from(bytes.subarray(0, 10), (byte) => alphabet.charAt(byte & 31)).join('')
}
