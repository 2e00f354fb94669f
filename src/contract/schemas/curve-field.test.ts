import assert from 'node:assert/strict'
import { test } from 'node:test'
import { TemplateSchema } from './template.ts'

const label = { en: 'l', ko: 'l' }
const axis = (name: string, unit: string) => ({ name, label, unit })
const quantity = (name: string, unit: string) => ({ name, label, type: 'quantity', role: 'result', unit })
const curve = (rest: object) => ({
  name: 'c', label, type: 'curve', role: 'result', axes: [axis('strain', '%'), axis('stress', 'MPa')], ...rest,
})
const said = (...fields: object[]) => {
  const read = TemplateSchema.safeParse({ template: 't', version: 1, kind: 'measurement', stage: 'property', label, fields })
  return read.success ? null : read.error.issues[0]!.message
}
const filled = (unit: string, rest: object, curveRest: object = {}) => (
  said(quantity('q', unit), curve({ summaries: [{ name: 'q', axis: 'stress', ...rest }], ...curveRest }))
)

test('a curve needs two axes, each with a name of its own and a unit that is known', () => {
  assert.equal(said(curve({})), null)
  assert.match(said(curve({ axes: undefined }))!, /x first/)
  assert.match(said(curve({ axes: [axis('x', 's'), axis('x', 'V')] }))!, /name of its own/)
  assert.match(said(curve({ axes: [axis('x', 's'), axis('y', 'zorks')] }))!, /zorks/)
})

test('a summary fills a quantity of the same template whose unit it has', () => {
  assert.equal(filled('ksi', { of: 'maximum' }), null)
  assert.equal(filled('GPa', { of: 'slope', between: [0, 1] }), null)
  assert.equal(filled('MJ/m³', { of: 'area' }), null)
  assert.equal(filled('%', { of: 'last_over_first' }), null)
  assert.match(filled('mm', { of: 'maximum' })!, /MPa.*does not compare with mm/)
  assert.match(filled('MPa', { of: 'x_at_maximum' })!, /%.*does not compare with MPa/)
  assert.match(said(curve({ summaries: [{ name: 'q', axis: 'stress', of: 'maximum' }] }))!, /fills a number/)
  assert.match(filled('MPa', { of: 'maximum', axis: 'load' })!, /an axis load, which the curve does not have/)
})

test('a mean is asked only of curves whose x must ascend, and nothing that depends on where zero lies of degrees Celsius', () => {
  assert.match(filled('MPa', { of: 'mean' })!, /must ascend/)
  assert.equal(filled('MPa', { of: 'mean' }, { ascending: true }), null)
  const heat = [axis('time', 's'), axis('stress', '°C')]
  assert.match(filled('K·s', { of: 'area' }, { axes: heat })!, /no meaning for °C/)
  assert.equal(filled('°C', { of: 'maximum' }, { axes: heat }), null)
  assert.equal(filled('K/min', { of: 'slope', between: [0, 9] }, { axes: heat }), null)
})

test('axes belong to curves only', () => {
  assert.match(said({ ...quantity('q', 'm'), axes: [axis('x', 's'), axis('y', 's')] })!, /cannot have “axes”, which belongs to curve/)
})
