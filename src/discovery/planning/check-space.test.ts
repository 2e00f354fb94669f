import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Refusal } from '#science/refusal.ts'
import { checkSpace } from './check-space.ts'
import type { CompositionDimension, DesignSpace } from './space.ts'

const mixture = (elements: CompositionDimension['elements'], more: Partial<CompositionDimension> = {}): DesignSpace => ({
  dimensions: [{ kind: 'composition', column: 'composition', elements, ...more }],
})
const refused = (space: DesignSpace, code: string, says: RegExp) =>
  assert.throws(() => checkSpace(space), (error) => error instanceof Refusal && error.code === `space.${code}` && says.test(error.message) && error.text.ko.length > 0)

test('an ordinary alloy space passes', () => {
  checkSpace(mixture({ Fe: [0.3, 0.8], Cr: [0.1, 0.3], Ni: [0, 0.2] }, { at_most: 3 }))
})

test('bounds the wrong way round are named with the element', () => {
  refused(mixture({ Fe: [0.8, 0.3], Ni: [0, 1] }), 'bounds_reversed', /Fe.*0\.8 … 0\.3/)
})

test('lower bounds that sum to more than everything are refused with their sum', () => {
  refused(mixture({ Fe: [0.6, 1], Ni: [0.5, 1] }), 'sum_above_one', /110 %/)
})

test('upper bounds that cannot fill the mixture are refused, also when only a few elements may be present', () => {
  refused(mixture({ Fe: [0, 0.4], Ni: [0, 0.4] }), 'sum_below_one', /80 %/)
  refused(mixture({ Fe: [0, 0.4], Ni: [0, 0.4], Co: [0, 0.4] }, { at_most: 2 }), 'sum_below_one', /2 elements.*80 %/)
})

test('five required elements do not fit where three are allowed', () => {
  const elements = Object.fromEntries(['Al', 'Co', 'Cr', 'Fe', 'Ni'].map((symbol) => [symbol, [0.05, 0.5] as const]))
  refused(mixture(elements, { at_most: 3 }), 'too_few_elements', /at least 5.*at most 3/)
})

test('what is no element, no choice, no candidate and no free dimension is refused', () => {
  refused(mixture({ Xx: [0, 1] }), 'unknown_element', /Xx/)
  refused({ dimensions: [{ kind: 'choice', column: 'route', choices: [] }] }, 'no_choices', /route/)
  refused({ candidates: [] }, 'no_candidates', /empty/)
  refused({ dimensions: [{ kind: 'fixed', column: 'temperature', value: 25 }] }, 'nothing_free', /fixed/)
})

test('a step of 0.03 cannot make up 100 %', () => {
  refused(mixture({ Fe: [0, 1], Ni: [0, 1] }, { step: 0.03 }), 'step', /0\.03/)
})
