/** What of a state folder a backup takes along. Field keys are no part of it: a destroyed key never comes back by a restore. */

/** Whole folders, by their first name. */
const keptFolders = ['postgres', 'objects', 'keys', 'platform-id']

export function isKept(name: string): boolean {
  if (name === 'keys/shared-data' || name.startsWith('keys/shared-data/')) return false
  // Of the process that runs, not of the data.
  if (/^postgres\/(launcher\.json.*|data\/postmaster\.(pid|opts))$/.test(name)) return false
  if (name.startsWith('objects/drafts/')) return false
  return keptFolders.includes(name.split('/')[0] ?? '')
}

/** The SHA-256 that a sealed object's file must have; null for any other file. */
export function hashInName(name: string): string | null {
  return /^objects\/.*\/([0-9a-f]{64})$/.exec(name)?.[1] ?? null
}
