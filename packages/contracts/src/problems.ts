/** Every problem that an endpoint may declare: status, title, and what the caller can do. */
import type { ProblemKind } from '@nornos/endpoint'

const kinds = {
  'roster-refused': {
    status: 422,
    title: 'The list of devices was refused',
    detail:
      'It must be signed by your root key and follow the list that is known here. Unlock the app and try again.',
  },
  'consent-not-valid': {
    status: 422,
    title: 'This consent cannot be accepted',
    detail: 'The reason names the rule. Change the share and sign it again.',
  },
  'consent-not-signed': {
    status: 422,
    title: 'The signature of this consent does not hold',
    detail: 'A consent counts only when one of your own devices has signed it. Unlock the app and try again.',
  },
  'consent-conflict': {
    status: 409,
    title: 'Another share with the same person is still running',
    detail: 'Change or stop the share that is named here, then try again.',
  },
  'sharing-not-ready': {
    status: 409,
    title: 'The store for shared data does not know your devices yet',
    detail: 'Open the app once while online and try again.',
  },
  'token-not-granted': {
    status: 404,
    title: 'Not found',
    detail: 'It does not exist, or it is not open to you.',
  },
  'items-refused': {
    status: 422,
    title: 'Nothing of this was stored',
    detail: 'Each refused item is named with its reason. Correct it and send it again.',
  },
  'vault-exists': {
    status: 409,
    title: 'You already have a vault',
    detail: 'Open it with your words or your kit.',
  },
  'commit-conflict': {
    status: 409,
    title: 'Another device was faster',
    detail: 'Fetch the commits after the one you know, merge and try again.',
  },
  'epoch-stale': {
    status: 412,
    title: 'The keys of this vault were renewed',
    detail: 'Unlock the vault again to get the new keys.',
  },
  'commit-refused': {
    status: 422,
    title: 'This commit was refused',
    detail: 'The reason names what does not fit. Nothing was changed.',
  },
  'blob-refused': {
    status: 422,
    title: 'What arrived is not what was announced',
    detail: 'The SHA-256 of the bytes must equal the name. Send it again.',
  },
  'slot-refused': {
    status: 422,
    title: 'This opener was refused',
    detail: 'It must be in the list of devices that your root key has signed.',
  },
  'backup-refused': {
    status: 422,
    title: 'This backup is not whole',
    detail: 'Nothing was restored. The first fault is named with its place; try another copy of the backup.',
  },
  'sign-in-again': {
    status: 403,
    title: 'Show that it is you',
    detail: 'This cannot be undone. Sign in again, then repeat it within ten minutes.',
  },
  'range-not-satisfiable': {
    status: 416,
    title: 'There is no such part',
    detail: 'Ask for a range inside the size.',
  },
  'history-truncated': {
    status: 410,
    title: 'These commits are no longer kept',
    detail: 'Read the state instead.',
  },
  'storage-full': {
    status: 507,
    title: 'Your vault is full',
    detail: 'Delete something you no longer need. Everything that is there stays readable.',
  },
  'queue-full': {
    status: 503,
    title: 'Too much is waiting',
    detail: 'Nothing was changed. Try again after the time in Retry-After.',
  },
} as const satisfies Record<string, ProblemKind>

type Kinds = typeof kinds

/** Declares the problems of an endpoint by their codes. */
export function problems<const Code extends keyof Kinds>(...codes: readonly Code[]): Pick<Kinds, Code> {
  return Object.fromEntries(codes.map((code) => [code, kinds[code]])) as Pick<Kinds, Code>
}
