import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Source } from '../records/record.ts'
import type { Values } from '../records/value.ts'
import { quantity } from '../fixtures/lineages.ts'
import type { Field, Template } from '../templates/template.ts'
import type { Subject } from './finding.ts'
import { findImplausible } from './implausible.ts'
import { findNear } from './near-duplicates.ts'
import { robustZ } from './peers.ts'
import type { Peers } from './peers.ts'
import { compareSame } from './same-material.ts'
import { findShift } from './shifted-columns.ts'

const text = (en: string) => ({ en, ko: en })
const field = (name: string, unit: string, role: Field['role'] = 'result'): Field => ({ name, label: text(name), type: 'quantity', unit, role, obligation: 'optional' })
const TEMPLATE: Template = {
  template: 'tension', version: 1, kind: 'measurement', stage: 'property', label: text('tension'),
  fields: [field('temperature', '°C', 'condition'), field('modulus', 'GPa'), field('strength', 'MPa'), field('elongation', '%')],
}
let made = 0
function subject(values: Values, { of = 'm', source = { kind: 'own' }, fractions = { Fe: 1 }, origin = 'measured' }: {
  of?: string; source?: Source; fractions?: Record<string, number>; origin?: 'measured' | 'predicted'
} = {}): Subject {
  const id = `r${++made}`
  return {
    id, revision: 1, template: TEMPLATE, newest: TEMPLATE, fractions, fractionsHold: true,
    content: { kind: 'measurement', template: 'tension@1', name: id, origin, source, state: 'done', of, values },
  }
}
/** Peers around a median in SI, one tenth of it being the deviation. */
const around = (name: string, median: number): [string, Peers] => [name, { template: 'tension', among: { en: 'materials mainly of iron', ko: '주성분이 철인 재료' }, field: name, n: 40, isLog: false, median, deviation: median / 10 }]
const PEERS = new Map([around('modulus', 200e9), around('strength', 500e6), around('elongation', 0.2)])
const MPA = (value: number) => ({ strength: quantity(value, 'MPa') })

test('72.5 MPa amid 500 MPa is read as 72.5 ksi, and that unit is proposed', () => {
  const [one] = findImplausible(subject(MPA(72.5)), new Map([['strength', { ...PEERS.get('strength')!, deviation: 20e6 }]]))
  assert.equal(one!.check.code, 'unit_slip')
  assert.match(one!.found.text.en, /40 values \(tension, materials mainly of iron\), 500 MPa; as 72\.5 ksi .*ksi taken for MPa\?/)
  assert.deepEqual(one!.found.remedy!.values, { strength: quantity(72.5, 'ksi') })
})

test('a value that no usual unit explains is only said to be far from its peers, with how many they are', () => {
  const [one] = findImplausible(subject(MPA(1700)), PEERS)
  assert.deepEqual([one!.check.code, one!.found.remedy], ['implausible_value', undefined])
  assert.match(one!.found.text.en, /16 deviations above the median of 40 values \(tension, materials mainly of iron\), 500 MPa/)
})

test('nineteen values say nothing, nor do values that are all the same; a prediction is not judged', () => {
  const strength = PEERS.get('strength')!
  assert.equal(robustZ({ ...strength, n: 19 }, 5e9), null)
  assert.equal(robustZ({ ...strength, deviation: 0 }, 5e9), null)
  assert.deepEqual(findImplausible(subject(MPA(1700), { origin: 'predicted' }), PEERS), [])
})

test('no share of an elongation is taken for parts per million', () => {
  assert.deepEqual(findImplausible(subject({ elongation: quantity(189.2, '%') }), PEERS).map(({ check }) => check.code), ['implausible_value'])
})

test('a value within its peers is never told, whatever unit it is written in', () => {
  fc.assert(fc.property(fc.integer({ min: 250, max: 750 }), fc.constantFrom(['MPa', 1] as const, ['GPa', 1e-3] as const, ['kPa', 1e3] as const), (mpa, [unit, factor]) => {
    assert.deepEqual(findImplausible(subject({ strength: quantity(mpa * factor, unit) }), PEERS), [])
  }))
})

