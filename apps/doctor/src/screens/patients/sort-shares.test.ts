/** Goal: the list is in the order that was asked for. Method: three shares in every order. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Share } from '@nornos/contracts'
import { sortShares } from './sort-shares.ts'

const shares = [
  share('Åse Berg', '2026-03-01', '2026-06-01'),
  share('Mei Tanaka', '2026-03-03', '2026-04-01'),
  share('Karim Haddad', '2026-03-02', '2026-04-01'),
]

test('what ends soonest comes first, and equal ends by name', () => {
  assert.deepEqual(names('ends'), ['Karim Haddad', 'Mei Tanaka', 'Åse Berg'])
})

test('names sort as the language of the reader sorts them', () => {
  assert.deepEqual(names('name'), ['Åse Berg', 'Karim Haddad', 'Mei Tanaka'])
  assert.deepEqual(names('name', 'nb'), ['Karim Haddad', 'Mei Tanaka', 'Åse Berg'])
})

test('what was shared last comes first', () => {
  assert.deepEqual(names('started'), ['Mei Tanaka', 'Karim Haddad', 'Åse Berg'])
})

function names(order: Parameters<typeof sortShares>[1], locale = 'en'): string[] {
  return sortShares(shares, order, locale).map(({ patientName }) => patientName)
}

function share(patientName: string, from: string, until: string): Share {
  return Share.parse({
    patientId: crypto.randomUUID(),
    patientName,
    consentId: crypto.randomUUID(),
    purpose: 'routine_checkup',
    fields: ['sleep'],
    validFrom: `${from}T08:00:00Z`,
    validUntil: `${until}T08:00:00Z`,
  })
}
