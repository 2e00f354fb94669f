/**
 * What a number format shows of a number: nothing of a calendar, a date, a time of day, or a length of time.
 *
 * ECMA-376 part 1, 18.8.30; ids 27–36 and 50–58 are dates in the East Asian editions (18.8.30, tables for ko-kr, ja-jp, zh-cn).
 */
export type DateKind = 'none' | 'date' | 'time' | 'duration'

const BUILT_IN: readonly (readonly [from: number, to: number, DateKind])[] = [
  [14, 17, 'date'], [18, 21, 'time'], [22, 22, 'date'], [27, 31, 'date'], [32, 35, 'time'], [36, 36, 'date'], [45, 45, 'time'],
  [46, 46, 'duration'], [47, 47, 'time'], [50, 58, 'date'],
]

/** By the id of a format that the workbook does not define itself. */
export function builtInDateKind(id: number): DateKind {
  return BUILT_IN.find(([from, to]) => id >= from && id <= to)?.[2] ?? 'none'
}

/** By the code of a format, such as `yyyy"년" m"월"` or `[h]:mm`; only its first section speaks for dates. */
export function dateKindOf(code: string): DateKind {
  const [first = ''] = code.replace(/"[^"]*"?/g, '').replace(/[\\_*]./g, '').split(';')
  if (/\[(?:h+|m+|s+)\]/i.test(first)) return 'duration'
  const bare = first.replace(/\[[^\]]*\]/g, '').replace(/general/gi, '')
  if (/[yd]/i.test(bare) || (/m/i.test(bare) && !/[hs]/i.test(bare))) return 'date'
  return /[hs]/i.test(bare) ? 'time' : 'none'
}
