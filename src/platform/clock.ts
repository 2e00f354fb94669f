/** The only source of the present moment; code that computes takes a `Clock` so that tests can hold it still. */
export type Clock = { now(): Date }

export const systemClock: Clock = { now: () => new Date() }

/** A clock that stands at `instant`, for tests and for replaying. */
export function stoppedClock(instant: Date): Clock {
  return { now: () => new Date(instant) }
}
