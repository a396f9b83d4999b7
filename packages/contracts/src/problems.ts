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
  'recovery-waiting': {
    status: 409,
    title: 'Somebody has asked for the help of your recovery contact',
    detail: 'One request waits at a time. Stop it, or let it come to its end, then try again.',
  },
  'recovery-early': {
    status: 409,
    title: 'It is too early',
    detail: 'The wait is not over. Try again after the time in readyAt.',
  },
  'recovery-not-asked': {
    status: 409,
    title: 'Nothing is asked for',
    detail: 'It was never asked for, was stopped, or nobody came in time. Ask anew: the wait begins again.',
  },
  'too-many-halves': {
    status: 409,
    title: 'There are too many halves already',
    detail: 'Remove a recovery contact that you no longer have, then try again.',
  },
  'too-many-codes': {
    status: 409,
    title: 'Too many codes are waiting to be used',
    detail: 'Wait until one was used or has run out, a day at the most.',
  },
  'inbox-not-ready': {
    status: 409,
    title: 'Your inbox is not known yet',
    detail: 'Open the app once while online and try again.',
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
  'vendor-not-set-up': {
    status: 409,
    title: 'This source is not set up here',
    detail: 'Whoever runs this installation has to register it with the vendor first.',
  },
  'server-refused': {
    status: 422,
    title: 'This address cannot be used',
    detail:
      'It must be the https address of a record server that lets patients fetch their records (SMART on FHIR). The reason names what does not fit.',
  },
  'vendor-not-reached': {
    status: 503,
    title: 'The other side did not answer',
    detail: 'Nothing was changed. Try again after the time in Retry-After.',
  },
  'vendor-declined': {
    status: 422,
    title: 'The other side did not agree',
    detail: 'Nothing was connected. Begin again, and agree there to what is asked.',
  },
  'connection-not-begun': {
    status: 404,
    title: 'This connection was not begun here',
    detail: 'It was begun in another browser, too long ago, or it is finished. Begin again.',
  },
  'too-many-connections': {
    status: 409,
    title: 'There are too many connections already',
    detail: 'Disconnect one that you no longer need, then try again.',
  },
  'too-many-tokens': {
    status: 409,
    title: 'There are too many tokens already',
    detail: 'Revoke one that you no longer need, then try again.',
  },
  'ingest-token-refused': {
    status: 401,
    title: 'This token opens nothing',
    detail: 'Send it as "Authorization: Bearer …". If it was revoked, make a new one in the app.',
  },
  'nothing-sent': {
    status: 422,
    title: 'There was nothing in the request',
    detail: 'Send one JSON document as the body.',
  },
  'inbox-full': {
    status: 507,
    title: 'The inbox is full',
    detail:
      'Nothing was kept. Send it again when the patient has opened the app and it has taken in what waits.',
  },
  'inbox-refused': {
    status: 409,
    title: 'The inbox does not take this',
    detail:
      'Nothing was kept. The patient sees in the app whether this sender is blocked, and can let it in again.',
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
