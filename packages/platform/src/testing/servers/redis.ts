/** Debian's Redis: one server, or a cluster of three masters with a replica each. Nothing is kept on disk. */
import { connect } from 'node:net'
import { ensurePrograms } from './debian-programs.ts'
import { freePorts, ServerParts, untilReady } from './server-parts.ts'

export const redisPrograms = ['/usr/bin/redis-server', '/usr/bin/redis-cli']
const [server = '', cli = ''] = redisPrograms

export interface RedisServer extends AsyncDisposable {
  readonly host: string
  readonly port: number
}

export interface RedisCluster extends AsyncDisposable {
  /** All six; the first three are masters at the start. */
  readonly nodes: readonly { readonly host: string; readonly port: number }[]
}

const host = '127.0.0.1'

export async function startRedis(): Promise<RedisServer> {
  ensurePrograms(['redis-server'], redisPrograms)
  await using parts = new ServerParts('redis')
  const [port = 0] = await freePorts(1)
  startNode(parts, port)
  await untilReady('redis', () => answers(port))
  return { host, port, ...parts.handOver() }
}

export async function startRedisCluster(): Promise<RedisCluster> {
  ensurePrograms(['redis-server'], redisPrograms)
  await using parts = new ServerParts('redis-cluster')
  const free = await freePorts(12)
  const ports = free.slice(0, 6)
  for (const [index, port] of ports.entries()) {
    const bus = String(free[index + 6])
    startNode(parts, port, ['--cluster-enabled', 'yes', '--cluster-port', bus], `nodes-${index}.conf`)
  }
  for (const port of ports) await untilReady('redis', () => answers(port))
  const addresses = ports.map((port) => `${host}:${port}`)
  parts.run(cli, ['--cluster', 'create', ...addresses, '--cluster-replicas', '1', '--cluster-yes'])
  for (const port of ports) {
    await untilReady('the cluster', () => /cluster_state:ok/.test(command(parts, port, ['cluster', 'info'])))
  }
  return { nodes: ports.map((port) => ({ host, port })), ...parts.handOver() }
}

function startNode(parts: ServerParts, port: number, more: readonly string[] = [], nodes?: string): void {
  const places = nodes === undefined ? [] : ['--cluster-config-file', `${parts.folder}/${nodes}`]
  const plain = [
    '--port',
    String(port),
    '--bind',
    host,
    '--save',
    '',
    '--appendonly',
    'no',
    '--dir',
    parts.folder,
  ]
  parts.start(server, [...plain, ...more, ...places])
}

function command(parts: ServerParts, port: number, words: readonly string[]): string {
  return parts.run(cli, ['-h', host, '-p', String(port), ...words])
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, host, () => socket.write('PING\r\n'))
    socket.once('data', (data) => {
      socket.destroy()
      resolve(data.toString().startsWith('+PONG'))
    })
    socket.once('error', () => resolve(false))
  })
}
