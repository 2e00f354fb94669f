import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { canonicalJson, canonicalMembers } from './canonical-json.ts'

test('the order in which keys were written does not show', () => {
  assert.equal(canonicalJson({ b: 1, a: [true, null, { d: 'x', c: 2 }] }), '{"a":[true,null,{"c":2,"d":"x"}],"b":1}')
})

test('reading it back gives the same value', () => {
  fc.assert(
    fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
      assert.equal(canonicalJson(JSON.parse(canonicalJson(value))), canonicalJson(value))
    }),
  )
})

test('a number that JSON cannot say is a defect, not a null', () => {
  assert.throws(() => canonicalJson({ value: Number.NaN }))
})

test('an object put together from its members’ texts is the object written out', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
      const texts = Object.entries(value).map(([key, member]) => [key, canonicalJson(member)])
      assert.equal(canonicalMembers(Object.fromEntries(texts)), canonicalJson(value))
    }),
  )
})
