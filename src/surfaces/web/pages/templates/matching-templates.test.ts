import assert from 'node:assert/strict'
import { test } from 'node:test'
import { matchingTemplates } from './matching-templates.ts'

type Listed = Parameters<typeof matchingTemplates>[0][number]
const field = (name: string, en: string, ko: string): Listed['fields'][number] => (
  { name, label: { en, ko }, type: 'quantity', role: 'result', obligation: 'optional', unit: 'HV' }
)
const template = (name: string, version: number, records: number, fields: Listed['fields'] = []): Listed => ({
  template: name, version, kind: 'measurement', stage: 'property', label: { en: name, ko: name }, fields, records,
})
const ALL = [
  template('indentation', 2, 3, [field('vickers_hardness', 'Vickers hardness', '비커스 경도'), field('load', 'Load', '하중')]),
  template('indentation', 1, 4), template('density_test', 1, 0),
]
const find = (words: string, more = {}) => matchingTemplates(ALL, { words, kind: '', used: false, ...more })

test('a name stands once, in its newest version, with the records of all', () => {
  assert.deepEqual(find('').map(({ template, records }) => [template.template, template.version, records]), [
    ['indentation', 2, 7], ['density_test', 1, 0],
  ])
})

test('a template is found by a field in either language, and the field is told', () => {
  for (const words of ['hardness vickers', '경도']) {
    assert.deepEqual(find(words).map(({ fields }) => fields.map(({ name }) => name)), [['vickers_hardness']])
  }
  assert.deepEqual(find('indent').map(({ fields }) => fields), [[]])
})

test('what has no records, or is of another kind, can be left out', () => {
  assert.equal(find('', { used: true }).length, 1)
  assert.equal(find('', { kind: 'material' }).length, 0)
})
