import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { MeasurementContent, ProcessContent, RecordContent } from '../records/record.ts'
import type { Template } from '../templates/template.ts'
import type { Change } from './change.ts'
import { changeText, editContent, saidOf } from './edit-content.ts'

const label = { en: 'x', ko: 'x' }
const quantity = (name: string, unit: string, more: object = {}) => (
  { name, label, type: 'quantity', role: 'result', obligation: 'optional', unit, ...more }) as const
const template: Template = {
  template: 'bar_test', version: 1, kind: 'measurement', stage: 'property', label,
  fields: [
    quantity('strength', 'MPa', { bounds: [0, 5000] }), quantity('force', 'N'), quantity('area', 'm2'),
    quantity('stress', 'Pa', { expression: 'force / area' }),
    { name: 'phases', label, type: 'terms', role: 'result', obligation: 'optional', several: true, vocabulary: [{ term: 'FCC', label }, { term: 'BCC', label }] },
    { name: 'curve', label, type: 'curve', role: 'result', obligation: 'optional', axes: [{ name: 'x', label, unit: '1' }, { name: 'y', label, unit: 'MPa' }], summaries: [{ name: 'strength', axis: 'y', of: 'maximum' }] },
    { name: 'etched', label, type: 'boolean', role: 'condition', obligation: 'optional' },
  ],
}
const pascal = (value: number, unit = 'MPa') => ({ type: 'quantity', value, unit }) as const
const said: MeasurementContent = {
  kind: 'measurement', template: 'bar_test@1', name: 'Bar A-1', origin: 'measured', source: { kind: 'own' }, state: 'done', of: 'm', values: { strength: pascal(300) },
}
const edit = (change: Change, content: RecordContent = said) => editContent(content, template, change)
const set = (field: string, text: string) => edit({ what: 'set', field, text })
function changed(change: Change, content: RecordContent = said): RecordContent {
  const edited = edit(change, content)
  assert.equal(edited.is, 'changed', JSON.stringify(edited))
  return (edited as { content: RecordContent }).content
}
function code(change: Change): string {
  const edited = edit(change)
  assert.equal(edited.is, 'refused')
  return (edited as { problem: { code: string } }).problem.code
}

test('a value is read as a form reads it, keeps its unit as written, and never gets one', () => {
  assert.deepEqual(changed({ what: 'set', field: 'strength', text: '0.85 GPa' }).values['strength'], { type: 'quantity', value: 0.85, unit: 'GPa', written: '0.85' })
  assert.equal(code({ what: 'set', field: 'strength', text: '850' }), 'quantity.no_unit')
  assert.equal(code({ what: 'set', field: 'strength', text: '850 K' }), 'field.unit')
  assert.equal(code({ what: 'set', field: 'strength', text: '-3 MPa' }), 'field.bounds')
})

test('a record of another template, or one that says so already, is left as it is', () => {
  assert.equal(code({ what: 'set', field: 'hardness', text: '5 GPa' }), 'edit.other_template')
  assert.deepEqual(edit({ what: 'origin', origin: 'measured' }), { is: 'unchanged' })
  assert.deepEqual(set('strength', '300 MPa'), { is: 'unchanged' })
  assert.deepEqual(edit({ what: 'clear', field: 'phases' }), { is: 'unchanged' })
})

test('what is calculated from a changed value is calculated anew, and is gone when its input is', () => {
  const stressed: RecordContent = { ...said, values: {
    force: pascal(100, 'N'), area: pascal(2, 'm2'), stress: { ...pascal(50, 'Pa'), calculated_from: ['force', 'area'] },
  } }
  const pulled = changed({ what: 'set', field: 'force', text: '200 N' }, stressed).values['stress']
  assert.equal(pulled?.type === 'quantity' && pulled.value, 100)
  assert.equal(changed({ what: 'clear', field: 'area' }, stressed).values['stress'], undefined)
})

test('what a curve filled goes with the curve; what somebody measured stays', () => {
  const curve = { type: 'curve', axes: [{ name: 'x', unit: '1' }, { name: 'y', unit: 'MPa' }], points: 2, data: 'a'.repeat(64) } as const
  const filled = { ...said, values: { curve, strength: { ...pascal(300), from_curve: 'curve' } } }
  assert.deepEqual(changed({ what: 'clear', field: 'curve' }, filled).values, {})
  assert.deepEqual(changed({ what: 'clear', field: 'curve' }, { ...said, values: { curve, strength: pascal(300) } }).values, { strength: pascal(300) })
  assert.equal(code({ what: 'set', field: 'curve', text: '1,2' }), 'edit.not_typed')
})

test('terms stand in the order of their vocabulary, and one that it lacks is refused', () => {
  assert.deepEqual(changed({ what: 'set', field: 'phases', text: 'BCC, FCC' }).values['phases'], { type: 'terms', terms: ['FCC', 'BCC'] })
  assert.equal(code({ what: 'set', field: 'phases', text: 'HCP' }), 'field.term')
  assert.equal(code({ what: 'set', field: 'etched', text: 'perhaps' }), 'field.boolean')
  assert.deepEqual(set('etched', 'yes').is, 'changed')
})

test('a name keeps what is not replaced, and never becomes empty', () => {
  assert.equal(changed({ what: 'rename', find: 'A-', replace: 'Batch 7-' }).name, 'Bar Batch 7-1')
  assert.equal(code({ what: 'rename', find: 'Bar A-1', replace: ' ' }), 'edit.name_empty')
  assert.equal(edit({ what: 'rename', find: 'plate', replace: 'sheet' }).is, 'unchanged')
})

test('of a process still to be done the plan changes, of one that was done what was done', () => {
  const event: Template = { ...template, template: 'pull', kind: 'process', fields: template.fields.slice(0, 1) }
  const plan: ProcessContent = {
    kind: 'process', template: 'pull@1', name: 'Pull', origin: 'specified', source: { kind: 'own' }, state: 'planned', planned: {}, values: {}, inputs: [], outputs: [],
  }
  const change: Change = { what: 'set', field: 'strength', text: '1 MPa' }
  const made = (content: ProcessContent) => (editContent(content, event, change) as { content: ProcessContent }).content
  assert.deepEqual([Object.keys(made(plan).planned), Object.keys(made(plan).values)], [['strength'], []])
  const done: ProcessContent = { ...plan, state: 'done' }
  assert.deepEqual([Object.keys(made(done).planned), Object.keys(made(done).values)], [[], ['strength']])
})

test('a dry run says what a record says and would say, and the history names the change', () => {
  const change: Change = { what: 'set', field: 'strength', text: '0.85 GPa' }
  assert.deepEqual([saidOf(said, change), saidOf(changed(change), change), changeText(change)], ['300 MPa', '0.85 GPa', 'strength = 0.85 GPa'])
  assert.equal(saidOf({ ...said, values: {} }, change), null)
  assert.equal(changeText({ what: 'source', source: { kind: 'literature', doi: '10.1/x' } }), '→ 10.1/x')
})
