import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { KnownTexts } from './known-texts.ts'
import { NumberList } from './number-list.ts'

test('texts are numbered in the order in which they are first seen, however often and however many they come', () => {
  fc.assert(fc.property(fc.array(fc.string({ maxLength: 3 }), { maxLength: 200 }), (texts) => {
    const known = new KnownTexts()
    const first = [...new Set(texts)]
    assert.deepEqual(texts.map((text) => known.numberOf(text)), texts.map((text) => first.indexOf(text)))
    assert.equal(known.count, first.length)
  }))
  const known = new KnownTexts()
  const many = Array.from({ length: 50_000 }, (_, index) => `key ${index}`)
  for (const round of [1, 2]) {
    assert.ok(many.every((text, index) => known.numberOf(text) === index), `round ${round}`)
    assert.equal(known.count, many.length)
  }
})

test('a list keeps numbers as they are put, also beyond 31 bits where it is wide', () => {
  fc.assert(fc.property(fc.array(fc.maxSafeNat(), { maxLength: 300 }), (numbers) => {
    const list = new NumberList({ wide: true })
    for (const number of numbers) list.push(number)
    assert.equal(list.length, numbers.length)
    assert.deepEqual(numbers.map((_, index) => list.at(index)), numbers)
  }))
})