test('numbers that stand one field too late are told as shifted columns, with each in its own field as the remedy', () => {
  // Modulus 200 GPa and strength 500 MPa came into the fields after theirs.
  const shift = findShift(subject({ strength: quantity(200, 'MPa'), elongation: quantity(500, '%') }), new Map([
    ...PEERS, ['strength', { ...PEERS.get('strength')!, deviation: 10e6 }], ['elongation', { ...PEERS.get('elongation')!, deviation: 0.02 }],
  ]))
  assert.deepEqual(shift!.remedy!.values, { modulus: quantity(200, 'GPa'), strength: quantity(500, 'MPa') })
  assert.equal(findShift(subject({ strength: quantity(500, 'MPa'), elongation: quantity(20, '%') }), PEERS), null)
})

const codes = (group: readonly Subject[]) => compareSame(group).map(({ subject: { id }, check, found }) => [id, check.code, found.others])
const at = (celsius: number) => ({ temperature: quantity(celsius, '°C') })

test('what says the same of the same material from the same source was entered twice; from another source it was not', () => {
  const [a, b] = [subject(MPA(500)), subject(MPA(500))]
  assert.deepEqual(codes([a, b]), [[b.id, 'exact_duplicate', [a.id]]])
  assert.deepEqual(codes([subject(MPA(500)), subject(MPA(500), { source: { kind: 'literature', doi: '10.1/x' } })]), [])
})

test('300 and 700 MPa of one material at one temperature disagree, at two temperatures they do not', () => {
  const [a, b] = [subject({ ...MPA(300), ...at(25) }), subject({ ...MPA(700), ...at(25) })]
  assert.deepEqual(codes([a, b]), [[b.id, 'two_values', [a.id]]])
  assert.deepEqual(codes([subject({ ...MPA(300), ...at(25) }), subject({ ...MPA(700), ...at(600) })]), [])
})

test('stated uncertainties decide: 500 ± 10 and 540 ± 10 MPa agree, ± 5 and ± 5 do not', () => {
  const pair = (spread: number) => [500, 540].map((value) => subject({ strength: quantity(value, 'MPa', { uncertainty: { kind: 'standard', value: spread } }) }))
  assert.deepEqual([codes(pair(10)).length, codes(pair(5)).length], [0, 1])
})

test('two values whose ratio is that of ksi to MPa are asked for their unit', () => {
  const [told] = compareSame([subject(MPA(72.5)), subject(MPA(500))])
  assert.match(told!.found.text.en, /ratio is that of ksi : MPa/)
})

const pair = (strength: number, elongation: number) => ({ ...MPA(strength), elongation: quantity(elongation, '%'), ...at(25) })
test('the same two results of another material of the same composition may be one measurement quoted twice', () => {
  const [a, b] = [subject(pair(1512, 12.4), { of: 'm1' }), subject(pair(1512, 12.4), { of: 'm2', source: { kind: 'literature', doi: '10.1/x' } })]
  const [near] = findNear([a, b])
  assert.deepEqual([near!.subject.id, near!.found.others], [b.id, [a.id]])
  assert.match(near!.found.text.en, /another source/)
})

test('another composition, another temperature, one result alone, or round numbers are no near duplicate', () => {
  const other = { of: 'm2' }
  assert.deepEqual(findNear([subject(pair(1512, 12.4)), subject(pair(1512, 12.4), { ...other, fractions: { Fe: 0.9, Ni: 0.1 } })]), [])
  assert.deepEqual(findNear([subject(pair(1512, 12.4)), subject({ ...pair(1512, 12.4), ...at(600) }, other)]), [])
  assert.deepEqual(findNear([subject(MPA(1512)), subject(MPA(1512), other)]), [])
  assert.deepEqual(findNear([subject(pair(500, 20)), subject(pair(500, 20), other)]), [])
})
