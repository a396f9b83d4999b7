/** One file on its way from the worker to the disk: its progress, its end, and calling it off. */

import type { Result } from '@nornos/std'
import type { OutgoingFile, OutgoingProblem } from '@nornos/store'
import { useRef, useState } from 'react'
import { device } from '#src/keys/device.ts'
import { type FileSink, openSink, TooLargeError } from '#src/shell/file-sink.ts'
import { noteProgress, working } from '#src/shell/work.ts'

export type OutgoingState =
  | { readonly step: 'idle' }
  | { readonly step: 'running'; readonly bytes: number; readonly share: number | null }
  /** `missing`: entries that could not be had in full. */
  | { readonly step: 'done'; readonly bytes: number; readonly missing: readonly string[] }
  | {
      readonly step: 'failed'
      readonly problem: OutgoingProblem | { readonly type: 'NotWritten' | 'TooLarge' }
    }

export type StartOutgoing = () => Promise<Result<OutgoingFile, OutgoingProblem>>

export interface Outgoing {
  readonly state: OutgoingState
  start(name: string, begin: StartOutgoing): void
  cancel(): void
}

export function useOutgoing(): Outgoing {
  const [state, setState] = useState<OutgoingState>({ step: 'idle' })
  const running = useRef<string | null>(null)

  async function run(name: string, begin: StartOutgoing): Promise<void> {
    const sink = await openSink(name)
    // Only now: somebody may leave the question for a place open.
    if (sink !== null) await working(() => write(sink, begin))
  }

  async function write(sink: FileSink, begin: StartOutgoing): Promise<void> {
    setState({ step: 'running', bytes: 0, share: null })
    const started = await begin()
    if (!started.ok) {
      await sink.abandon()
      return setState({ step: 'failed', problem: started.error })
    }
    running.current = started.value.id
    setState(
      await pass(started.value.id, sink, (bytes, share) => setState({ step: 'running', bytes, share })),
    )
    running.current = null
  }

  return {
    state,
    start: (name, begin) =>
      void run(name, begin).catch((cause: unknown) => {
        const type = cause instanceof TooLargeError ? 'TooLarge' : 'NotWritten'
        setState({ step: 'failed', problem: { type } })
      }),
    cancel() {
      const id = running.current
      if (id !== null) void device().then((opened) => opened.cancelFile(id))
    },
  }
}

async function pass(
  id: string,
  sink: FileSink,
  onProgress: (bytes: number, share: number | null) => void,
): Promise<OutgoingState> {
  const opened = await device()
  let bytes = 0
  try {
    for (;;) {
      const next = await opened.nextPiece(id)
      if (!next.ok) {
        await sink.abandon()
        return next.error.type === 'CalledOff' ? { step: 'idle' } : { step: 'failed', problem: next.error }
      }
      if (next.value.state === 'done') {
        await sink.finish()
        return { step: 'done', bytes, missing: next.value.missing }
      }
      await sink.write(next.value.bytes)
      bytes += next.value.bytes.length
      noteProgress()
      onProgress(bytes, next.value.share)
    }
  } catch (cause) {
    await opened.cancelFile(id)
    await sink.abandon().catch(() => undefined)
    throw cause
  }
}
