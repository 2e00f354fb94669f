import { wrongUsage } from './usage-refusal.ts'

/** The seconds that `--budget` gives, written `300` or `300s`; undefined where it is left out. */
export function parseBudget(written: string | undefined, words: string): number | undefined {
  if (written === undefined) return undefined
  const seconds = Number(/^(\d+(?:\.\d+)?)\s*s?$/.exec(written.trim())?.[1] ?? NaN)
  if (seconds > 0) return seconds
  throw wrongUsage('budget', {
    en: `--budget wants seconds above 0, as 300s, not “${written}”.`,
    ko: `--budget에는 300s처럼 0보다 큰 초 단위 시간이 필요합니다(입력값: “${written}”).`,
  }, words)
}
