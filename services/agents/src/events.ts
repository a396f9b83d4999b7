/** What happens to runs, in ids, counts and times. */
import { log } from './logger.ts'

export function runQueued(runId: string, fields: number): void {
  log.info('agent run queued', { runId, fields })
}

export function runFinished(runId: string, milliseconds: number): void {
  log.info('agent run finished', { runId, milliseconds })
}

export function runFailed(runId: string, attempt: number, cause: unknown): void {
  log.error('agent run failed', cause, { runId, attempt })
}

export function runsForgotten(count: number): void {
  if (count > 0) log.info('expired runs forgotten', { count })
}
