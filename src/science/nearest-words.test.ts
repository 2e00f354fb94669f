import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { nearestWord, nearestWords, slipsBetween } from './nearest-words.ts'

const fields = ['yield_strength', 'ultimate_strength', 'elongation', 'grain_size', 'hardness_test', 'hardness']
const commands = ['serve', 'status', 'overview', 'record', 'table', 'model', 'campaign', 'list', 'show', 'import']
const word = fc.string({ maxLength: 9, unit: fc.constantFrom('a', 'b', 'c', 'd') })

test('a slip of the keyboard finds the field that was meant', () => {
  assert.equal(nearestWord('yeild_strength', fields), 'yield_strength')
  assert.equal(nearestWord('Grain Size', fields), 'grain_size')
  assert.deepEqual(nearestWords('hardnes', fields), ['hardness', 'hardness_test'])
})

test('swapped neighbours, a letter too many, too few or wrong are one slip', () => {
  for (const [slip, meant] of [['lsit', 'list'], ['shows', 'show'], ['modl', 'model'], ['impprt', 'import']] as const) {
    assert.equal(slipsBetween(slip, meant), 1)
    assert.equal(nearestWord(slip, commands), meant)
  }
})

test('two slips in a long word still find it, two in a short one do not', () => {
  assert.equal(nearestWord('tensoin_tset', ['tension_test', 'hardness_test']), 'tension_test')
  assert.equal(nearestWord('lits', ['mist']), null)
})

test('the beginning of a word, or one of its words, means it', () => {
  assert.equal(nearestWord('camp', commands), 'campaign')
  assert.equal(nearestWord('ys', ['PROPERTY: UTS (MPa)', 'PROPERTY: YS (MPa)']), 'PROPERTY: YS (MPa)')
  assert.equal(nearestWord('T', ['T (°C)', 'x']), 'T (°C)')
})

test('a word that is near to nothing gets no suggestion, nor does an empty one', () => {
  assert.deepEqual(nearestWords('colour', fields), [])
  assert.deepEqual(nearestWords('xyzzy', commands), [])
  assert.deepEqual(nearestWords('', [...fields, '', '-']), [])
  assert.deepEqual(nearestWords('-_', [...fields, '', '-']), [])
  assert.equal(nearestWord('k', ['hv', 'm']), null)
})

test('a known word finds itself before all others', () => {
  fc.assert(fc.property(fc.array(word.filter((one) => one !== ''), { minLength: 1 }), fc.nat(), (words, at) => {
    const own = words[at % words.length]!
    assert.equal(nearestWord(own, words), own)
  }))
})

test('as many slips lead back as there: none only between equals, no more than letters, no fewer than missing', () => {
  fc.assert(fc.property(word, word, (a, b) => {
    const slips = slipsBetween(a, b)
    assert.equal(slips, slipsBetween(b, a))
    assert.equal(slips === 0, a === b)
    assert.ok(slips <= Math.max(a.length, b.length))
    assert.ok(slips >= Math.abs(a.length - b.length))
  }))
})
