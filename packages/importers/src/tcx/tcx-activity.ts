/** One activity of a TCX file, gathered from its tags: the sums of its laps and the points of their tracks. */
import type { Emitter } from '../emitter.ts'
import { utcTime } from '../local-time.ts'
import { emitRoute } from '../route.ts'
import { hashText } from '../text/word-hash.ts'
import { attributeText, type Tag, tagText } from '../xml/tag.ts'

export interface ActivityReader {
  open(name: string, tag: Tag): void
  close(name: string, tag: Tag): void
  /** What an activity that breaks off held until there. */
  finish(): void
}

interface Point {
  time: number
  latitude: number
  longitude: number
  altitude: number
  rate: number
}

interface Activity {
  readonly sport: string
  start: number
  end: number
  seconds: number
  metres: number | null
  kilocalories: number | null
  readonly points: Point[]
}

const SPORT = hashText('Sport')
const START = hashText('StartTime')
const POINTS_MAX = 200_000

export function createActivityReader(emit: Emitter): ActivityReader {
  let activity: Activity | null = null
  let point: Point | null = null
  let lapStart = Number.NaN
  /** Laps have mean and highest rates in the same words; that of a point stands in a tag of its own. */
  let isRate = false

  function closeInPoint(name: string, text: string, at: Point): void {
    if (name === 'Time') at.time = utcTime(text)
    else if (name === 'LatitudeDegrees') at.latitude = Number(text)
    else if (name === 'LongitudeDegrees') at.longitude = Number(text)
    else if (name === 'AltitudeMeters') at.altitude = Number(text)
    else if (name === 'Value' && isRate) at.rate = Number(text)
    else if (name === 'HeartRateBpm') isRate = false
  }

  function closeInLap(name: string, text: string, of: Activity): void {
    const value = Number(text)
    if (text === '' || !Number.isFinite(value)) return
    if (name === 'TotalTimeSeconds') {
      of.seconds += value
      of.end = Math.max(of.end, Math.round(lapStart + value * 1000) || 0)
    } else if (name === 'DistanceMeters') of.metres = (of.metres ?? 0) + value
    else if (name === 'Calories') of.kilocalories = (of.kilocalories ?? 0) + value
  }

  return {
    open(name, tag) {
      if (name === 'Activity') activity = startActivity(attributeText(tag, SPORT) ?? '')
      else if (name === 'Lap' && activity !== null) {
        lapStart = utcTime(attributeText(tag, START) ?? '')
        if (!(activity.start <= lapStart)) activity.start = lapStart
      } else if (name === 'Trackpoint') point = startPoint()
      else if (name === 'HeartRateBpm') isRate = true
    },
    close(name, tag) {
      if (activity === null) return
      if (name === 'Trackpoint') {
        if (point !== null) addPoint(activity, point, emit)
        point = null
      } else if (name === 'Activity') {
        emitActivity(activity, emit)
        activity = null
      } else if (point === null) closeInLap(name, tagText(tag).trim(), activity)
      else closeInPoint(name, tagText(tag).trim(), point)
    },
    finish() {
      if (activity !== null) emitActivity(activity, emit)
      activity = null
    },
  }
}

function startActivity(sport: string): Activity {
  return { sport, start: Number.NaN, end: 0, seconds: 0, metres: null, kilocalories: null, points: [] }
}

function startPoint(): Point {
  const none = Number.NaN
  return { time: none, latitude: none, longitude: none, altitude: none, rate: none }
}

function addPoint(activity: Activity, point: Point, emit: Emitter): void {
  emit.count('point')
  if (Number.isNaN(point.time)) emit.skip('point', 'bad-date', '')
  else if (activity.points.length < POINTS_MAX) {
    activity.points.push(point)
    activity.end = Math.max(activity.end, point.time)
  }
}

function emitActivity(activity: Activity, emit: Emitter): void {
  const { sport, start, seconds, metres, kilocalories, points } = activity
  const end = Math.max(activity.end, start || 0)
  emit.count('activity')
  emit.workout({
    activity: sport || 'other',
    start,
    end,
    durationMinutes: seconds === 0 ? null : seconds / 60,
    distanceMetres: metres,
    energyKilocalories: kilocalories,
  })
  emit.sample('workout_distance', start, end, metres)
  emit.sample('workout_energy', start, end, kilocalories)
  for (const { time, rate, altitude } of points) {
    if (!Number.isNaN(rate)) emit.sample('heart_rate', time, time, rate)
    if (!Number.isNaN(altitude)) emit.sample('altitude_track', time, time, altitude)
  }
  emitRoute(
    emit,
    points.filter(({ latitude, longitude }) => !Number.isNaN(latitude) && !Number.isNaN(longitude)),
  )
}
