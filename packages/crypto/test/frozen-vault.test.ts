/**
 * Goal: a vault made by the first version opens for ever.
 * Method: the frozen vault of the specs is verified without a key, then opened by each of its openers. The same in a
 * browser: browser.test.ts.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { present } from '@nornos/std'
import { openSlot } from '../src/vault-open/index.ts'
import { checkRosterSuccession, parseSlot, verifyRoster } from '../src/verify/index.ts'
import { openFrozenVault, verifyFrozenVault } from './frozen-vault/check-frozen-vault.ts'
import { hex, text, texts } from './vectors/run-vector.ts'
import { readVectors } from './vectors/vector-files.ts'

const vector = present(readVectors().get('vault-commit/frozen-vault.json'), 'the frozen vault')
const { input } = vector

test('rosters and commits hold without any key', async () => {
  await verifyFrozenVault(vector)
})

test('an older roster does not follow a newer one', async () => {
  const pin = { vaultId: text(input['vaultId']), rootPublicKey: hex(input['rootPublicKey']) }
  const [first, second] = await Promise.all(
    texts(input['rosters']).map((roster) => verifyRoster(hex(roster), pin)),
  )
  assert.ok(first && second)
  assert.throws(() => checkRosterSuccession(second, first), { code: 'mismatch' })
})

test('each opener opens it, and every object of both epochs', async () => {
  const kinds = texts(input['slots']).map((slot) => parseSlot(hex(slot)).kind)
  assert.deepEqual(kinds.sort(), ['device', 'kit', 'passkey', 'words'])
  assert.equal(await openFrozenVault(vector), 4)
})

test('words that belong to nobody do not open it', async () => {
  const slot = present(
    texts(input['slots'])
      .map(hex)
      .find((one) => parseSlot(one).kind === 'words'),
    'a slot',
  )
  const words = ['abacus', 'abacus', 'abacus', 'abacus', 'abacus', 'abacus']
  await assert.rejects(openSlot(slot, { kind: 'words', words }), { code: 'cannot-open' })
})
