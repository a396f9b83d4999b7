/** How the embedded server is configured: on the command line, so that the data folder holds no hidden setting. */

const always: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  // TCP only: a socket file would let every account of the machine knock.
  unix_socket_directories: '',
  password_encryption: 'scram-sha-256',
  timezone: 'UTC',
  log_timezone: 'UTC',
  lc_messages: 'C',
  max_connections: '200',
  // [Note: no values in the database log] Statements, details and error texts quote rows. The services see their
  // own errors; the log keeps only what concerns the server itself.
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_checkpoints: 'off',
}

/** Only for clusters that are thrown away: a crash of the machine may cost them everything. */
const forTesting: Readonly<Record<string, string>> = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
}

export function serverArguments(dataFolder: string, port: number, testing: boolean): readonly string[] {
  const settings = testing ? { ...always, ...forTesting } : always
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  return ['-D', dataFolder, '-p', String(port), ...flags]
}

/** Nothing of our own environment reaches the server: PG* variables would change what it does. */
export const serverEnvironment: NodeJS.ProcessEnv = { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' }
