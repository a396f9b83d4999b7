/** One process at a time: a lock file that names its holder, so that a killed holder does not lock for ever. */
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

const pollMs = 200

/**
 * Runs `work` while this process alone holds `file`; waits as long as another living process holds it.
 * @param {string} file
 * @param {() => void} work
 */
export async function withLock(file, work) {
  mkdirSync(dirname(file), { recursive: true })
  while (!acquire(file)) await wait(pollMs)
  const release = () => rmSync(file, { force: true })
  process.once('exit', release)
  try {
    work()
  } finally {
    release()
    process.off('exit', release)
  }
}

/** @param {string} file */
function acquire(file) {
  const mine = `${file}.${process.pid}`
  writeFileSync(mine, String(process.pid))
  try {
    // A link appears at once with its content: nobody can read a lock file that is still empty.
    linkSync(mine, file)
    return true
  } catch (error) {
    if (!isTaken(error)) throw error
    setAsideWhenAbandoned(file)
    return false
  } finally {
    rmSync(mine, { force: true })
  }
}

/** @param {string} file */
function setAsideWhenAbandoned(file) {
  const aside = `${file}.abandoned-${process.pid}`
  try {
    const holder = readFileSync(file, 'utf8')
    if (isAlive(Number(holder))) return
    renameSync(file, aside)
    // Someone faster may have set the old lock aside and taken a new one between our look and our move.
    if (readFileSync(aside, 'utf8') !== holder) linkSync(aside, file)
  } catch {
    // Somebody else moved it first: the next attempt sees what is there.
  } finally {
    rmSync(aside, { force: true })
  }
}

/** @param {number} pid */
function isAlive(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** @param {unknown} error */
function isTaken(error) {
  return error instanceof Error && 'code' in error && error.code === 'EEXIST'
}
