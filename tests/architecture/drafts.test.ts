import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { test } from 'node:test'

const SOURCE = resolve(import.meta.dirname, '../../src')

test('nothing but the use cases of drafts reads the table of drafts, so nothing else can list or count one', () => {
  const reads = /(?:selectFrom|innerJoin|leftJoin|updateTable|insertInto|deleteFrom)\(\s*'draft[\s']|\b(?:from|join)\s+draft\b/
  const readers = globSync('**/*.{ts,svelte}', { cwd: SOURCE }).filter((file) => reads.test(readFileSync(resolve(SOURCE, file), 'utf8')))
  assert.ok(readers.length > 0)
  assert.deepEqual(readers.filter((file) => !file.startsWith('hub/drafts/')), [])
})
