import assert from 'node:assert/strict'
import { test } from 'node:test'
import { groupFindings } from './group-findings.ts'

const finding = (line: number, column: string | null, text: string, severity: 'refused' | 'remark' = 'refused', code = 'cell.no_unit') => (
  { severity, code, line, column, value: null, text: { en: text, ko: text } }
)

test('what was lost stands before remarks, and of each the most frequent first', () => {
  const groups = groupFindings([
    finding(2, null, 'repeats', 'remark', 'row.duplicate'), finding(3, 'a', 'no unit'), finding(4, 'b', 'no unit'), finding(5, 'b', 'no unit'),
    finding(6, null, 'repeats', 'remark', 'row.duplicate'), finding(7, null, 'repeats', 'remark', 'row.duplicate'),
  ])
  assert.deepEqual(groups.map(({ column, count, lines }) => [column, count, lines]), [['b', 2, [4, 5]], ['a', 1, [3]], [null, 3, [2, 6, 7]]])
})

test('the hub’s count holds where it kept only the first of them, and they are then not said to be all the same', () => {
  const kept = [finding(3, 'a', 'no unit'), finding(4, 'a', 'no unit')]
  const kind = { severity: 'refused' as const, code: 'cell.no_unit', column: 'a', count: 412, lines: [3, 4, 9], text: kept[0]!.text }
  const other = { ...kind, column: 'z', count: 1, lines: [90_000] }
  const [a, z] = groupFindings(kept, [kind, other])
  assert.deepEqual([a!.count, a!.findings.length, a!.same, z!.count, z!.findings.length], [412, 2, false, 1, 0])
})
