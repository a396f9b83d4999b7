/** Where the vectors of Project Wycheproof lie. They are not ours to ship: read where somebody has put them. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Group } from './suites.ts'

const folder = process.env['NORNOS_VECTORS']

/** Why a test is skipped, or false. */
export const withoutVectors = folder === undefined ? 'NORNOS_VECTORS is not set' : false

export function readGroups(file: string): readonly Group[] {
  return JSON.parse(readFileSync(join(folder ?? '', 'wycheproof', file), 'utf8')).testGroups
}
