import assert from 'node:assert/strict'
import { test } from 'node:test'
import { countRows, rowsOfCopy } from './copy-text.ts'

test('cells of COPY are read as its documentation says: escapes, \\N for null, an empty text', () => {
  const piece = Buffer.from('a\\tb\t\\N\t\n\\\\N\tline\\nend\t한\\r\\v\\b\\f\n')
  assert.deepEqual([...rowsOfCopy(piece)], [['a\tb', null, ''], ['\\N', 'line\nend', '한\r\v\b\f']])
  assert.equal(countRows(piece), 2)
})

test('an escaped backslash before n is no line end', () => {
  assert.deepEqual([...rowsOfCopy(Buffer.from('\\\\n\n'))], [['\\n']])
})
