import assert from 'node:assert/strict'
import { test } from 'node:test'
import { revisionChanges } from './revision-changes.ts'
import type { Revision, Value } from './revision-changes.ts'

const mpa = (value: number): Value => ({ type: 'quantity', value, unit: 'MPa' })

function tested(values: Record<string, Value>, note?: string): Revision['content'] {
  return {
    kind: 'measurement', template: 'tension_test@1', name: 'test', origin: 'measured', source: { kind: 'own' },
    state: 'done', of: '01900000-0000-7000-8000-000000000001', values, ...(note ? { note } : {}),
  }
}

test('a corrected value is one change with both values', () => {
  const changes = revisionChanges(
    tested({ yield_strength: mpa(158), elongation: mpa(1) }), tested({ elongation: mpa(1), yield_strength: mpa(185) }),
  )
  assert.deepEqual(
    changes, [{ kind: 'value', field: 'yield_strength', planned: false, before: mpa(158), after: mpa(185) }],
  )
})

test('what was added has nothing before it, what was taken away nothing after it', () => {
  const changes = revisionChanges(
    tested({ yield_strength: mpa(158) }, 'from figure 3'), tested({ ultimate_strength: mpa(300) }),
  )
  assert.deepEqual(
    changes.map((change) => change.kind !== 'order' && [change.before === null, change.after === null]),
    [[false, true], [true, false], [false, true]],
  )
})

test('the order in which keys were written is no change', () => {
  const turned = { unit: 'MPa', value: 158, type: 'quantity' } as Value
  assert.deepEqual(revisionChanges(tested({ yield_strength: mpa(158) }), tested({ yield_strength: turned })), [])
})

const process = (inputs: Extract<Revision['content'], { kind: 'process' }>['inputs']): Revision['content'] => ({
  kind: 'process', template: 'blending@1', name: 'mix', origin: 'specified', source: { kind: 'own' }, state: 'done', planned: {}, values: {},
  inputs, outputs: [],
})
const grams = (value: number) => ({ type: 'quantity' as const, value, unit: 'g' })

test('a material that went in with another amount is one change, one that came or went has no other side', () => {
  const before = process([{ material: 'a', amount: grams(5) }, { material: 'b' }, { material: 'c' }])
  const after = process([{ material: 'a', amount: grams(6) }, { material: 'c' }, { material: 'd', role: 'solvent' }])
  assert.deepEqual(revisionChanges(before, after), [
    { kind: 'material', side: 'inputs', before: { material: 'a', amount: grams(5) }, after: { material: 'a', amount: grams(6) } },
    { kind: 'material', side: 'inputs', before: null, after: { material: 'd', role: 'solvent' } },
    { kind: 'material', side: 'inputs', before: { material: 'b' }, after: null },
  ])
})

test('the same materials in another order are told as that', () => {
  const changes = revisionChanges(process([{ material: 'a' }, { material: 'b' }]), process([{ material: 'b' }, { material: 'a' }]))
  assert.deepEqual(changes, [{ kind: 'order', side: 'inputs' }])
})

test('another specimen, another source and another state are each told', () => {
  const before = tested({})
  const after = {
    ...tested({}), of: '01900000-0000-7000-8000-000000000002', state: 'failed' as const,
    source: { kind: 'literature' as const, doi: '10.1/x' },
  } as Revision['content']
  assert.deepEqual(revisionChanges(before, after).map(({ kind }) => kind), ['of', 'source', 'part'])
})
