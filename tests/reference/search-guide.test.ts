// The guide to the search language shows what the hub understands, and refuses what it says is refused.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { test } from 'node:test'
import { Refusal } from '#science/refusal.ts'
import { parseQuery } from '#record/search/parse-query.ts'
import { printQuery } from '#record/search/print-query.ts'
import { resolveQuery } from '#record/search/resolve-query.ts'
import { shippedTemplates } from '#platform/shipped.ts'

const guide = readFileSync(join(resolve(import.meta.dirname, '../..'), 'docs/search.md'), 'utf8')
const templates = [...await shippedTemplates()]

test('every query of the guide is one that a hub with the shipped templates understands', () => {
  const queries = Array.from(guide.matchAll(/^```query\n([^`]*)^```$/gm), ([, lines]) => lines!.trim().split('\n')).flat()
  assert.ok(queries.length >= 30, `${queries.length} queries`)
  for (const query of queries) {
    const read = parseQuery(query)
    const wanted = resolveQuery(read, templates)
    assert.deepEqual(resolveQuery(parseQuery(printQuery(read)), templates), wanted, query)
  }
})

test('what the guide says is refused, is refused in these words', () => {
  const rows = [...guide.matchAll(/^\| `([^`]+)` \| (Column .*) \|$/gm)]
  assert.ok(rows.length >= 5)
  for (const [, query, answer] of rows) {
    assert.throws(() => resolveQuery(parseQuery(query!), templates), (error) => {
      assert.ok(error instanceof Refusal)
      assert.equal(error.text.en, answer, query)
      return true
    })
  }
})
