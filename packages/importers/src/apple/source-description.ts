/**
 * The source of an Apple record: the name that the person sees, and the device behind it. `device` looks like
 * `<<HKDevice: 0x2835f0aa0>, name:Apple Watch, manufacturer:Apple Inc., model:Watch, hardware:Watch6,2,
 * software:9.1>`; its pointer and its software version differ from day to day and are not part of the identity.
 */
import { type SourceIdentity, sourceIdentity } from '@nornos/health-model'

const PARTS =
  /, (?=(?:name|manufacturer|model|hardware|firmware|software|localIdentifier|FDA UDI|UDI|creation date):)/

export function appleSource(name: string, device: string): SourceIdentity {
  const parts = new Map<string, string>()
  for (const part of device.replace(/>$/, '').split(PARTS)) {
    const colon = part.indexOf(':')
    if (colon > 0) parts.set(part.slice(0, colon), part.slice(colon + 1))
  }
  return sourceIdentity({
    name,
    manufacturer: parts.get('manufacturer') ?? '',
    model: parts.get('model') ?? '',
    hardware: parts.get('hardware') ?? '',
  })
}
