/** Hearing tests: the threshold of each ear at each tone. */
import type { Observation } from '@nornos/health-model'
import { readRecord } from '../objects/object-reader.ts'
import type { OpenDevice } from '../open-device.ts'
import { readerOf } from '../query/read-samples.ts'
import type { AudiogramView } from './health-view-shapes.ts'

export async function readAudiograms(device: OpenDevice): Promise<readonly AudiogramView[]> {
  const tests: AudiogramView[] = []
  for (const entry of device.catalog.metric('audiogram').records) {
    const { content } = await readRecord(device.session.vault, readerOf(device), entry)
    if (content.resourceType !== 'Observation') continue
    tests.push({ recordId: entry.recordId, at: entry.from ?? 0, tones: tonesOf(content) })
  }
  return tests.sort((left, right) => right.at - left.at)
}

type Tone = AudiogramView['tones'][number]

/** Components come in order: a tone ("SensitivityPoint frequency"), then the ears that it was played to ("… leftEar"). */
function tonesOf({ component = [] }: Observation): readonly Tone[] {
  const tones: Tone[] = []
  for (const { code, valueQuantity } of component) {
    const name = code.text ?? ''
    const value = valueQuantity?.value
    const tone = tones.at(-1)
    if (value === undefined) continue
    if (/frequency$/i.test(name)) tones.push({ hertz: value, left: null, right: null })
    else if (tone !== undefined && /left ?ear$/i.test(name))
      tones[tones.length - 1] = { ...tone, left: value }
    else if (tone !== undefined && /right ?ear$/i.test(name))
      tones[tones.length - 1] = { ...tone, right: value }
  }
  return tones.sort((left, right) => left.hertz - right.hertz)
}
