/** What a device keeps for itself, in boxes: the cache and the outbox. Bound to the place it is kept at. */
import { type Bytes, concat, utf8 } from '@nornos/std'
import { openBox, sealBox } from '../format/box.ts'
import { readBytes } from '../format/byte-reader.ts'
import { named, textList, u32, uuid } from '../format/byte-writer.ts'
import { epochKeys, type Vault } from './vault.ts'

const magic = utf8('NVL1')

/** `place` says where it is kept, such as ['rollups', id]: it opens nowhere else. */
export async function sealLocal(vault: Vault, place: readonly string[], bytes: Bytes): Promise<Bytes> {
  const header = concat(magic, u32(vault.epoch))
  const { localKey } = epochKeys(vault, vault.epoch)
  return concat(header, await sealBox(localKey, localContext(vault, place, header), bytes))
}

/** Throws `cannot-open` for altered bytes, another place or another vault. */
export async function openLocal(vault: Vault, place: readonly string[], sealed: Uint8Array): Promise<Bytes> {
  const reader = readBytes(sealed)
  reader.expect(magic)
  const { localKey } = epochKeys(vault, reader.u32())
  return openBox(localKey, localContext(vault, place, sealed.slice(0, reader.offset())), reader.rest())
}

function localContext(vault: Vault, place: readonly string[], header: Uint8Array): Bytes {
  return named('nornos/local/1', uuid(vault.vaultId), header, textList(place))
}
