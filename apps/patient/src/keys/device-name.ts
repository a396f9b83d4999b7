/** What this browser is called in the list of devices: "Chrome on Android". */

const browsers = [
  ['Edg/', 'Edge'],
  ['OPR/', 'Opera'],
  ['Firefox/', 'Firefox'],
  ['Chrome/', 'Chrome'],
  ['Safari/', 'Safari'],
] as const

const systems = [
  ['iPhone', 'iPhone'],
  ['iPad', 'iPad'],
  ['Android', 'Android'],
  ['Mac OS X', 'Mac'],
  ['Windows', 'Windows'],
  ['CrOS', 'ChromeOS'],
  ['Linux', 'Linux'],
] as const

/** Null for a part that the browser does not say. */
export function describeBrowser(userAgent: string): { browser: string | null; system: string | null } {
  const named = (rows: readonly (readonly [string, string])[]) =>
    rows.find(([mark]) => userAgent.includes(mark))?.[1] ?? null
  return { browser: named(browsers), system: named(systems) }
}
