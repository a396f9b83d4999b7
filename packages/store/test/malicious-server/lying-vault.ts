/**
 * A vault service that may lie in every way that a server can: each device is on a branch of the chain, sees as much of it
 * as the server likes, and gets blobs and rosters as the server likes. Relay beside it is honest, and so are blobs sent.
 */
import { encodeBatched } from '@nornos/contracts'
import { parseCommit, parseRoster } from '@nornos/crypto/verify'
import { concat, fromHex, present, toBase64Url, toHex } from '@nornos/std'
import type { DeviceApi } from '../../src/index.ts'
import { textToBytes } from '../../src/vault/vault-file.ts'
import type { StagedVault } from './vault-stage.ts'

export interface Branch {
  readonly steps: { readonly text: string; readonly head: string }[]
}

/** What one device is shown. */
export interface View {
  branch: Branch
  /** Steps at the end that are kept from it. */
  hidden: number
  /** Which of the genuine rosters; another text when it was forged. */
  roster: string
  /** Two steps that change places on the way. */
  swapped: number | null
  /** A step that is sent in place of the real one. */
  readonly forged: Map<number, string>
}

export interface LyingVault {
  readonly views: readonly View[]
  readonly blobs: Map<string, Uint8Array<ArrayBuffer>>
  readonly branches: Branch[]
  apiFor(device: number): DeviceApi
}

const headers = new Headers()
const quota = { usedBytes: 0, maxBytes: 1_000_000_000 }

export async function createLyingVault(staged: StagedVault, away: DeviceApi): Promise<LyingVault> {
  const first = await parseCommit(textToBytes(staged.genesis))
  const trunk: Branch = { steps: [{ text: staged.genesis, head: toHex(first.head) }] }
  const branches = [trunk]
  const blobs = new Map([[staged.keyring.name, staged.keyring.bytes]])
  const roster = present(staged.rosters.at(-1), 'a vault has a roster')
  const genuine = await parseRoster(textToBytes(roster))
  const pin = {
    number: genuine.number,
    hash: toHex(genuine.hash),
    rootPublicKey: toBase64Url(genuine.rootPublicKey),
  }
  const witnessed: { readonly n: number; readonly head: string }[] = []
  const views = staged.devices.map(
    (): View => ({ branch: trunk, hidden: 0, roster, swapped: null, forged: new Map() }),
  )
  const refuse = { headers, title: '', detail: '', facts: {} }

  function apiFor(device: number): DeviceApi {
    const view = present(views[device], 'each device is shown something')
    const shown = () => view.branch.steps.slice(0, Math.max(1, view.branch.steps.length - view.hidden))
    return {
      ...away,
      vaultRead: async () => {
        const steps = shown()
        return {
          status: 200,
          headers,
          body: {
            vaultId: staged.vaultId,
            n: steps.length,
            head: present(steps.at(-1), 'there is a first step').head,
            epoch: 0,
            roster: { roster: view.roster },
            quota,
            slots: [],
            restored: null,
          },
        }
      },
      commitList: async ({ query }) => {
        const after = Number(query.after)
        const lines = shown()
          .map(({ text }, index) => ({ n: index + 1, commit: view.forged.get(index + 1) ?? text }))
          .slice(after)
        const at = view.swapped === null ? -1 : view.swapped - after - 1
        const [one, other] = [lines[at], lines[at + 1]]
        if (one !== undefined && other !== undefined) lines.splice(at, 2, other, one)
        return {
          status: 200,
          headers,
          body: (async function* () {
            yield* lines
          })(),
        }
      },
      commitCreate: async ({ body }) => {
        const commit = await parseCommit(textToBytes(body.commit))
        const steps = shown()
        const last = present(steps.at(-1), 'there is a first step').head
        if (commit.number !== steps.length + 1 || toHex(commit.previous) !== last) {
          return { ...refuse, status: 409, problem: 'commit-conflict' }
        }
        // A vault that hides steps and takes others in their place has made a branch.
        if (steps.length < view.branch.steps.length) {
          view.branch = { steps: [...steps] }
          view.hidden = 0
          branches.push(view.branch)
        }
        const head = toHex(commit.head)
        view.branch.steps.push({ text: body.commit, head })
        return { status: 201, headers, body: { n: commit.number, head } }
      },
      blobMissing: async ({ body }) => ({
        status: 200,
        headers,
        body: { missing: body.hashes.filter((name) => !blobs.has(name)) },
      }),
      blobPut: async ({ body, params }) => {
        blobs.set(params.sha256, new Uint8Array(await new Response(body).arrayBuffer()))
        return { status: 201, headers, body: undefined }
      },
      blobRead: async ({ params }) => {
        const bytes = blobs.get(params.sha256)
        if (bytes === undefined) return { ...refuse, status: 404, problem: 'not-found' }
        return { status: 200, headers, body: new Response(bytes) }
      },
      blobReadMany: async ({ body }) => {
        const named = body.hashes.map((name) => ({ name, bytes: blobs.get(name) }))
        const batch = named.flatMap(({ bytes, name }) =>
          bytes ? encodeBatched(present(fromHex(name), 'a hash is hex'), bytes) : [],
        )
        return { status: 200, headers, body: new Response(concat(...batch)) }
      },
      rosterRead: async () => ({ status: 200, headers, body: pin }),
      sharedRosterRead: async () => ({ status: 200, headers, body: pin }),
      vaultHeadList: async () => ({
        status: 200,
        headers,
        body: { heads: witnessed.toSorted((left, right) => right.n - left.n).slice(0, 32) },
      }),
      vaultHeadNote: async ({ body }) => {
        if (!witnessed.some(({ head, n }) => n === body.n && head === body.head)) witnessed.push(body)
        return { status: 204, headers, body: undefined }
      },
    }
  }

  return { views, blobs, branches, apiFor }
}
