/** Files to import, made up whole. */
import { type AppleTruth, generateAppleExport } from '@nornos/importers/generate'

/** An Apple Health export of so many days from 2 January 2021, and what is in it. */
export function appleFile(days: number, seed = 'store'): { readonly file: File; readonly truth: AppleTruth } {
  const { text, truth } = generateAppleExport({ days, seed })
  return {
    file: new File([...text], 'export.xml', { type: 'text/xml', lastModified: Date.UTC(2021, 6, 1) }),
    truth,
  }
}

/** A few records of an Apple Health export, as written. */
export function appleRecords(...records: readonly string[]): File {
  const head = '<?xml version="1.0" encoding="UTF-8"?>\n<HealthData locale="nb_NO">\n'
  const exported = '<ExportDate value="2021-03-01 10:00:00 +0100"/>\n'
  return new File([head, exported, ...records, '\n</HealthData>\n'], 'export.xml')
}

/** `at` such as `2021-01-02 08:00:00`, UTC. */
export function heartRate(at: string, value: number, source = 'Watch'): string {
  return (
    `<Record type="HKQuantityTypeIdentifierHeartRate" sourceName="${source}" unit="count/min" ` +
    `startDate="${at} +0000" endDate="${at} +0000" value="${value}"/>`
  )
}

export function steps(from: string, to: string, value: number, source = 'Phone'): string {
  return (
    `<Record type="HKQuantityTypeIdentifierStepCount" sourceName="${source}" unit="count" ` +
    `startDate="${from} +0000" endDate="${to} +0000" value="${value}"/>`
  )
}
