/**
 * Goal: a dry run says what a file or a folder holds, and what it would not read; it never claims to have imported.
 * Method: the command on files made here, its lines collected.
 */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { importDry } from '../src/cli/import.ts'

const table =
  'Index,Timestamp (YYYY-MM-DDThh:mm:ss),Event Type,Event Subtype,Patient Info,Device Info,Source Device ID,Glucose Value (mg/dL),Insulin Value (u),Carb Value (grams)\n2,2024-07-01T08:00:00,EGV,,,,G6,103,,\n3,2024-07-01T08:05:00,EGV,,,,G6,High,,\n'

async function dryRun(...words: string[]) {
  const told: string[] = []
  const complaints: string[] = []
  const code = await importDry(
    words,
    (line) => told.push(line),
    (line) => complaints.push(line),
  )
  return { code, told: told.join('\n'), complaints: complaints.join('\n') }
}

test('files of a folder are told one by one: what is in them, what is left out and why', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'nornos-dry-'))
  try {
    writeFileSync(join(folder, 'a.csv'), table)
    writeFileSync(join(folder, 'b.bin'), 'what is this')
    const { code, told } = await dryRun(folder, '--dry-run', '--zone', 'Europe/Stockholm')
    assert.equal(code, 1)
    assert.match(told, /a\.csv\n {2}dexcom-clarity, .* 1 samples, 0 records/)
    assert.match(told, /left out: 1 × glucose_cgm \(unknown-code/)
    assert.match(told, /read as Europe\/Stockholm/)
    assert.match(told, /glucose_cgm +1, 2024-07-01 to 2024-07-01/)
    assert.match(told, /b\.bin\n {2}no kind of file/)
    assert.equal((await dryRun(join(folder, 'a.csv'), '--dry-run')).code, 0)
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('without a dry run, a file, a zone or a known word it says what to say', async () => {
  assert.match((await dryRun('x.zip')).complaints, /Only a dry run/)
  assert.match((await dryRun('--dry-run')).complaints, /Which file/)
  assert.match((await dryRun('x', '--dry-run', '--fast')).complaints, /do not know --fast/)
  assert.match((await dryRun('x', '--dry-run', '--zone', 'Mars/Base')).complaints, /no time zone/)
  const missing = await dryRun('/nowhere/at/all.zip', '--dry-run')
  assert.deepEqual([missing.code, missing.complaints], [1, 'There is no file /nowhere/at/all.zip.'])
})
