/** One JSON line an event. Only scalars get through: an object could carry a record, a token or a name. */
import { type DestinationStream, pino } from 'pino'
import { currentCorrelation } from './correlation.ts'

export type LogFields = Readonly<Record<string, string | number | boolean | null | undefined>>

export interface Log {
  debug(message: string, fields?: LogFields): void
  info(message: string, fields?: LogFields): void
  warn(message: string, fields?: LogFields): void
  /** `cause` is reduced to its class, code and place in our own code; its text stays inside. */
  error(message: string, cause: unknown, fields?: LogFields): void
}

const destination: { current: DestinationStream | undefined } = { current: undefined }

/** Sends all lines of this process somewhere else than standard output. */
export function logTo(stream: DestinationStream): void {
  destination.current = stream
}

export function createLog(service: string): Log {
  const root = pino(
    {
      base: { service },
      messageKey: 'message',
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      mixin: () => ({ correlationId: currentCorrelation() ?? undefined }),
    },
    { write: (line) => void (destination.current ?? process.stdout).write(line) },
  )
  return {
    debug: (message, fields) => root.debug(fields ?? {}, message),
    info: (message, fields) => root.info(fields ?? {}, message),
    warn: (message, fields) => root.warn(fields ?? {}, message),
    error: (message, cause, fields) => root.error({ ...fields, ...describe(cause) }, message),
  }
}

/** Messages of errors can quote rows and tokens; classes, codes and our own file names cannot. */
function describe(cause: unknown): LogFields {
  if (!(cause instanceof Error)) return { error: typeof cause }
  const code = Reflect.get(cause, 'code')
  const places = (cause.stack ?? '').matchAll(/\/((?:packages|services)\/[^\s:)]+:\d+)/g)
  return {
    error: cause.name,
    code: typeof code === 'string' || typeof code === 'number' ? code : undefined,
    at: [...places]
      .map((place) => place[1])
      .slice(0, 4)
      .join(' '),
  }
}
