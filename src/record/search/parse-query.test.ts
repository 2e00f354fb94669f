import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Refusal } from '#science/refusal.ts'
import { queries } from '../fixtures/queries.ts'
import { LONGEST_QUERY, parseQuery } from './parse-query.ts'
import { printQuery } from './print-query.ts'

/** Without the spots, which only tell where something stood. */
const bare = (value: unknown): unknown => JSON.parse(JSON.stringify(value, (key, part) => (key === 'spot' ? undefined : part)))
const reads = (text: string, canonical: string) => assert.equal(printQuery(parseQuery(text)), canonical, text)
const refuses = (text: string, column: number, says: RegExp) => {
  assert.throws(() => parseQuery(text), (error) => {
    assert.ok(error instanceof Refusal, String(error))
    assert.equal(error.code, 'query.syntax')
    assert.equal(error.details['column'], column, `${text}: ${error.text.en}`)
    assert.match(error.text.en, says)
    assert.match(error.text.en, new RegExp(`^Column ${column}: [^\n]*$`))
    assert.match(error.text.ko, new RegExp(`^${column}번째 글자: [^\n]*[가-힣][^\n]*$`))
    return true
  })
}

test('a printed query reads back as the same query', () => {
  fc.assert(fc.property(queries, (query) => assert.deepEqual(bare(parseQuery(printQuery(query))), bare(query))))
})

test('any text is read or refused in one line, never anything else', () => {
  const pieces = fc.constantFrom(...'(),".<>=!“”\\\n ', 'and', 'or', 'not', ' in ', ' has all ', ' between ', ' is known', 'x', 'up.', '5 MPa', '항복')
  fc.assert(fc.property(fc.oneof(fc.string(), fc.string({ unit: pieces })), (text) => {
    try {
      parseQuery(text)
    } catch (error) {
      assert.ok(error instanceof Refusal && error.code === 'query.syntax', String(error))
          assert.doesNotMatch(error.text.en, /\n/)
      const { column, end } = error.details as { column: number; end: number }
      assert.ok(column >= 1 && column <= end && end <= text.length + 1, `${column}–${end} of ${text.length}`)
    }
  }))
})

test('“and” binds closer than “or”, “not” closer than both, and brackets say otherwise', () => {
  const shape = (text: string) => JSON.stringify(bare(parseQuery(text)))
  assert.equal(shape('a=1 or b=2 and c=3'), shape('a=1 or (b=2 and c=3)'))
  assert.equal(shape('not a=1 and b=2'), shape('(not a=1) and b=2'))
  assert.notEqual(shape('(a=1 or b=2) and c=3'), shape('a=1 or b=2 and c=3'))
  assert.notEqual(shape('not (a=1 and b=2)'), shape('not a=1 and b=2'))
})

test('the words of the language are read in any case, and signs as people type them', () => {
  reads('A IS Known AND Elements HAS Any Al, Ti', 'A is known and Elements has any Al, Ti')
  reads('x≥5 or UP.y≠6 or not z ≤ 7 kN', 'x >= 5 or up.y != 6 or not z <= 7 kN')
  reads('name contains “as cast”', 'name contains as cast')
  reads('elements has Al, Ti', 'elements has all Al, Ti')
})

test('a unit may hold brackets, strokes and spaces, and ends where the condition ends', () => {
  const valueOf = (text: string) => {
    const query = parseQuery(text)
    const first = query.is === 'and' ? query.parts[0]! : query
    return first.is === 'condition' && 'value' in first.comparison ? first.comparison.value.text : null
  }
  assert.equal(valueOf('(x > 25 J/(mol K)) and y=1'), '25 J/(mol K)')
  assert.equal(valueOf('x > 1e-3 S cm-1 and y=1'), '1e-3 S cm-1')
  assert.equal(valueOf('x > 3 mA/cm² AND y=1'), '3 mA/cm²')
  assert.equal(valueOf('x = unit:MegaPA'), 'unit:MegaPA')
  assert.equal(valueOf('x = "salt and \\"pepper\\""'), 'salt and "pepper"')
  assert.equal(valueOf('x = Portland or.der'), 'Portland or.der')
})

test('a refusal names the column, what was expected there, and the nearest word', () => {
  refuses('', 1, /ends where it needs a condition/)
  refuses('yield strength > 800', 7, /“strength” stands where the query needs =, !=/)
  refuses('elements hass all Al', 10, /Did you mean “has”\?/)
  refuses('x is knwon', 6, /“known” or “unknown”\. Did you mean “known”\?/)
  refuses('x > 5 and', 10, /ends where it needs a condition/)
  refuses('x >', 4, /ends where it needs a value/)
  refuses('x > and y = 1', 5, /“and” stands where the query needs a value/)
  refuses('x > 5 y = 6', 9, /“and” or “or” before the next condition/)
  refuses('(x > 5', 7, /“and”, “or” or “\)”/)
  refuses('x > 5)', 6, /“\)” stands where the query needs “and”, “or” or the end/)
  refuses('x between 5', 12, /needs “and”/)
  refuses('x in 5', 6, /needs “\(”/)
  refuses('x in (5, 6', 11, /“,” or “\)”/)
  refuses('x = "never closed', 18, /closing quotation mark/)
  refuses('a.b.c = 1', 1, /template\.field/)
  refuses('x = 1, 2', 6, /“,” stands where/)
})

test('a hostile query is refused or read, and never exhausts the stack', () => {
  assert.throws(() => parseQuery('('.repeat(LONGEST_QUERY)), Refusal)
  assert.throws(() => parseQuery('x'.repeat(LONGEST_QUERY + 1)), (error) => error instanceof Refusal && error.code === 'query.too_long')
  const deep = `${'('.repeat(900)}x=1${')'.repeat(900)}`
  assert.equal(printQuery(parseQuery(deep)), 'x = 1')
})
