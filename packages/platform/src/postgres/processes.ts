/** Other processes of this machine: whether they live, what they are, who holds a port. Linux first, then POSIX tools. */
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs'

const onLinux = existsSync('/proc/self/stat')

/** The command line of a living process; null when there is none. */
export function commandOf(pid: number): string | null {
  if (!onLinux) return outputOf('ps', ['-o', 'command=', '-p', String(pid)])
  try {
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim()
    return isZombie(pid) ? null : command
  } catch {
    return null
  }
}

/** When the process started, in a form that tells it from a later process with the same number; null when it is gone. */
export function startOf(pid: number): string | null {
  if (!onLinux) return outputOf('ps', ['-o', 'lstart=', '-p', String(pid)])
  return isZombie(pid) ? null : (statOf(pid)?.[19] ?? null)
}

/** "program (pid N)" of whoever listens on the TCP port of this machine; null when nobody does, or it is hidden from us. */
export function portHolder(port: number): string | null {
  const pid = onLinux
    ? listenerOnLinux(port)
    : outputOf('lsof', ['-nP', '-t', `-iTCP:${port}`, '-sTCP:LISTEN'])
  if (pid === null) return null
  const command = commandOf(Number.parseInt(String(pid), 10))
  return command === null ? null : `${command.slice(0, 80)} (pid ${pid})`
}

/** The fields of /proc/PID/stat after the name, which may itself hold spaces and brackets: state first. */
function statOf(pid: number): readonly string[] | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  } catch {
    return null
  }
}

function isZombie(pid: number): boolean {
  return statOf(pid)?.[0] === 'Z'
}

function listenerOnLinux(port: number): number | null {
  const inodes = new Set([
    ...listeningInodes('/proc/net/tcp', port),
    ...listeningInodes('/proc/net/tcp6', port),
  ])
  if (inodes.size === 0) return null
  for (const pid of readdirSync('/proc')) {
    if (/^\d+$/.test(pid) && socketsOf(pid).some((inode) => inodes.has(inode))) return Number(pid)
  }
  return null
}

function listeningInodes(table: string, port: number): readonly string[] {
  if (!existsSync(table)) return []
  const suffix = `:${port.toString(16).toUpperCase().padStart(4, '0')}`
  const listening = '0A'
  return readFileSync(table, 'utf8')
    .split('\n')
    .slice(1)
    .map((line) => line.trim().split(/\s+/))
    .filter((fields) => fields[1]?.endsWith(suffix) && fields[3] === listening)
    .map((fields) => fields[9] ?? '')
}

function socketsOf(pid: string): readonly string[] {
  try {
    return readdirSync(`/proc/${pid}/fd`).map((fd) => inodeOf(`/proc/${pid}/fd/${fd}`))
  } catch {
    return []
  }
}

function inodeOf(descriptor: string): string {
  try {
    return /^socket:\[(\d+)\]$/.exec(readlinkSync(descriptor))?.[1] ?? ''
  } catch {
    return ''
  }
}

function outputOf(program: string, args: readonly string[]): string | null {
  const text = spawnSync(program, args, { encoding: 'utf8' }).stdout?.trim() ?? ''
  return text === '' ? null : text
}
