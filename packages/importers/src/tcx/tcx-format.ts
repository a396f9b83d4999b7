/**
 * TCX, Garmin's Training Center files, which Google Fit writes as well: workouts made of laps, each with a track of places,
 * heights and heart rates. Read next: tcx-activity.ts.
 */
import { createEmitter } from '../emitter.ts'
import type { Format } from '../format.ts'
import { readPieces } from '../read-pieces.ts'
import { CLOSE, EMPTY, type Tag, tagName } from '../xml/tag.ts'
import { createTagScanner } from '../xml/tag-scanner.ts'
import { createActivityReader } from './tcx-activity.ts'

const decoder = new TextDecoder('utf-8')

export const tcx: Format = {
  id: 'tcx',
  matches: (first) => /<TrainingCenterDatabase[\s>]/.test(decoder.decode(first)),
  async read(reader, context) {
    const activities = createActivityReader(createEmitter(context, { name: 'TCX' }))
    let hasEnded = false
    const scanner = createTagScanner({
      tag(tag: Tag) {
        const name = tagName(tag).replace(/^.*:/, '')
        if (tag.kind !== CLOSE) activities.open(name, tag)
        if (tag.kind === CLOSE || tag.kind === EMPTY) activities.close(name, tag)
        if (tag.kind === CLOSE && name === 'TrainingCenterDatabase') hasEnded = true
      },
      broken: (offset) => context.report.skip('', 'broken-markup', offset, ''),
    })
    await readPieces(reader, context, scanner.push)
    const cut = scanner.finish()
    activities.finish()
    if (cut !== null || !hasEnded) context.report.partial(cut ?? 0, 'The file ends too early.')
  },
}
