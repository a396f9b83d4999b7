/**
 * The export that the story imports: four months of a generated person up to yesterday, zipped as a phone does it, with a
 * device name and a heart rate that occur nowhere else in the world. They are looked for afterwards.
 */
import { type Canary, demoExport } from '@nornos/platform/testing'
import { zipSync } from 'fflate'

const deviceName = 'Kingfisher watch of 1987'
const heartRate = 217.384_615_2

export const canaries: readonly Canary[] = [
  { name: 'device name', text: deviceName },
  { name: 'heart rate', number: heartRate },
]

/** `days` up to yesterday. */
export async function storyExport(days = 120): Promise<Buffer> {
  const lastDay = Math.floor(Date.now() / 86_400_000) - 1
  const file = demoExport({ seed: 31, firstDay: lastDay - days + 1, days, zone: 'Europe/Oslo' })
  const text = (await file.text()).replaceAll('sourceName="Watch"', `sourceName="${deviceName}"`)
  const noon = new Date(lastDay * 86_400_000 + 43_200_000).toISOString().slice(0, 19).replace('T', ' ')
  const record = ` <Record type="HKQuantityTypeIdentifierHeartRate" unit="count/min" value="${heartRate}" sourceName="${deviceName}" startDate="${noon} +0000" endDate="${noon} +0000"/>\n`
  const xml = text.replace('</HealthData>', `${record}</HealthData>`)
  return Buffer.from(zipSync({ 'apple_health_export/export.xml': new TextEncoder().encode(xml) }))
}
