import assert from 'node:assert/strict'
import { test } from 'node:test'
import { COMMANDS, NOUNS } from './commands/index.ts'
import { helpText } from './help.ts'
import { displayWidth } from './text-table.ts'

const levels = ['', ...NOUNS, ...COMMANDS.map(({ words }) => words)]

test('help on every level has an example, in both languages', () => {
  for (const level of levels) {
    assert.match(helpText(level, 'en'), /^Example\n {2}sojae /m, level)
    assert.match(helpText(level, 'ko'), /^예\n {2}sojae /m, level)
  }
})

test('Korean help holds no English sentence', () => {
  for (const { words, about, options } of COMMANDS) {
    for (const text of [about, ...Object.values(options).map((option) => option.about)]) assert.match(text.ko, /[가-힣]/, `${words}: ${text.en}`)
  }
})

test('help fits a terminal of 120 columns, its examples aside', () => {
  for (const level of levels) {
    const wide = helpText(level, 'en').split('\n').filter((line) => !line.startsWith('  sojae ') && displayWidth(line) > 120)
    assert.deepEqual(wide, [])
  }
})
