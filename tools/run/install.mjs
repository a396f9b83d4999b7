/**
 * Installs the locked dependencies when they are missing or others than the lock file names. Safe to interrupt
 * (the stamp is written last) and to run twice at once (the second waits for the first).
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { withLock } from './lock.mjs'

/** @param {string} root the repository */
export async function installWhenNeeded(root) {
  if (isCurrent(root)) return
  await withLock(join(root, '.build', 'install.lock'), () => {
    if (isCurrent(root)) return
    if (!matchesLockFile(root)) install(root)
    stamp(root)
  })
}

/** @param {string} root */
function isCurrent(root) {
  return readOr(stampOf(root), '') === lockHash(root)
}

/**
 * Whether `npm install` by hand has already put in place what the lock file names: npm notes what it installed.
 * Without this, adding one dependency would throw the whole folder away under everyone who is using it.
 * @param {string} root
 */
function matchesLockFile(root) {
  const wanted = packagesOf(join(root, 'package-lock.json'))
  const present = packagesOf(join(root, 'node_modules', '.package-lock.json'))
  for (const [path, entry] of Object.entries(wanted)) {
    if (!path.startsWith('node_modules/')) continue
    const found = present[path]
    // Packages for other platforms are optional and absent.
    if (found === undefined && !entry.optional) return false
    if (found !== undefined && (found.version !== entry.version || found.integrity !== entry.integrity))
      return false
  }
  return Object.keys(present).every((path) => path in wanted)
}

/** @param {string} root */
function install(root) {
  console.log('Installing dependencies (npm ci), once…')
  const args = ['ci', '--include=dev', '--include=optional', '--loglevel=error', '--no-progress']
  const npm = process.env.npm_execpath
  const program = npm?.endsWith('.js') ? process.execPath : 'npm'
  const done = spawnSync(program, program === 'npm' ? args : [npm ?? '', ...args], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32' && program === 'npm',
  })
  if (done.error) throw new Error(`npm ci could not run: ${done.error.message}`)
  if (done.status !== 0) throw new Error(`npm ci failed (${done.signal ?? `exit ${done.status}`})`)
}

/** @param {string} root */
function stamp(root) {
  const draft = `${stampOf(root)}.${process.pid}`
  writeFileSync(draft, lockHash(root))
  renameSync(draft, stampOf(root))
}

/** @param {string} root */
function stampOf(root) {
  return join(root, 'node_modules', '.nornos-lock-sha256')
}

/** @param {string} root */
function lockHash(root) {
  return createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
}

/**
 * @param {string} file
 * @returns {Record<string, { version?: string, integrity?: string, optional?: boolean }>}
 */
function packagesOf(file) {
  return JSON.parse(readOr(file, '{"packages":{}}')).packages
}

/**
 * @param {string} file
 * @param {string} otherwise
 */
function readOr(file, otherwise) {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return otherwise
  }
}
