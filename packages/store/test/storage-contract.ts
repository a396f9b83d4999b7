/** What every adapter of a device's tables must do. Runs in Node and in a browser, so it knows neither. */
import { type DeviceStorage, type StoredValue, tableNames } from '../src/storage/device-storage.ts'

/** Opens the same tables again each time; `clear` has been called before the case starts. */
export type OpenStorage = () => DeviceStorage

export interface StorageCase {
  readonly name: string
  run(open: OpenStorage): Promise<void>
}

const bytes = (...values: readonly number[]) => Uint8Array.from(values)

export const storageContract: readonly StorageCase[] = [
  {
    name: 'what was written is read back, what was not is null',
    async run(open) {
      const storage = open()
      await storage.write([{ table: 'blocks', key: 'a', value: bytes(1, 2, 3) }], 'relaxed')
      same(await storage.read('blocks', 'a'), bytes(1, 2, 3))
      same(await storage.read('blocks', 'b'), null)
      same(await storage.read('records', 'a'), null)
      const many = await storage.readMany('blocks', ['b', 'a', 'b'])
      same(many.length, 3)
      same(many[0] ?? null, null)
      same(many[1] ?? null, bytes(1, 2, 3))
    },
  },
  {
    name: 'keys come in order, all or by their beginning',
    async run(open) {
      const storage = open()
      const value = bytes(0)
      for (const key of ['b', 'a-2', 'c', 'a-1', 'a']) {
        await storage.write([{ table: 'index', key, value }], 'relaxed')
      }
      same((await storage.keys('index')).join(), 'a,a-1,a-2,b,c')
      same((await storage.keys('index', 'a-')).join(), 'a-1,a-2')
      same((await storage.keys('index', 'd')).join(), '')
    },
  },
  {
    name: 'changes of several tables happen together, in their order',
    async run(open) {
      const storage = open()
      await storage.write(
        [
          { table: 'blocks', key: 'x', value: bytes(1) },
          { table: 'outbox', key: 'x', value: bytes(2) },
          { table: 'blocks', key: 'x', value: null },
          { table: 'blocks', key: 'y', value: bytes(3) },
        ],
        'strict',
      )
      same(await storage.read('blocks', 'x'), null)
      same(await storage.read('blocks', 'y'), bytes(3))
      same(await storage.read('outbox', 'x'), bytes(2))
    },
  },
  {
    name: 'deleting what is not there is no fault, and writing nothing neither',
    async run(open) {
      const storage = open()
      await storage.write([{ table: 'meta', key: 'nobody', value: null }], 'strict')
      await storage.write([], 'strict')
      same((await storage.keys('meta')).length, 0)
    },
  },
  {
    name: 'a key that cannot be taken out is kept and works',
    async run(open) {
      const storage = open()
      const key = await crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-512' }, false, ['sign'])
      await storage.write([{ table: 'keys', key: 'device', value: key }], 'strict')
      const kept = await open().read('keys', 'device')
      check(kept !== null && !(kept instanceof Uint8Array), 'a key comes back as a key')
      check(!kept.extractable, 'it still cannot be taken out')
      const one = new Uint8Array(await crypto.subtle.sign('HMAC', key, bytes(7)))
      same(new Uint8Array(await crypto.subtle.sign('HMAC', kept, bytes(7))), one)
    },
  },
  {
    name: 'what was given and what was got may be changed without changing what is kept',
    async run(open) {
      const storage = open()
      const given = bytes(1, 1)
      await storage.write([{ table: 'blocks', key: 'a', value: given }], 'relaxed')
      given[0] = 9
      const got = await storage.read('blocks', 'a')
      if (got instanceof Uint8Array) got[1] = 9
      same(await storage.read('blocks', 'a'), bytes(1, 1))
    },
  },
  {
    name: 'a megabyte and five hundred entries in one go come back whole',
    async run(open) {
      const storage = open()
      const large = new Uint8Array(1_048_576).fill(5)
      const changes = Array.from({ length: 500 }, (_, at) => ({
        table: 'records' as const,
        key: `r${at}`,
        value: bytes(at % 256),
      }))
      await storage.write([...changes, { table: 'blocks', key: 'large', value: large }], 'relaxed')
      same(await storage.read('blocks', 'large'), large)
      same((await storage.keys('records')).length, 500)
    },
  },
  {
    name: 'clearing forgets everything, and goes on',
    async run(open) {
      const storage = open()
      for (const table of tableNames) {
        await storage.write([{ table, key: 'k', value: bytes(1) }], 'strict')
      }
      await storage.clear()
      for (const table of tableNames) same((await storage.keys(table)).length, 0)
      await storage.write([{ table: 'meta', key: 'k', value: bytes(2) }], 'strict')
      same(await storage.read('meta', 'k'), bytes(2))
    },
  },
]

function check(condition: boolean, promise: string): asserts condition {
  if (!condition) throw new Error(promise)
}

function same(
  actual: StoredValue | string | number | null,
  expected: Uint8Array | string | number | null,
): void {
  const text = (value: typeof actual | Uint8Array) =>
    value instanceof Uint8Array ? `${value.length} bytes ${value.slice(0, 64).join(' ')}` : String(value)
  check(text(actual) === text(expected), `${text(expected)}, not ${text(actual)}`)
}
