/**
 * Debian's servers for tests, each on free ports in a folder of its own, gone with the test:
 * `await using s3 = await withServer('radosgw')`.
 */
import { canHavePrograms, MissingProgram } from './debian-programs.ts'
import { pgbouncerPrograms, postgresqlPrograms, startPgbouncer, startPostgresql } from './postgresql.ts'
import { radosgwPrograms, startRadosgw } from './radosgw.ts'
import { redisPrograms, startRedis, startRedisCluster } from './redis.ts'

export { MissingProgram }
export type { PgbouncerServer, PostgresqlServer } from './postgresql.ts'
export type { RadosgwServer } from './radosgw.ts'
export type { RedisCluster, RedisServer } from './redis.ts'

const servers = {
  radosgw: { start: startRadosgw, programs: radosgwPrograms },
  redis: { start: startRedis, programs: redisPrograms },
  'redis-cluster': { start: startRedisCluster, programs: redisPrograms },
  pgbouncer: { start: startPgbouncer, programs: pgbouncerPrograms },
  postgresql: { start: startPostgresql, programs: postgresqlPrograms },
} as const

export type ServerName = keyof typeof servers
export type ServerOf<Name extends ServerName> = Awaited<ReturnType<(typeof servers)[Name]['start']>>

/** Starts a server, installing it first where that is needed and possible. Throws MissingProgram. */
export async function withServer<Name extends ServerName>(name: Name): Promise<ServerOf<Name>> {
  return (await servers[name].start()) as ServerOf<Name>
}

/** False, or why a test that needs the server is skipped: `test(name, { skip: lacksServer('redis') }, …)`. */
export function lacksServer(name: ServerName): string | false {
  return canHavePrograms(servers[name].programs)
    ? false
    : `${name} is not installed, and cannot be by this user`
}
