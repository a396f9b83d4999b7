/** Time as something that is handed in, so that domain code stays pure and tests choose the hour. */
export interface Clock {
  now(): Date
}

export const systemClock: Clock = { now: () => new Date() }
