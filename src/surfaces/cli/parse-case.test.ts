import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseCase } from './parse-case.ts'

test('a case is columns with their values, parted by commas', () => {
  assert.deepEqual(parseCase('composition=AlCoCrFeNi, test_temperature=-196'), { composition: 'AlCoCrFeNi', test_temperature: '-196' })
})

test('a comma within a formula parts nothing', () => {
  assert.deepEqual(parseCase('composition=(Ti,Zr)0.5C,phase=FCC'), { composition: '(Ti,Zr)0.5C', phase: 'FCC' })
})

test('a case that says nothing, or the same twice, is refused', () => {
  assert.throws(() => parseCase('AlCoCrFeNi'), /no column=value/)
  assert.throws(() => parseCase('composition='), /no column=value/)
  assert.throws(() => parseCase('a=1,a=2'), /names “a” twice/)
})
