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

test('keys stand in the order of their code units, also those that JavaScript would put in another', () => {
  assert.equal(canonicalJson({ b: 0, 9: 1, 10: 2, a: { _: 3, '': 4 } }), '{"10":2,"9":1,"a":{"":4,"_":3},"b":0}')
  assert.equal(canonicalJson(JSON.parse('{"a":[{"__proto__":{"y":1,"x":2}}]}')), '{"a":[{"__proto__":{"x":2,"y":1}}]}')
  const keys = fc.oneof(fc.string(), fc.constantFrom('0', '7', '10', '__proto__', 'B', 'a', '_', '-1'))
  fc.assert(fc.property(fc.dictionary(keys, fc.dictionary(keys, fc.integer())), (value) => {
    const text = canonicalJson(value)
    const read = [...text.matchAll(/(?<=[{,])("(?:[^"\\]|\\.)*"):(?=\{)/g)].map(([, key]) => JSON.parse(key!) as string)
    assert.deepEqual(read, Object.keys(value).sort())
  }))
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
