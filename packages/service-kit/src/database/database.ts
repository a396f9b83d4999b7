/**
 * A service's own database. Every statement runs as somebody: `asActor` tells row-level security who acts,
 * for one transaction only. Read next: migrate.ts.
 */

import type { Duplex } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import type { Actor } from '@nornos/endpoint'
import pg from 'pg'

export interface Transaction {
  query<Row>(text: string, values?: readonly unknown[]): Promise<readonly Row[]>
}

export interface Database extends Transaction {
  /** One transaction in which `nornos.actor_id` and `nornos.actor_type` name the actor. Rolled back when `work` throws. */
  asActor<Value>(actor: Pick<Actor, 'id' | 'type'>, work: (tx: Transaction) => Promise<Value>): Promise<Value>
  /** One transaction at the given isolation; a serialization failure is tried again, at most seven times. */
  serializable<Value>(
    actor: Pick<Actor, 'id' | 'type'>,
    work: (tx: Transaction) => Promise<Value>,
  ): Promise<Value>
  /** Calls `onMessage` for each notification of `channel` until the returned function is called. */
  listen(channel: string, onMessage: (payload: string) => void): Promise<() => Promise<void>>
  connections(): { readonly total: number; readonly idle: number; readonly waiting: number }
  close(): Promise<void>
}

export interface DatabaseConfig {
  readonly url: string
  readonly connectionsMax: number
}

/** 64-bit counts are read as numbers: none of ours passes 2^53. */
const typeParsers = new pg.TypeOverrides()
typeParsers.setTypeParser(pg.types.builtins.INT8, Number)

export function openDatabase(config: DatabaseConfig): Database {
  const options = { connectionString: config.url, types: typeParsers, application_name: 'nornos' }
  // Statements of one transaction that do not wait for each other's answers share a round trip.
  const pool = new pg.Pool({
    ...options,
    ...{ max: config.connectionsMax, connectionTimeoutMillis: 5_000, pipeline: true },
    // A new one costs a handshake and every statement's plan: more than what a person does now and then.
    idleTimeoutMillis: 300_000,
  })
  // An idle connection that breaks is replaced by the pool; the next query tells whoever needs it.
  pool.on('error', () => undefined)

  async function inTransaction<Value>(
    begin: string,
    actor: Pick<Actor, 'id' | 'type'>,
    work: (tx: Transaction) => Promise<Value>,
  ): Promise<Value> {
    const client = await pool.connect()
    let broken = false
    const send = <Row extends pg.QueryResultRow>(statement: pg.QueryConfig) => {
      holdForCompany(client)
      return client.query<Row>(statement)
    }
    try {
      const [, { rows }] = await Promise.all([
        send({ text: begin }),
        send<{ backend: number }>({
          text: `select set_config('nornos.actor_id', $1, true), set_config('nornos.actor_type', $2, true),
           pg_backend_pid() as backend`,
          values: [actor.id ?? '', actor.type],
        }),
      ])
      // A pooler in between hands out names of its own, and the next transaction may meet another server process.
      const isDirect = rows[0]?.backend === Reflect.get(client, 'processID')
      const stated = isDirect ? prepared : unprepared
      const value = await work({ query: (text, values) => rowsOf(send(stated(text, values))) })
      await client.query('commit')
      return value
    } catch (cause) {
      await client.query('rollback').catch(() => {
        broken = true
      })
      throw cause
    } finally {
      client.release(broken)
    }
  }

  return {
    query: (text, values) => rowsOf(pool.query(unprepared(text, values))),
    asActor: (actor, work) => inTransaction('begin', actor, work),
    serializable: (actor, work) =>
      retrySerialization(() => inTransaction('begin isolation level serializable', actor, work)),
    listen: (channel, onMessage) => listen(options, channel, onMessage),
    connections: () => ({ total: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount }),
    close: () => pool.end(),
  }
}

/** Whether the database answers. */
export async function isReachable(tx: Transaction): Promise<boolean> {
  return (await tx.query('select 1')).length === 1
}

/**
 * Statements that are stated one right after the other leave as one piece: each that leaves alone wakes the server anew.
 * They leave once the code that stated them waits for something.
 */
function holdForCompany(client: pg.PoolClient): void {
  const { stream } = Reflect.get(client, 'connection') as { readonly stream: Duplex }
  if (stream.writableCorked > 0) return
  stream.cork()
  queueMicrotask(() => stream.uncork())
}

const names = new Map<string, string>()

function unprepared(text: string, values: readonly unknown[] = []): pg.QueryConfig {
  return { text, values: [...values] }
}

/**
 * A statement with values is prepared once for each connection: row-level security makes planning one dearer than
 * running it. The texts are those that the code is written with, so their number is bounded.
 */
function prepared(text: string, values: readonly unknown[] = []): pg.QueryConfig {
  if (values.length === 0) return { text }
  const name = names.get(text) ?? `nornos-${names.size}`
  names.set(text, name)
  return { name, text, values: [...values] }
}

async function rowsOf<Row>(result: Promise<pg.QueryResult>): Promise<readonly Row[]> {
  return (await result).rows
}

const attemptsMax = 8

async function retrySerialization<Value>(attempt: () => Promise<Value>): Promise<Value> {
  for (let tries = 1; ; tries++) {
    try {
      return await attempt()
    } catch (cause) {
      const code = databaseCode(cause)
      if (tries >= attemptsMax || (code !== '40001' && code !== '40P01')) throw cause
      // Those who collided do not collide again at once.
      await pause(Math.random() * 2 ** tries)
    }
  }
}

/** A connection of its own, opened again when it breaks: a pooled one would lose its subscriptions. */
async function listen(
  options: pg.ClientConfig,
  channel: string,
  onMessage: (payload: string) => void,
): Promise<() => Promise<void>> {
  let closed = false
  let client: pg.Client
  const connect = async () => {
    client = new pg.Client(options)
    client.on('notification', (message) => onMessage(message.payload ?? ''))
    client.on('error', () => undefined)
    client.on('end', () => {
      if (!closed) setTimeout(() => void reconnect(), 500).unref()
    })
    await client.connect()
    await client.query(`listen ${pg.escapeIdentifier(channel)}`)
  }
  const reconnect = async () => {
    if (closed) return
    await connect().catch(() => setTimeout(() => void reconnect(), 1_000).unref())
  }
  await connect()
  return async () => {
    closed = true
    await client.end()
  }
}

/** The SQLSTATE of a database error, or null. */
export function databaseCode(cause: unknown): string | null {
  return cause instanceof pg.DatabaseError ? (cause.code ?? null) : null
}

/** The name of the constraint that refused, or null. Constraints are named as sentences. */
export function refusedBy(cause: unknown): string | null {
  return cause instanceof pg.DatabaseError ? (cause.constraint ?? null) : null
}
