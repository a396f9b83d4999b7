/** Goal: the right share is chosen and an agent never gets more than both. Method: small cases, each with its denial. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ConsentRecord, FieldId, MetricId } from '@nornos/health-model'
import { chooseShare, intersectShares } from './choose-share.ts'
import { compareShares } from './compare-shares.ts'
import { treatingGrantees } from './grantees-of.ts'
import { mayReport } from './may-report.ts'

const membership = {
  granteeId: '11111111-1111-4111-8111-111111111111',
  id: '22222222-2222-4222-8222-222222222222',
  name: 'A practice',
  role: 'doctor',
  treating: true,
} as const

function share(
  grantedTo: string,
  type: string,
  fields: readonly FieldId[] = ['hrv'],
  excludedMetrics: readonly MetricId[] = [],
) {
  const record = { granted_to: grantedTo, granted_to_type: type, consent_id: 'c', version: 1 }
  return { record: record as ConsentRecord, fields, excludedMetrics }
}

test('a share for the person comes before one for their organization', () => {
  const grantees = treatingGrantees([membership])
  const own = share(membership.granteeId, 'doctor')
  const ofAll = share(membership.id, 'organization')
  assert.equal(chooseShare([ofAll, own], grantees)?.share, own)
  assert.equal(chooseShare([ofAll], grantees)?.share, ofAll)
  assert.equal(chooseShare([ofAll], grantees)?.grantee.organizationId, membership.id)
})

test('a share of another kind, for someone else or without a field is not chosen', () => {
  const grantees = treatingGrantees([membership])
  assert.equal(chooseShare([share(membership.granteeId, 'agent')], grantees), null)
  assert.equal(chooseShare([share(membership.granteeId, 'organization')], grantees), null)
  assert.equal(chooseShare([share('33333333-3333-4333-8333-333333333333', 'doctor')], grantees), null)
  assert.equal(chooseShare([share(membership.granteeId, 'doctor', [])], grantees), null)
})

test('someone who does not treat reads in nobody’s name', () => {
  assert.deepEqual(treatingGrantees([{ ...membership, treating: false }]), [])
})

test('an agent gets the fields of both and loses the metrics that either excludes', () => {
  const both = intersectShares(
    share('a', 'doctor', ['hrv', 'sleep'], ['hrv_rmssd']),
    share('b', 'agent', ['hrv', 'labs'], ['hrv_sdnn']),
  )
  assert.deepEqual(both, { fields: ['hrv'], excludedMetrics: ['hrv_rmssd', 'hrv_sdnn'] })
})

test('a new version ends the old one before it starts; what stays is not told', () => {
  const first = share('a', 'doctor')
  const second = { record: { ...first.record, version: 2 } }
  const other = { record: { ...first.record, consent_id: 'd' as ConsentRecord['consent_id'] } }
  assert.deepEqual(
    compareShares([first, other], [second, other]).map(({ type, record }) => [type, record.version]),
    [
      ['ended', 1],
      ['started', 2],
    ],
  )
  assert.deepEqual(compareShares([first], [first]), [])
})

test('each neighbour reports its own acts alone', () => {
  assert.equal(mayReport('agents', 'agent.run'), true)
  assert.equal(mayReport('agents', 'data.read'), false)
  assert.equal(mayReport('auth', 'admin.account-locked'), true)
  assert.equal(mayReport('vault', 'admin.account-locked'), false)
  assert.equal(mayReport('stranger', 'agent.run'), false)
})
