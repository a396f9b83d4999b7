/** Runs another program to its end: its output is kept, or goes straight to ours. */
import { spawn } from 'node:child_process'

export interface ProgramRun {
  /** Null when a signal ended it. */
  readonly code: number | null
  readonly output: string
}

export interface ProgramOptions {
  readonly cwd: string
  readonly env?: NodeJS.ProcessEnv
  /** Show the output as it comes instead of keeping it. */
  readonly show?: boolean
  /** Ends the program when it is aborted. */
  readonly signal?: AbortSignal
}

export function runProgram(
  program: string,
  args: readonly string[],
  options: ProgramOptions,
): Promise<ProgramRun> {
  const { cwd, env = process.env, show = false, signal } = options
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd,
      env,
      ...(signal && { signal }),
      stdio: ['ignore', show ? 'inherit' : 'pipe', show ? 'inherit' : 'pipe'],
    })
    const parts: Buffer[] = []
    child.stdout?.on('data', (part: Buffer) => parts.push(part))
    child.stderr?.on('data', (part: Buffer) => parts.push(part))
    child.on('error', (cause) => {
      if (cause.name !== 'AbortError') reject(new Error(`cannot run ${program}`, { cause }))
    })
    child.on('close', (code) => resolve({ code, output: Buffer.concat(parts).toString('utf8') }))
  })
}

/** A script under the Node that runs us. */
export function runNode(args: readonly string[], options: ProgramOptions): Promise<ProgramRun> {
  return runProgram(process.execPath, args, options)
}
