import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { canonicalJson } from './canonical-json.ts'

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

test('values whose keys stand in order already, or in part, are written like all others', () => {
  const keys = fc.constantFrom('a', 'b', 'c', 'd')
  const { node } = fc.letrec((tie) => ({
    node: fc.oneof({ maxDepth: 3 }, fc.integer(), fc.array(tie('node'), { maxLength: 3 }), fc.dictionary(keys, tie('node'))),
  }))
  const plain = (value: unknown): string => {
    if (typeof value !== 'object' || value === null) return JSON.stringify(value)
    if (Array.isArray(value)) return `[${value.map(plain).join(',')}]`
    return `{${Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, member]) => `"${key}":${plain(member)}`).join(',')}}`
  }
  fc.assert(fc.property(node, (value) => {
    const before = JSON.stringify(value)
    assert.equal(canonicalJson(value), plain(value))
    assert.equal(JSON.stringify(value), before)
  }))
})
