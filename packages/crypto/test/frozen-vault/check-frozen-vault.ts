/** What a frozen vault must do in every later version, wherever it runs. Each throws what does not hold. */
import { assert, equalBytes, present, toHex } from '@nornos/std'
import {
  openDeviceSigner,
  openObject,
  openRoster,
  openSlot,
  openVault,
  type Vault,
} from '../../src/vault-open/index.ts'
import {
  checkRosterSuccession,
  deriveBucketHashes,
  deriveStateRoot,
  hashBytes,
  keyringObjectId,
  parseObjectHeader,
  parseSlot,
  verifyCommit,
  verifyRoster,
} from '../../src/verify/index.ts'
import { hex, openerOf, text, texts } from '../vectors/run-vector.ts'
import type { Vector } from '../vectors/vector.ts'

/** Rosters, commits and state, without any key. */
export async function verifyFrozenVault({ input }: Vector): Promise<void> {
  const pin = { vaultId: text(input['vaultId']), rootPublicKey: hex(input['rootPublicKey']) }
  const rosters = await Promise.all(texts(input['rosters']).map((roster) => verifyRoster(hex(roster), pin)))
  const [first, second] = [present(rosters[0], 'a roster'), present(rosters[1], 'a roster')]
  checkRosterSuccession(null, first)
  checkRosterSuccession(first, second)
  const [genesis, last] = texts(input['commits']).map(hex)
  const before = await verifyCommit(present(genesis, 'a commit'), first)
  const after = await verifyCommit(present(last, 'a commit'), second)
  assert(equalBytes(after.previous, before.head) && after.isRotation, 'the second commit rotates')
  const root = await deriveStateRoot(await deriveBucketHashes(after.changes))
  assert(equalBytes(after.stateRoot, root), 'the root of the state')
  const hashes = await Promise.all(
    texts(input['objects']).map(async (object) => toHex(await hashBytes(hex(object)))),
  )
  const live = after.changes.filter((change) => change.byteLength > 0)
  assert(
    live.every((change) => hashes.includes(toHex(change.blobHash))),
    'every object is there',
  )
}

/** Each of its openers opens every object of both epochs, its rosters and its device; how many openers there are. */
export async function openFrozenVault(vector: Vector): Promise<number> {
  const { input } = vector
  const keys = present(vector.keys, 'keys')
  const slots = texts(input['slots']).map(hex)
  for (const slot of slots) {
    const opener = await openerOf(keys, parseSlot(slot).kind)
    const vault = await openVault(await openSlot(slot, opener), keyringOf(vector))
    const payloads = await openAll(vault, vector)
    assert(JSON.stringify(payloads) === JSON.stringify(vector.output?.['payloads']), 'the same payloads')
    for (const roster of texts(input['rosters'])) await openRoster(vault, hex(roster))
    const device = await openDeviceSigner(vault, text(keys['deviceId']), hex(input['deviceKeyBox']))
    assert(device.publicKey.length === 32, 'a device key')
  }
  return slots.length
}

function keyringOf({ input }: Vector) {
  const objects = texts(input['objects']).map(hex)
  return present(
    objects.find((one) => parseObjectHeader(one).objectId === keyringObjectId),
    'a keyring',
  )
}

async function openAll(vault: Vault, { input }: Vector): Promise<readonly string[]> {
  const payloads: string[] = []
  for (const object of texts(input['objects']).map(hex)) {
    if (parseObjectHeader(object).objectId === keyringObjectId) continue
    const { kind, payload } = await openObject(vault, object)
    payloads.push(kind === 'block' ? toHex(payload) : new TextDecoder().decode(payload))
  }
  return payloads
}
