import { Refusal } from '#science/refusal.ts'

const MOST = 10
const WINDOW_MILLISECONDS = 5 * 60 * 1000

/** Counts tries by key within five minutes until one succeeds; the eleventh is refused before anything is looked at. */
export function countTries(now: () => number) {
  const tries = new Map<string, number[]>()
  const recent = (key: string) => (tries.get(key) ?? []).filter((at) => at > now() - WINDOW_MILLISECONDS)
  return {
    /** Counted when it begins: of many at once no more get through than one after another. */
    begin(key: string): void {
      if (recent(key).length >= MOST) {
        throw new Refusal('session.too_many_tries', {
          en: 'Too many failed tries; wait five minutes.',
          ko: '실패한 시도가 너무 많습니다. 5분 후 다시 시도하십시오.',
        })
      }
      tries.set(key, [...recent(key), now()])
      // Old keys go with the first try after they ended, so the map stays as small as the last five minutes.
      for (const other of tries.keys()) if (recent(other).length === 0) tries.delete(other)
    },
    succeeded(key: string): void {
      tries.delete(key)
    },
  }
}
