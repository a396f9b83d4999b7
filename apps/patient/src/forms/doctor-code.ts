/** A doctor's code as people type it: any case, with spaces or dashes, with the letters that look like digits. */

const alphabet = /^[0-9A-HJKMNP-TV-Z]{10}$/

/** The code in its one spelling, or null when it cannot be one. */
export function parseDoctorCode(typed: string): string | null {
  const code = typed.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1')
  return alphabet.test(code) ? code : null
}
