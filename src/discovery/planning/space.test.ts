import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkSpace } from './space.ts'
import type { CompositionDimension, DesignSpace, Dimension } from './space.ts'

function mixture(elements: CompositionDimension['elements'], more: Partial<CompositionDimension> = {}): DesignSpace {
  return { dimensions: [{ kind: 'composition', column: 'alloy', elements, ...more }] }
}

function refuses(space: DesignSpace, code: string, sentence: RegExp) {
  assert.throws(() => checkSpace(space), { code, message: sentence })
}

test('bounds that are reversed or in per cent are named with their element', () => {
  refuses(mixture({ Al: [0.4, 0.1], Ni: [0, 1] }), 'space.bounds', /Al are reversed \(0\.4 to 0\.1\)/)
  refuses(mixture({ Al: [10, 40], Ni: [0, 1] }), 'space.bounds', /between 0 and 1/)
  refuses({ dimensions: [{ kind: 'continuous', column: 'T', low: 900, high: 600 }] }, 'space.bounds', /900 to 600/)
})

test('fractions that cannot sum to one are refused with the sum that they reach', () => {
  refuses(mixture({ Al: [0.6, 0.7], Ni: [0.5, 0.6] }), 'space.sum', /add up to 1\.1, more than 1/)
  refuses(mixture({ Al: [0, 0.3], Ni: [0, 0.4] }), 'space.sum', /add up to 0\.7, less than 1/)
})

test('counts of elements can make a feasible simplex impossible', () => {
  const third: CompositionDimension['elements'] = { Al: [0, 0.3], Co: [0, 0.3], Cr: [0, 0.3], Fe: [0, 0.3] }
  checkSpace(mixture(third, { at_most: 4 }))
  refuses(mixture(third, { at_most: 3 }), 'space.sum', /at most 3 elements the upper bounds add up to 0\.9/)
  refuses(mixture(third, { at_least: 5 }), 'space.count', /only 4 may be present/)
  refuses(mixture(third, { at_least: 4, at_most: 3 }), 'space.count', /cannot both hold/)
  refuses(mixture({ Al: [0.2, 1], Co: [0.2, 1], Cr: [0, 1] }, { at_most: 1 }), 'space.count', /2 have a lower bound/)
  const halves = mixture({ Al: [0.5, 1], Co: [0, 1], Cr: [0, 1] }, { at_least: 3, step: 0.5 })
  refuses(halves, 'space.sum', /at most 2 elements fit/)
})

test('an element whose least amount its own bounds or the others leave no room for is refused by name', () => {
  refuses(mixture({ Al: [0, 0.03], Ni: [0, 1] }, { least: 0.05 }), 'space.bounds', /Al may have 0\.03 .* needs 0\.05/)
  const five: CompositionDimension['elements'] = { Al: [0, 1], Co: [0, 1], Cr: [0, 1], Fe: [0, 1], Ni: [0, 1] }
  refuses(mixture(five, { least: 0.25, at_least: 5 }), 'space.sum', /at most 4 elements fit/)
  checkSpace(mixture(five, { least: 0.2, at_least: 5 }))
})

test('a step that does not divide the whole, or that misses the bounds, is refused', () => {
  refuses(mixture({ Al: [0, 1], Ni: [0, 1] }, { step: 0.3 }), 'space.step', /steps of 0\.3 never add up to 1/)
  refuses(mixture({ Al: [0, 1], Ni: [0.11, 0.14] }, { step: 0.05 }), 'space.step', /0\.11 and 0\.14 for Ni/)
  checkSpace(mixture({ Al: [0, 1], Ni: [0.15, 0.15] }, { step: 0.05 }))
})

test('unknown elements, missing choices, repeated columns and empty spaces are refused', () => {
  refuses(mixture({ Xx: [0, 1] }), 'space.unknown_element', /Xx/)
  refuses({ dimensions: [{ kind: 'choice', column: 'route', choices: [] }] }, 'space.no_choices', /route/)
  const twice: Dimension = { kind: 'fixed', column: 'T', value: 25 }
  refuses({ dimensions: [twice, twice] }, 'space.repeated_column', /T/)
  refuses({ dimensions: [] }, 'space.empty', /nothing/)
  refuses({ candidates: [] }, 'space.empty', /nothing/)
  refuses({ dimensions: [{ kind: 'continuous', column: 'T', low: NaN, high: 1 }] }, 'space.not_finite', /NaN/)
})

test('candidates that leave out what others state are refused, with the first that does', () => {
  assert.throws(
    () => checkSpace({ candidates: [{ a: 1, b: 2 }, { a: 3 }] }), { code: 'space.uneven_candidates', message: /Candidate 2 has no “b”/ },
  )
  checkSpace({ candidates: [{ a: 1 }, { a: 3 }] })
})
