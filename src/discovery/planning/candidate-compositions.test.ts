import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { parseFormula, reducedFormula } from '#science/chemistry/composition.ts'
import { candidateCompositions } from './candidate-compositions.ts'
import type { CandidateRule } from './candidate-compositions.ts'

const METALS = ['Cr', 'Hf', 'Mo', 'Nb', 'Ta', 'Ti', 'V', 'W', 'Zr']
const carbides: CandidateRule = { metals: METALS, choose: 5, must_contain: ['Cr'], with: { C: 5 } }

describe('five-metal carbides with chromium', () => {
  test('nine metals give 70 of them', () => {
    assert.equal(candidateCompositions(carbides, []).length, 70)
  })

  test('the six that were calculated are left out however their formula is written', () => {
    const known = ['CrMoNbVWC5', '(Cr,Mo,Nb,Ta,W)C', 'C5WVTaMoCr', 'CrHfTaWZrC5', 'CrMoTiWZrC5', 'CrHfMoTiWC5']
    assert.equal(candidateCompositions(carbides, known.map(parseFormula)).length, 64)
  })

  test('each is half carbon', () => {
    for (const { fractions } of candidateCompositions(carbides, [])) {
      assert.equal(fractions['C'], 0.5)
      assert.equal(fractions['Cr'], 0.1)
      assert.equal(Object.keys(fractions).length, 6)
    }
  })
})

test('no candidate comes twice, is known, or lacks what it must contain', () => {
  const rule = fc.shuffledSubarray(METALS, { minLength: 1 }).chain((metals) => fc.record({
    metals: fc.constant(metals),
    choose: fc.integer({ min: 1, max: metals.length }),
    must_contain: fc.constant(metals.slice(0, 1)),
  }))
  fc.assert(fc.property(rule, fc.nat(), (candidateRule, pick) => {
    const all = candidateCompositions(candidateRule, [])
    const formulas = all.map(reducedFormula)
    assert.equal(new Set(formulas).size, formulas.length)
    assert.ok(all.every(({ fractions }) => fractions[candidateRule.must_contain[0]!]! > 0))
    const known = all[pick % all.length]!
    const others = candidateCompositions(candidateRule, [known]).map(reducedFormula)
    assert.deepEqual(others, formulas.filter((formula) => formula !== reducedFormula(known)))
  }))
})

test('a rule that no composition can meet is refused', () => {
  const refuse = (change: Partial<CandidateRule>, code: string) => (
    assert.throws(() => candidateCompositions({ ...carbides, ...change }, []), { code })
  )
  refuse({ choose: 10 }, 'candidates.impossible')
  refuse({ choose: 0 }, 'candidates.impossible')
  refuse({ choose: 2.5 }, 'candidates.impossible')
  refuse({ must_contain: ['Fe'] }, 'candidates.impossible')
  refuse({ choose: 1, must_contain: ['Cr', 'Mo'] }, 'candidates.impossible')
  refuse({ metals: [...METALS, 'Xx'] }, 'candidates.unknown_element')
  refuse({ metals: [...METALS, 'Cr'] }, 'candidates.repeated_metal')
})
