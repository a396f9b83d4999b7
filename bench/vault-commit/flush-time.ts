/** What it takes until a commit is on the disk: one row, in a server that flushes like that of an installation. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { startPostgres } from '@nornos/platform/postgres'
import { openDatabase } from '@nornos/service-kit'
import { median } from '../figures/median.ts'

const ROUNDS = 200

export interface FlushTime {
  /** Medians of the same commit of one row, in milliseconds: acknowledged when it is durable, and before that. */
  readonly durable: number
  readonly unflushed: number
}

export async function measureFlush(): Promise<FlushTime> {
  const stateFolder = await mkdtemp(path.join(tmpdir(), 'nornos-flush-'))
  try {
    await using postgres = await startPostgres({ stateFolder })
    const db = openDatabase({ url: postgres.adminUrl, connectionsMax: 1 })
    await db.query('create table rows (row integer)')
    const times = { on: [] as number[], off: [] as number[] }
    for (let round = 0; round < ROUNDS; round++) {
      const flushes = round % 2 === 0 ? 'on' : 'off'
      // Of the session: there is one connection.
      await db.query(`set synchronous_commit = ${flushes}`)
      const startedAt = performance.now()
      await db.query('insert into rows (row) values ($1)', [round])
      times[flushes].push(performance.now() - startedAt)
    }
    await db.close()
    return { durable: median(times.on), unflushed: median(times.off) }
  } finally {
    await rm(stateFolder, { recursive: true, force: true })
  }
}
