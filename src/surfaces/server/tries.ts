import { Refusal } from '#science/refusal.ts'

const MOST = 10
const WINDOW_MILLISECONDS = 5 * 60 * 1000

/** Counts failed tries by key within five minutes; the eleventh is refused before anything is looked at. */
export function countTries(now: () => number) {
  const failures = new Map<string, number[]>()
  const recent = (key: string) => (failures.get(key) ?? []).filter((at) => at > now() - WINDOW_MILLISECONDS)
  return {
    check(key: string): void {
      if (recent(key).length < MOST) return
      throw new Refusal('session.too_many_tries', {
        en: 'Too many failed tries; wait five minutes.',
        ko: '실패한 시도가 너무 많습니다. 5분 후 다시 시도하십시오.',
      })
    },
    failed(key: string): void {
      failures.set(key, [...recent(key), now()])
      // Old keys go with the first failure after they ended, so the map stays as small as the last five minutes.
      for (const other of failures.keys()) if (recent(other).length === 0) failures.delete(other)
    },
  }
}
