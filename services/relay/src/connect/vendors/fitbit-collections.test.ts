/** Goal: each kind of data is asked for as Google documents its filter. Method: the request of one of each, and its pages. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { present } from '@nornos/std'
import { backFillStretches, dayText } from '../domain/stretches.ts'
import { collections, told } from './fitbit-collections.ts'

const stretch = { from: new Date('2026-11-01T00:00:00Z'), until: new Date('2026-11-08T00:00:00Z') }
const site = {
  ...{ authorizeUrl: '', tokenUrl: '', apiUrl: 'https://health.example', revokeUrl: null },
  ...{ clientId: '', clientSecret: null, webhookSecret: null },
}

function collectionOf(id: string) {
  return present(
    collections.find((one) => one.id === id),
    `${id} is asked for`,
  )
}

function requestOf(id: string, place: string | null = null): URL {
  const page = { site, account: '', stretch, place, objectId: null }
  const { method, url } = collectionOf(id).request(page)
  assert.equal(method, 'GET')
  return new URL(url)
}

test('by the person’s own days: of an interval and a session its start, of a sleep its end', () => {
  const days = (field: string) => `${field} >= "2026-11-01" AND ${field} < "2026-11-08"`
  for (const [id, filter, pageSize] of [
    ['steps', days('steps.interval.civil_start_time'), '10000'],
    ['heart-rate', days('heart_rate.sample_time.civil_time'), '10000'],
    ['daily-resting-heart-rate', days('daily_resting_heart_rate.date'), '10000'],
    ['daily-vo2-max', days('daily_vo2_max.date'), '10000'],
    ['exercise', days('exercise.interval.civil_start_time'), '25'],
    ['sleep', days('sleep.interval.civil_end_time'), '25'],
    ['electrocardiogram', 'electrocardiogram.interval.start_time >= "2026-11-01T00:00:00Z"', '10000'],
  ] as const) {
    const { origin, pathname, searchParams } = requestOf(id)
    assert.equal(origin + pathname, `https://health.example/v4/users/me/dataTypes/${id}/dataPoints`)
    assert.deepEqual(Object.fromEntries(searchParams), { filter, pageSize, prettyPrint: 'false' })
  }
})

test('a page is asked for by the token of the one before, with the same filter', () => {
  const [first, second] = [requestOf('steps'), requestOf('steps', 'page-2')]
  assert.equal(second.searchParams.get('pageToken'), 'page-2')
  assert.equal(second.searchParams.get('filter'), first.searchParams.get('filter'))
  const page = { site, account: '', stretch, place: null, objectId: null }
  const { next } = collectionOf('steps')
  assert.equal(next?.({ dataPoints: [], nextPageToken: 'page-2' }, page), 'page-2')
  for (const last of [{ dataPoints: [], nextPageToken: '' }, {}]) assert.equal(next?.(last, page), null)
})

test('what Google only adds up is asked for by days, two weeks at once', () => {
  const page = { site, account: '', stretch, objectId: null }
  for (const id of ['total-calories', 'time-in-heart-rate-zone']) {
    const { daysMax, next, request } = collectionOf(id)
    const range = {
      start: { date: { year: 2026, month: 11, day: 1 } },
      end: { date: { year: 2026, month: 11, day: 8 } },
    }
    const url = `https://health.example/v4/users/me/dataTypes/${id}/dataPoints:dailyRollUp`
    const json = { range, windowSizeDays: 1 }
    assert.deepEqual(request({ ...page, place: null }), { method: 'POST', url, json })
    const second = { method: 'POST', url, json: { ...json, pageToken: 'page-2' } }
    assert.deepEqual(request({ ...page, place: 'page-2' }), second)
    assert.equal(
      next?.({ rollupDataPoints: [], nextPageToken: 'page-2' }, { ...page, place: null }),
      'page-2',
    )
    assert.equal(daysMax, 14)
  }
})

test('the first fetch goes back for a year, but less far where there are many points', () => {
  const now = new Date('2026-11-30T12:00:00Z')
  for (const [id, requests, from] of [
    ['weight', 1, '2025-11-30'],
    ['steps', 13, '2025-11-30'],
    ['active-energy-burned', 4, '2026-09-01'],
    ['heart-rate', 31, '2026-10-31'],
    ['electrocardiogram', 1, '1970-01-01'],
  ] as const) {
    const stretches = backFillStretches(collectionOf(id), 365, now)
    const ends = [stretches[0]?.until, stretches.at(-1)?.from].map((date) => date && dayText(date))
    assert.deepEqual([stretches.length, ...ends], [requests, '2026-12-01', from], id)
  }
})

test('no type is asked for twice, and what comes by the minute is not told', () => {
  const ids = collections.map(({ id }) => id)
  assert.equal(new Set(ids).size, ids.length)
  for (const { id, daysMax } of told) assert.equal(daysMax, 366, id)
})
