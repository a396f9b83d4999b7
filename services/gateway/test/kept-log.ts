/** What all services of this process log, kept to be looked at. */
import { logTo } from '@nornos/service-kit'

export interface KeptLine {
  readonly service: string
  readonly message: string
  readonly correlationId?: string
}

export interface KeptLog extends Disposable {
  readonly text: () => string
  readonly lines: () => readonly KeptLine[]
}

export function keepLog(): KeptLog {
  const written: string[] = []
  logTo({ write: (line) => void written.push(line) })
  return {
    text: () => written.join(''),
    lines: () => written.map((line): KeptLine => JSON.parse(line)),
    [Symbol.dispose]: () => logTo({ write: () => undefined }),
  }
}
