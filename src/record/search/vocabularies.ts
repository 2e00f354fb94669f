import { nearestWord } from '#science/nearest-words.ts'
import { ELEMENTS } from '#science/chemistry/elements.ts'
import type { Text } from '#science/refusal.ts'
import { ORIGINS, RECORD_KINDS, RUN_STATES } from '../records/record.ts'
import { STAGE_LABELS, STAGES } from '../stages.ts'
import type { Template, Term } from '../templates/template.ts'
import type { Written } from './query.ts'
import { queryRefusal } from './query-refusal.ts'
import type { ChoiceColumn } from './wanted.ts'

/** A word that may be meant, and how people read it. */
export type Choice = Pick<Term, 'term' | 'label'>

const KO: Readonly<Record<string, string>> = {
  material: '소재·시료', process: '공정', measurement: '측정·계산',
  measured: '측정', computed: '계산', predicted: '예측', specified: '지정',
  planned: '계획', done: '완료', failed: '실패', aborted: '중단',
}
const worded = (terms: readonly string[]): Choice[] => terms.map((term) => ({ term, label: { en: term, ko: KO[term]! } }))

export const YES_OR_NO: readonly Choice[] = [
  { term: 'true', label: { en: 'yes', ko: '예' } }, { term: 'false', label: { en: 'no', ko: '아니요' } },
]

export const ELEMENT_CHOICES: readonly Choice[] = ELEMENTS.map(({ symbol, name }) => ({ term: symbol, label: name }))

/** The words that a column of records may hold, in this hub. */
export function choicesOf(column: ChoiceColumn, templates: readonly Template[]): readonly Choice[] {
  switch (column) {
    case 'stage': return STAGES.map((term) => ({ term, label: STAGE_LABELS[term] }))
    case 'template': return templates.map(({ template, label }) => ({ term: template, label }))
    case 'kind': return worded(RECORD_KINDS)
    case 'origin': return worded(ORIGINS)
    case 'state': return worded(RUN_STATES)
  }
}

/**
 * The terms that a value means: the term as it stands, else in another letter case, else those with this label in
 * either language. Refuses what is none of these, with the nearest.
 */
export function termsMeant(value: Written, choices: readonly Choice[], of: Text, code = 'query.unknown_term'): string[] {
  const { text } = value
  const found = [
    (choice: Choice) => choice.term === text,
    (choice: Choice) => sameLetters(choice.label.en, text) || sameLetters(choice.label.ko, text),
    // CO is carbon monoxide before it is cobalt: symbols of elements mean what their letter case says.
    (choice: Choice) => choices !== ELEMENT_CHOICES && sameLetters(choice.term, text),
  ].map((isMeant) => choices.filter(isMeant)).find((meant) => meant.length > 0)
  if (found) return [...new Set(found.map(({ term }) => term))]
  const nearest = nearestTerm(text, choices)
  const listed = [...new Set(choices.map(({ term }) => term))]
  const some = listed.length > 12 ? '' : listed.join(', ')
  throw queryRefusal(code, value.spot, {
    en: `“${text}” is no ${of.en}.${nearest ? ` Did you mean “${nearest}”?` : ''}${some && ` There are: ${some}.`}`,
    ko: `“${text}”은(는) ${of.ko}이(가) 아닙니다.${nearest ? ` 혹시 “${nearest}”입니까?` : ''}${some && ` 있는 것: ${some}.`}`,
  }, { term: text, nearest })
}

/** The term that a mistyped term or label may have meant; null where none is near. */
export function nearestTerm(written: string, choices: readonly Choice[]): string | null {
  const terms = new Map(choices.flatMap(({ term, label }) => [[label.ko, term], [label.en, term], [term, term]]))
  const nearest = nearestWord(written, [...terms.keys()].reverse())
  return nearest === null ? null : terms.get(nearest)!
}

function sameLetters(a: string, b: string): boolean {
  return a.normalize('NFC').toLowerCase() === b.normalize('NFC').toLowerCase()
}
