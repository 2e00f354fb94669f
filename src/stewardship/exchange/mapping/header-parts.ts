import { meantUnit } from './fit-field.ts'
import { headerKey } from './header-key.ts'
import type { ColumnHeader } from './read-column-header.ts'

/** What a column may be called by its header, and which groups above it that leaves out. */
export type Calling = { readonly called: string; readonly leftOut: readonly string[] }

/** Words of groups that say of what sort a column is, and nothing of its values that would be lost with them. */
const SAY_THE_SORT = new Set([
  'mechanical', 'physical', 'thermal', 'electrical', 'chemical', 'magnetic', 'material', 'materials', 'basic', 'general', 'property', 'properties', 'data', 'result', 'results', 'characteristics',
  'characterization', 'characterisation', 'measurement', 'measurements', 'test', 'tests', 'testing', 'tension', 'tensile', 'hardness', 'microstructure', 'structure', 'process', 'processing', 'treatment',
  'heat', 'condition', 'conditions', 'parameter', 'parameters', 'sample', 'specimen', 'alloy', 'experiment', 'information', 'info', 'of', 'and', 'the',
])
const SAY_THE_SORT_KO = /^(?:기계적|물리적|열적|전기적|화학적|자기적|재료|소재|기본|일반|성질|특성|물성|결과|측정|시험|실험|데이터|정보|인장|경도|미세조직|조직|공정|처리|열처리|조건|변수|시료|시편|합금|값|및|의|\s)+$/u
/** Quantities that a unit alone tells of a step: how hot it was, and how long it took. */
const BY_UNIT = [{ unit: '°C', words: ['temperature', '온도'] }, { unit: 'h', words: ['time', '시간'] }] as const

/** The parts of a header of several rows, `group / own` (of one row, itself alone). */
export function headerParts(label: string): string[] {
  return label.split(/\s\/(?:\s|$)/).map((part) => part.trim()).filter((part) => part !== '')
}

/**
 * What a column may be called, the surest first: by all of its header, then without the groups above.
 *
 * `Annealing (h)`, and `t (h)` below `Annealing`, is the time of it: a step has one quantity in such a unit.
 */
export function callingsOf({ label, unit }: ColumnHeader): Calling[] {
  const parts = headerParts(label)
  const word = unit === null ? undefined : BY_UNIT.find((each) => meantUnit({ unit: each.unit }, unit) !== null)?.words[/\p{Script=Hangul}/u.test(label) ? 1 : 0]
  return parts.flatMap((_, nth): Calling[] => {
    const rest = parts.slice(nth)
    const named = rest.length > 1 && /^t$/i.test(rest.at(-1)!) ? rest.slice(0, -1) : rest
    const called = [rest.join(' '), ...(unit === null ? [] : [`${rest.join(' ')} ${unit}`]), ...(word === undefined ? [] : [`${named.join(' ')} ${word}`])]
    return called.map((text) => ({ called: text, leftOut: parts.slice(0, nth) }))
  })
}

/** Whether groups say nothing of a column's values: `Mechanical properties`, and not `600 °C` or `After irradiation`. */
export function sayOnlyTheSort(groups: readonly string[], titles: readonly string[]): boolean {
  const known = new Set(titles.flatMap((title) => headerKey(title).key.split(' ')))
  return groups.every((group) => SAY_THE_SORT_KO.test(group) || headerKey(group).key.split(' ').every((word) => SAY_THE_SORT.has(word) || known.has(word)))
}
