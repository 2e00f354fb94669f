import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Column } from './columns.ts'
import { fitEncoder } from './encoding/encoder.ts'
import { KNOWN_ELEMENTS } from './encoding/known-elements.ts'
import { remarksOn } from './remarks.ts'

const ROWS: readonly Column[] = [
  { name: 'alloy', kind: 'composition', values: [{ Al: 1 }, { Al: 1, Cu: 1 }, { Cu: 1 }, { Cu: 1 }] },
  { name: 'phase', kind: 'category', values: ['FCC', 'FCC', 'FCC', 'BCC'] },
  { name: 'temperature', kind: 'number', values: [20, null, 700, 25], unit: 'degC' },
]
const same = (text: string) => ({ en: text, ko: text })
const WORDS = { column: same, term: (_: string, term: string) => same(term) }

function remarks(alloy: Record<string, number> | null, phase: string | null, temperature: number | null): string[] {
  const given: Column[] = [
    { name: 'alloy', kind: 'composition', values: [alloy] }, { name: 'phase', kind: 'category', values: [phase] },
    { name: 'temperature', kind: 'number', values: [temperature] },
  ]
  return remarksOn(fitEncoder(ROWS, KNOWN_ELEMENTS), ROWS, given, 0, WORDS).map(({ en }) => en)
}

test('a case made of what the rows hold, or of what is unknown, needs no remark', () => {
  assert.deepEqual(remarks({ Al: 0.3, Cu: 0.7, Pt: 0 }, 'FCC', 700), [])
  assert.deepEqual(remarks(null, null, null), [])
})

test('an element of no row is named, since the model knows of it only what the table of elements says', () => {
  const [first, ...others] = remarks({ Al: 1, Pt: 1, Ru: 1 }, 'FCC', 20)
  assert.match(first!, /holds Pt, Ru \(alloy\)/)
  assert.deepEqual(others, [])
})

test('a term of no row and a term of too few rows are said apart', () => {
  assert.match(remarks({ Al: 1 }, 'HCP', 20)[0]!, /^No row .* “HCP” as phase/)
  assert.match(remarks({ Al: 1 }, 'BCC', 20)[0]!, /^Only 1 row has “BCC” as phase/)
})

test('a number beyond all rows is set against their range', () => {
  assert.equal(remarks({ Al: 1 }, 'FCC', 701)[0], 'temperature 701 degC lies outside of what the model learned from (20–700 degC).')
})

test('a median that stands in for a number is owned up to, unless rows lack that number too', () => {
  const full: Column = { name: 'T', kind: 'number', values: [20, 20, 25, 900], unit: 'degC' }
  const given: Column[] = [{ name: 'T', kind: 'number', values: [null] }]
  const said = remarksOn(fitEncoder([full], KNOWN_ELEMENTS), [full], given, 0, WORDS)
  assert.match(said[0]!.en, /^T is not given, .*: 22\.5 degC, the median/)
  assert.deepEqual(remarks({ Al: 1 }, 'FCC', null), [])
})

test('a structure that is not given is owned up to, unless enough rows lack one for the model to know what that means', () => {
  const structures = (lacking: number): Column => ({
    name: 'structure', kind: 'vector', names: ['density'], values: Array.from({ length: 30 }, (_, row) => (row < lacking ? null : [row])),
  })
  const given: Column[] = [{ name: 'structure', kind: 'vector', names: ['density'], values: [null] }]
  const said = (lacking: number) => remarksOn(
    fitEncoder([structures(lacking)], KNOWN_ELEMENTS), [structures(lacking)], given, 0, WORDS).map(({ en }) => en)
  assert.match(said(0)[0]!, /^structure is not given, and every row .* medians/)
  assert.match(said(1)[0]!, /only 1 of the rows that the model learned from lacks it/)
  assert.deepEqual(said(10), [])
})
