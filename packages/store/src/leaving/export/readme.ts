/** The words that lie beside the data, for whoever opens the archive in twenty years. */

export function exportReadme(facts: {
  readonly when: string
  readonly vaultId: string
  /** Entries that are missing or end early. */
  readonly missing: readonly string[]
}): string {
  const missing =
    facts.missing.length > 0
      ? `\nNOT COMPLETE: these could not be had, or end early:\n${facts.missing.map((name) => `  ${name}\n`).join('')}`
      : ''
  return `Health record of account ${facts.vaultId}
Made by Nornos at ${facts.when} (UTC).
${missing}
Nothing here is encrypted. Keep it where you keep medical letters.

csv/METRIC.csv        Every reading, one line each: local time with its offset from UTC, that offset, the time zone,
                      duration in seconds, the value as the source gave it, its unit, the source. For spreadsheets.
samples/METRIC.ndjson The same readings, one JSON object a line, times in UTC, durations in milliseconds. For programs.
fhir/records.json     Laboratory results, diagnoses, medicines, visits and documents as one FHIR R4 Bundle.
fhir/daily-METRIC.json One FHIR R4 Observation for each local day and source: average (or sum), lowest, highest, count.
records/records.ndjson Every record exactly as the vault keeps it, also workouts, routes and goals, for which FHIR R4 has
                      no resource.
unknown/items.ndjson  What your files held and Nornos could not name, as they wrote it: its type and its text.
sources.json          The devices and apps that the readings come from, by their id.
files/                Your files exactly as you put them in; files/replaced and files/deleted: those that can still be had back.
files.json            Where each file is, its name, type, size and SHA-256.
sharing/consents.json What you shared with whom, for how long, with your signature under each.
sharing/trail.ndjson  Every access to what you shared, newest first.

Units are UCUM (https://ucum.org). A metric without a LOINC code has the code system urn:nornos:metric.
Nornos is not a monitoring or emergency service, and nothing here is a diagnosis.
`
}
