import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { test } from 'node:test'
import * as declared from '#contract/operations/index.ts'
import { COMMANDS } from '#surfaces/cli/commands/index.ts'

const table = readFileSync(join(resolve(import.meta.dirname, '../..'), 'docs/api.md'), 'utf8').replace(/^```[\s\S]*?^```$/gm, '')
const said = new Set(Array.from(table.matchAll(/`([^`]+)`/g), ([, text]) => text!))

test('the table of what the API can do names every operation, and every command by its whole name', () => {
  const operations = Object.values(declared).flatMap((one) => (typeof one === 'object' && 'method' in one ? [one.id] : []))
  assert.deepEqual(operations.filter((id) => !said.has(id)), [])
  assert.deepEqual(COMMANDS.map(({ words }) => words).filter((words) => !said.has(words)), [])
})

test('no command that the table names is missing', () => {
  const nouns = new Set(COMMANDS.map(({ words }) => words.split(' ')[0]!))
  const named = [...said].filter((text) => /^[a-z]+ [a-z]+/.test(text) && nouns.has(text.split(' ')[0]!))
  const known = new Set(COMMANDS.map(({ words }) => words))
  assert.ok(named.length > 40, String(named.length))
  assert.deepEqual(named.filter((text) => !known.has(text.split(' --')[0]!)), [])
})
