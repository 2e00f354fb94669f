import assert from 'node:assert/strict'
import { test } from 'node:test'
import { linesTold } from './finding-kind.ts'
import type { Finding } from './finding.ts'
import { KeptFindings } from './kept-findings.ts'

const finding = (line: number | null, column: string | null, code: string, text = code): Finding => ({ severity: 'refused', code, line, column, value: null, text: { en: text, ko: text } })

test('of thousands of one kind the first are kept, and what was found once behind them is kept too', () => {
  const kept = new KeptFindings(10)
  for (let line = 2; line < 5_000; line++) kept.add(finding(line, 'a', 'cell.no_unit'))
  kept.add(finding(90_000, 'b', 'cell.unknown_word'))
  assert.deepEqual(kept.inOrder().map(({ finding: { line } }) => line), [2, 3, 4, 5, 6, 7, 8, 9, 10, 90_000])
  assert.deepEqual(kept.kinds().map(({ column, count, lines }) => [column, count, lines]), [['a', 4_998, [2, 3, 4, 5, 6]], ['b', 1, [90_000]]])
})

test('columns that a recipe leaves out are one kind; records left out for different reasons are not', () => {
  const kept = new KeptFindings(10)
  for (const column of ['a', 'b', 'c']) kept.add(finding(null, column, 'column.unused'))
  kept.add(finding(2, null, 'record.left_out', 'no cell'))
  kept.add(finding(3, null, 'record.left_out', 'no structure'))
  assert.deepEqual(kept.kinds().map(({ code, column, count, lines }) => [code, column, count, lines]), [
    ['column.unused', null, 3, []], ['record.left_out', null, 1, [2]], ['record.left_out', null, 1, [3]],
  ])
})

test('what a person and the file have both changed stands first, and corrections that stay are one kind, whatever their column', () => {
  const kept = new KeptFindings(10)
  const remark = (line: number, column: string, code: string): Finding => ({ ...finding(line, column, code), severity: 'remark' })
  kept.add(remark(2, 'a', 'record.correction_kept'))
  kept.add(finding(3, 'a', 'cell.no_unit'))
  kept.add(remark(4, 'b', 'record.correction_kept'))
  kept.add(remark(5, 'b', 'record.revised_since'))
  assert.deepEqual(kept.inOrder().map(({ finding: { line } }) => line), [5, 2, 3, 4])
  assert.deepEqual(kept.kinds().map(({ code, column, count, lines }) => [code, column, count, lines]), [
    ['record.revised_since', 'b', 1, [5]], ['cell.no_unit', 'a', 1, [3]], ['record.correction_kept', null, 2, [2, 4]],
  ])
})

test('a line is named once however many of its cells say the same, and there are others only where five are named', () => {
  const kept = new KeptFindings(10)
  for (const line of [13, 13, 14]) kept.add(finding(line, 'a', 'cell.no_unit'))
  const [kind] = kept.kinds()
  assert.deepEqual([kind!.count, kind!.lines, linesTold(kind!)], [3, [13, 14], { lines: [13, 14], more: false }])
  for (let line = 15; line < 30; line++) kept.add(finding(line, 'a', 'cell.no_unit'))
  assert.deepEqual(linesTold(kept.kinds()[0]!), { lines: [13, 14, 15, 16, 17], more: true })
})
