/**
 * Files that leave the device piece by piece: whoever writes them to the disk asks for the next piece when the last one
 * is written, so that a file of any size needs the memory of one piece.
 */
import { type Bytes, concat, err, ok, present, type Result } from '@nornos/std'
import type { DeviceProblem } from '../device-problem.ts'
import type { LeavingProblem } from './leaving-problem.ts'

export type OutgoingProblem = DeviceProblem | LeavingProblem

export interface OutgoingFile {
  readonly id: string
  readonly name: string
  readonly contentType: string
}

/** `share`: how much of the work is done, 0 to 1, where that is known. */
export type OutgoingPiece =
  | { readonly state: 'piece'; readonly bytes: Bytes; readonly share: number | null }
  | ({ readonly state: 'done' } & OutgoingEnd)

/** `missing`: entries of the file that could not be had in full; empty for a file that is complete. */
export interface OutgoingEnd {
  readonly missing: readonly string[]
}

/** Yields bytes; what it returns says whether the file is good. */
export type OutgoingSource = AsyncGenerator<Bytes, Result<OutgoingEnd, OutgoingProblem>, undefined>

export interface OutgoingFiles {
  start(
    file: Omit<OutgoingFile, 'id'>,
    open: (signal: AbortSignal) => OutgoingSource,
    share: () => number | null,
  ): OutgoingFile
  next(id: string): Promise<Result<OutgoingPiece, OutgoingProblem>>
  cancel(id: string): Promise<void>
}

const pieceBytes = 1024 * 1024

interface Running {
  readonly source: OutgoingSource
  readonly calling: AbortController
  readonly share: () => number | null
  ended: Result<OutgoingEnd, OutgoingProblem> | null
}

export function createOutgoingFiles(): OutgoingFiles {
  const running = new Map<string, Running>()

  async function fill(one: Running): Promise<Bytes> {
    const parts: Bytes[] = []
    for (let length = 0; length < pieceBytes && one.ended === null; ) {
      const step = await one.source.next()
      if (step.done) one.ended = step.value
      else {
        parts.push(step.value)
        length += step.value.length
      }
    }
    return parts.length === 1 && parts[0] ? parts[0] : concat(...parts)
  }

  return {
    start(file, open, share) {
      const calling = new AbortController()
      const id = crypto.randomUUID()
      running.set(id, { source: open(calling.signal), calling, share, ended: null })
      return { ...file, id }
    },
    async next(id) {
      const one = running.get(id)
      if (one === undefined) return err({ type: 'CalledOff' })
      try {
        const bytes = await fill(one)
        if (one.calling.signal.aborted) return err({ type: 'CalledOff' })
        if (bytes.length > 0) return ok({ state: 'piece', bytes, share: one.share() })
        running.delete(id)
        const ended = present(one.ended, 'a source that yields nothing has ended')
        return ended.ok ? ok({ state: 'done', ...ended.value }) : ended
      } catch (cause) {
        running.delete(id)
        if (one.calling.signal.aborted) return err({ type: 'CalledOff' })
        throw cause
      }
    },
    async cancel(id) {
      const one = running.get(id)
      running.delete(id)
      one?.calling.abort()
    },
  }
}
