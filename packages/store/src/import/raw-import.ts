/**
 * Items that an importer understood as items but not as which ones: kept as written, each once, so that a later
 * version can read them and the export takes them home. Each device numbers notes of its own for each type and fills
 * the last one: what a note costs to write does not grow with how many there are.
 */
import { hashBytes } from '@nornos/crypto/verify'
import type { RawItem } from '@nornos/importers'
import { toHex, utf8 } from '@nornos/std'
import { readRawNotes } from '../objects/raw-notes.ts'
import type { ImportRun } from './import-run.ts'
import { ownNote, putNote } from './note-import.ts'

/** A note is written anew for each item that it gets: so much, or so many, and the next one begins. */
const noteCharactersMax = 256 * 1024
const noteItemsMax = 2_000

interface LastNote {
  number: number
  items: string[]
  characters: number
}

export function createRawKeeper(run: ImportRun): (items: readonly RawItem[]) => Promise<void> {
  const { deviceId } = run.device.session.file
  const lastNotes = new Map<string, LastNote>()
  let known: Set<string> | null = null

  async function readKnown(): Promise<Set<string>> {
    const names = new Set<string>()
    for await (const { items, type } of readRawNotes(run.device, run.draft.notes(), run.write.read)) {
      for (const text of items) names.add(await nameOf(type, text))
      run.tick()
    }
    return names
  }

  async function readLastNote(type: string): Promise<LastNote> {
    let last: LastNote = { number: 0, items: [], characters: 0 }
    for (let number = 0; ; number++) {
      const { note } = await ownNote(run, ['raw', deviceId, type, String(number)])
      if (note?.note !== 'raw') return last
      const characters = note.items.reduce((sum, text) => sum + text.length, 0)
      last = { number, items: note.items, characters }
    }
  }

  async function put(type: string, { items, number }: LastNote): Promise<void> {
    const { objectId } = await ownNote(run, ['raw', deviceId, type, String(number)])
    await putNote(run, objectId, { note: 'raw', device: deviceId, type, items })
    run.tick()
  }

  async function add(type: string, texts: readonly string[]): Promise<void> {
    const last = lastNotes.get(type) ?? (await readLastNote(type))
    lastNotes.set(type, last)
    for (const text of texts) {
      if (last.items.length >= noteItemsMax || last.characters + text.length > noteCharactersMax) {
        if (last.items.length > 0) await put(type, last)
        Object.assign(last, { number: last.number + 1, items: [], characters: 0 })
      }
      last.items.push(text)
      last.characters += text.length
    }
    await put(type, last)
  }

  return async (items) => {
    known ??= await readKnown()
    const fresh = new Map<string, string[]>()
    for (const { text, type: named } of items) {
      const type = named.slice(0, 200)
      const name = await nameOf(type, text)
      if (known.has(name)) continue
      known.add(name)
      fresh.set(type, [...(fresh.get(type) ?? []), text])
    }
    for (const [type, texts] of fresh) await add(type, texts)
  }
}

/** Enough of a hash that two items never share it. */
async function nameOf(type: string, text: string): Promise<string> {
  return toHex(await hashBytes(utf8(JSON.stringify([type, text])))).slice(0, 20)
}
