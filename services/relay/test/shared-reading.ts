/** A patient who shares with a doctor, and what the doctor does then. */
import { randomUUID } from 'node:crypto'
import type { PatientId, SignedConsent } from '@nornos/health-model'
import type { Doctor, RelayAlone, SignedInPerson } from './relay-alone.ts'
import type { SigningPatient } from './signing-patient.ts'

export interface SharedReading {
  readonly alice: SigningPatient & SignedInPerson
  readonly bob: Doctor
  readonly consent: SignedConsent
}

export async function shareWithDoctor(env: RelayAlone): Promise<SharedReading> {
  const [alice, bob] = [await env.makePatient(), await env.makeDoctor()]
  const consent = await alice.consent(bob.granteeId)
  const reply = await alice.api.consentCreate({ body: { consents: [consent] } })
  if (reply.status !== 201) throw new Error(`consent was not accepted: ${reply.status}`)
  return { alice, bob, consent }
}

export async function accessTokenOf(doctor: SignedInPerson, patientId: PatientId): Promise<string> {
  const reply = await doctor.api.accessTokenIssue({ body: { patientId, purpose: 'routine_checkup' } })
  if (reply.problem !== undefined) throw new Error(`no access token: ${reply.problem}`)
  return reply.body.accessToken
}

export interface PlainAnswer {
  readonly status: number
  readonly text: string
  readonly headers: Readonly<Record<string, string>>
}

/** A read as it is on the wire, without what differs between any two answers. */
export async function readPlainly(
  env: RelayAlone,
  person: SignedInPerson,
  accessToken: string,
  path: string,
): Promise<PlainAnswer> {
  const url = `${env.publicUrl}${path}`
  const [htu = ''] = url.split('?')
  const dpop = await person.dpopKey.proof({ method: 'GET', url: htu, token: accessToken })
  return plain(await fetch(url, { headers: { authorization: `DPoP ${accessToken}`, dpop } }))
}

export async function issuePlainly(
  env: RelayAlone,
  person: SignedInPerson,
  patientId: string,
): Promise<PlainAnswer> {
  const url = `${env.publicUrl}/v1/access-tokens`
  const dpop = await person.dpopKey.proof({ method: 'POST', url, token: person.sessionToken })
  const headers = { authorization: `DPoP ${person.sessionToken}`, dpop, 'content-type': 'application/json' }
  const body = JSON.stringify({ patientId, purpose: 'routine_checkup' })
  return plain(await fetch(url, { method: 'POST', headers, body }))
}

export const hrvPath = (patientId: string): string =>
  `/v1/patients/${patientId}/data/hrv?metric=hrv_sdnn&from=2025-01-01T00:00:00Z&to=2025-02-01T00:00:00Z&resolution=raw`

export const unknownPatient = (): string => randomUUID()

async function plain(response: Response): Promise<PlainAnswer> {
  const { date: _date, 'x-correlation-id': _correlation, ...headers } = Object.fromEntries(response.headers)
  return { status: response.status, text: await response.text(), headers }
}
