import { language } from '../language.ts'

/** A day: `23 Nov 2026`, `2026년 11월 23일`. */
export function dateText(iso: string): string {
  const style = language() === 'ko' ? 'ko-KR' : 'en-GB'
  return new Intl.DateTimeFormat(style, { year: 'numeric', month: 'short', day: 'numeric' }).format(new Date(iso))
}

/** A day with its time in the reader's zone. */
export function timeText(iso: string): string {
  const style = language() === 'ko' ? 'ko-KR' : 'en-GB'
  return new Intl.DateTimeFormat(style, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(iso))
}
