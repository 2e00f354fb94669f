import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { test } from 'node:test'

const SOURCE = resolve(import.meta.dirname, '../../src')
const sources = globSync('**/*.ts', { cwd: SOURCE }).filter((file) => !file.endsWith('.test.ts'))
const using = (word: RegExp) => sources.filter((file) => word.test(readFileSync(resolve(SOURCE, file), 'utf8'))).toSorted()

test('whoever checks a content against its template has it calculated too: checkContent is called through one door', () => {
  assert.deepEqual(using(/\bcheckContent\(/), ['record/templates/admit-content.ts', 'record/templates/check-content.ts'])
})

test('every file that brings contents into a hub goes through that door, or writes back what went through it', () => {
  assert.deepEqual(using(/\b(?:writeDrafts|insertRevision|insertRecords|writeRevision)\(/), [
    'hub/examples/carbides.ts', 'hub/examples/histories.ts',
    // From files: rows in `row-records.ts`, JSON lines in `read-record-lines.ts`.
    'hub/imports/bring-record-lines.ts', 'hub/imports/bring-rows.ts',
    'hub/records/insert-rows.ts', 'hub/records/revise-by-draft.ts', 'hub/records/store-record.ts', 'hub/records/write-drafts.ts',
    // From `migrateContent`, and back to what the record said before.
    'hub/templates/run-migration.ts', 'hub/templates/undo-migrated.ts', 'hub/templates/write-revision.ts',
  ])
  assert.deepEqual(using(/\badmitContent\(/), [
    'hub/examples/example.ts', 'hub/imports/read-record-lines.ts', 'hub/records/check-records.ts', 'hub/records/store-record.ts', 'hub/records/take-draft.ts',
    'record/edits/edit-content.ts', 'record/templates/admit-content.ts', 'record/templates/migrate-content.ts', 'stewardship/exchange/row-records.ts',
  ])
})
