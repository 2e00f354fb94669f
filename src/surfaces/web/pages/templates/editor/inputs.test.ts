import assert from 'node:assert/strict'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { parse } from 'yaml'
import { TemplateSchema, WrittenTemplateSchema } from '#contract/schemas/template.ts'
import { fieldInputs, inputsOf, emptyField, emptyTerm } from './inputs.ts'
import { writeTemplate } from './write-template.ts'

const folder = join(import.meta.dirname, '../../../../../../templates')
const templates = readdirSync(folder).map((name) => TemplateSchema.parse(parse(readFileSync(join(folder, name), 'utf8'))))
const tension = templates.find(({ template }) => template === 'tension_test')!

test('every shipped template comes out of the inputs as it went in', () => {
  for (const template of templates) assert.deepEqual(writeTemplate(inputsOf(template, template.version), []), template)
})

test('of a field that the base has, only what was narrowed is stated', () => {
  const inputs = inputsOf({ template: 'e8', extends: 'tension_test@1', label: { en: 'E8', ko: 'E8' }, fields: [] }, 1)
  const strength = fieldInputs(tension.fields.find(({ name }) => name === 'yield_strength')!)
  strength.obligation = 'required'
  strength.high = '4000'
  inputs.fields.push(strength)
  assert.deepEqual(writeTemplate(inputs, tension.fields), {
    template: 'e8', version: 1, extends: 'tension_test@1', label: { en: 'E8', ko: 'E8' },
    fields: [{ name: 'yield_strength', obligation: 'required', bounds: [0, 4000] }],
  })
})

test('what cannot be a number is passed on to be told, never dropped and never zero', () => {
  const inputs = inputsOf({ ...tension, fields: [] }, 2)
  inputs.fields.push({ ...emptyField('result'), name: 'a', en: 'A', ko: '가', low: '1,5', high: '' })
  const [field] = (writeTemplate(inputs, []) as { fields: Record<string, unknown>[] }).fields
  assert.deepEqual(field!['bounds'], ['1,5', null])
  assert.equal(WrittenTemplateSchema.safeParse(writeTemplate(inputs, [])).success, false)
})

test('a field that is no longer of terms does not keep them', () => {
  const inputs = inputsOf({ ...tension, fields: [] }, 2)
  inputs.fields.push({ ...emptyField('condition'), name: 'a', type: 'text', terms: [emptyTerm()], several: true, unit: 'MPa', low: '1' })
  const [field] = (writeTemplate(inputs, []) as { fields: Record<string, unknown>[] }).fields
  assert.deepEqual(Object.keys(field!), ['name', 'label', 'type', 'role', 'obligation'])
})

test('a summary says only what its way of summarising takes', () => {
  const inputs = inputsOf({ ...tension, fields: [] }, 2)
  const curve = fieldInputs(tension.fields.find(({ type }) => type === 'curve')!)
  curve.summaries = [{ ...curve.summaries[2]!, of: 'x_at', at: '0,5' }, { ...curve.summaries[2]!, of: 'area', low: '', high: '' }]
  inputs.fields.push(curve)
  const [field] = (writeTemplate(inputs, []) as { fields: { summaries: unknown }[] }).fields
  assert.deepEqual(field!.summaries, [
    { name: 'loading_slope', of: 'x_at', axis: 'stress', at: '0,5' }, { name: 'loading_slope', of: 'area', axis: 'stress' },
  ])
})
