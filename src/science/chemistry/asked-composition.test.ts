import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { askedComposition } from './asked-composition.ts'
import { elementsOf } from './composition.ts'

test('a search text is a composition only when all of it is a formula of two elements or more', () => {
  const elements = (text: string) => {
    const asked = askedComposition(text)
    return asked && [...elementsOf(asked)].sort().join(' ')
  }
  assert.equal(elements('CoCrFeNi'), 'Co Cr Fe Ni')
  assert.equal(elements(' Al0.25 Co1 Fe1 Ni1 '), 'Al Co Fe Ni')
  assert.equal(elements('Fe-18Cr-8Ni'), 'Cr Fe Ni')
  assert.equal(elements('Al0CoCr'), 'Co Cr')
  const words = ['', 'Co', 'hardness', 'CAST', 'BCC', 'CoCrFeNi CAST', 'Al-Co-Cr', 'cocrfeni', '시편 12', 'Inconel 718']
  for (const text of words) {
    assert.equal(askedComposition(text), null, text)
  }
})

test('no text that somebody may type breaks the search', () => {
  fc.assert(fc.property(fc.string({ unit: fc.constantFrom(...'AlCoFe0.5-()[]·%{}_ ') }), (text) => {
    const asked = askedComposition(text)
    assert.ok(asked === null || elementsOf(asked).length >= 2)
  }))
})
