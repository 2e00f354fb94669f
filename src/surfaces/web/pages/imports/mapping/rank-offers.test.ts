import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Template } from './choice-text.ts'
import { rankOffers } from './rank-offers.ts'

const template = (name: string, label: string, fields: readonly (readonly [name: string, en: string, ko?: string])[]) => ({
  template: name, label: { en: label, ko: label },
  fields: fields.map(([field, en, ko = en]) => ({ name: field, label: { en, ko }, type: 'quantity' })),
}) as unknown as Template

const TEMPLATES = [
  template('hardness_test', 'Hardness test', [['test_load', 'Test load'], ['vickers_hardness', 'Vickers hardness', '비커스 경도'], ['rockwell', 'Rockwell hardness']]),
  template('coating', 'Coating', [['hardness', 'Hardness', '경도'], ['thickness', 'Thickness'], ['film_hardness', 'Film hardness']]),
  template('heat_treatment', 'Heat treatment', [['threshold', 'Threshold'], ['treatment_time', 'Treatment time', '처리 시간']]),
]
const OFFERS = TEMPLATES.flatMap((of) => of.fields.map((field) => ({ template: of, field })))
const found = (sought: string, ...chosen: string[]) => rankOffers(OFFERS, sought, new Set(chosen)).map(({ field: { name } }) => name)

test('a field that is called so stands before one that begins so, and both before one whose template is called so', () => {
  // “hardness HV” is what laboratories write for Vickers hardness.
  assert.deepEqual(found('hardness'), ['hardness', 'vickers_hardness', 'rockwell', 'film_hardness', 'test_load'])
})

test('“hold” finds the time that a heat treatment holds, by the laboratories’ word for it, before what has the letters inside', () => {
  assert.deepEqual(found('hold'), ['treatment_time', 'threshold'])
})

test('Korean titles and words count alike', () => {
  assert.deepEqual(found('경도'), ['vickers_hardness', 'hardness'])
  assert.deepEqual(found('유지시간'), ['treatment_time'])
})

test('among equals the sheet’s own template comes first, and a better name still before it', () => {
  assert.deepEqual(found('hardness', 'coating').slice(0, 4), ['hardness', 'vickers_hardness', 'film_hardness', 'rockwell'])
})

test('several words may stand in field and template in any order; nothing typed finds nothing', () => {
  assert.deepEqual([found('thickness coating'), found('  ')], [['thickness'], []])
})
