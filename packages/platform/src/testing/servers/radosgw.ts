/** A real S3: Ceph's gateway over one monitor, one manager and one store in memory, all on loopback. */
import { randomBytes, randomUUID } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ensurePrograms } from './debian-programs.ts'
import { freePorts, ServerParts, untilReady } from './server-parts.ts'

export const radosgwPrograms = [
  '/usr/bin/radosgw',
  '/usr/bin/ceph-mon',
  '/usr/bin/ceph-mgr',
  '/usr/bin/ceph-osd',
  '/usr/bin/ceph',
]
const packages = ['radosgw', 'ceph-mon', 'ceph-mgr', 'ceph-osd']

export interface RadosgwServer extends AsyncDisposable {
  readonly endpoint: string
  readonly region: string
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string }
}

/** Up in a quarter of a minute. */
export async function startRadosgw(): Promise<RadosgwServer> {
  ensurePrograms(packages, radosgwPrograms)
  await using parts = new ServerParts('radosgw')
  const [monitorPort = 0, oldMonitorPort = 0, gatewayPort = 0] = await freePorts(3)
  const monitor = `[v2:127.0.0.1:${monitorPort},v1:127.0.0.1:${oldMonitorPort}]`
  const fsid = randomUUID()
  for (const name of ['mon', 'mgr', 'osd', 'rgw', 'run', 'log']) mkdirSync(join(parts.folder, name))
  writeFileSync(join(parts.folder, 'ceph.conf'), settings(parts.folder, fsid, monitor, gatewayPort))
  startMonitor(parts, fsid, monitor)
  parts.start('/usr/bin/ceph-mgr', [...configured(parts), '-i', 'x', '-f'])
  await startStore(parts)
  parts.start('/usr/bin/radosgw', [...configured(parts), '-n', 'client.rgw.a', '-f'])
  const endpoint = `http://127.0.0.1:${gatewayPort}`
  await untilReady('radosgw', async () => (await fetch(endpoint)).ok)
  const credentials = makeUser(parts)
  return { endpoint, region: 'us-east-1', credentials, ...parts.handOver() }
}

const configured = ({ folder }: ServerParts) => ['-c', join(folder, 'ceph.conf')]

function startMonitor(parts: ServerParts, fsid: string, monitor: string): void {
  const keyring = join(parts.folder, 'keyring')
  const map = join(parts.folder, 'monmap')
  parts.run('/usr/bin/ceph-authtool', ['-C', keyring, '--gen-key', '-n', 'mon.', '--cap', 'mon', 'allow *'])
  for (const name of ['client.admin', 'client.rgw.a', 'mgr.x', 'osd.0']) {
    const rights = ['mon', 'osd', 'mgr'].flatMap((part) => ['--cap', part, 'allow *'])
    parts.run('/usr/bin/ceph-authtool', [keyring, '--gen-key', '-n', name, ...rights])
  }
  parts.run('/usr/bin/monmaptool', ['--create', '--fsid', fsid, '--addv', 'a', monitor, map])
  const made = ['--mkfs', '-i', 'a', '--monmap', map, '--keyring', keyring]
  parts.run('/usr/bin/ceph-mon', [...configured(parts), ...made])
  parts.start('/usr/bin/ceph-mon', [...configured(parts), '-i', 'a', '-f'])
}

async function startStore(parts: ServerParts): Promise<void> {
  const uuid = randomUUID()
  ceph(parts, ['osd', 'new', uuid, '0'])
  parts.run('/usr/bin/ceph-osd', [...configured(parts), '-i', '0', '--mkfs', '--osd-uuid', uuid])
  parts.start('/usr/bin/ceph-osd', [...configured(parts), '-i', '0', '-f'])
  await untilReady('the store', () => /\b1 up\b/.test(ceph(parts, ['osd', 'stat'])))
}

function ceph(parts: ServerParts, words: readonly string[]): string {
  return parts.run('/usr/bin/ceph', [...configured(parts), '--connect-timeout', '30', ...words])
}

function makeUser(parts: ServerParts): RadosgwServer['credentials'] {
  const accessKeyId = randomBytes(10).toString('hex').toUpperCase()
  const secretAccessKey = randomBytes(20).toString('hex')
  const user = ['user', 'create', '--uid=nornos', '--display-name=nornos']
  const keys = [`--access-key=${accessKeyId}`, `--secret=${secretAccessKey}`]
  parts.run('/usr/bin/radosgw-admin', [...configured(parts), '-n', 'client.rgw.a', ...user, ...keys])
  return { accessKeyId, secretAccessKey }
}

function settings(folder: string, fsid: string, monitor: string, gatewayPort: number): string {
  const all = {
    fsid,
    'mon host': monitor,
    'mon initial members': 'a',
    'public network': '127.0.0.0/8',
    'public addr': '127.0.0.1',
    keyring: `${folder}/keyring`,
    'run dir': `${folder}/run`,
    'admin socket': `${folder}/run/$name.$pid.asok`,
    'log file': `${folder}/log/$name.log`,
    'pid file': `${folder}/run/$name.pid`,
    'crash dir': `${folder}/log`,
    'mon data': `${folder}/mon/data`,
    'mgr data': `${folder}/mgr`,
    'osd data': `${folder}/osd`,
    'mgr initial modules': '',
    'auth allow insecure global id reclaim': 'false',
    'mon allow pool size one': 'true',
    'osd pool default size': '1',
    'osd pool default min size': '1',
    'osd pool default pg num': '8',
    'osd pool default pgp num': '8',
    'osd crush chooseleaf type': '0',
    'osd objectstore': 'memstore',
    'memstore device bytes': String(2 * 1024 ** 3),
    'osd memory target': '939524096',
  }
  const lines = Object.entries(all).map(([name, value]) => `${name} = ${value}`)
  const gateway = ['[client.rgw.a]', `rgw data = ${folder}/rgw`]
  const front = `rgw frontends = beast endpoint=127.0.0.1:${gatewayPort}`
  return ['[global]', ...lines, ...gateway, front, ''].join('\n')
}
