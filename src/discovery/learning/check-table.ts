import { correlation } from '#science/numerics/summary.ts'
import { Refusal } from '#science/refusal.ts'
import type { Text } from '#science/refusal.ts'
import { tableRows } from './columns.ts'
import type { Column, LearningTable } from './columns.ts'

/** Below this a held-out error means nothing, so nothing is trained. */
export const MIN_ROWS = 8
/** Below this a model is trained with a plain warning. */
const FEW_ROWS = 30
/** Above this |r| an input is taken for a copy of the target. */
const LEAK = 0.999

/** A table fit to learn from, the positions its rows had before, and what the reader has to know. */
export type CheckedTable = {
  readonly table: LearningTable
  readonly rows: Uint32Array
  readonly notes: readonly Text[]
}

/**
 * Keeps the rows that have a target and the inputs that say something, and refuses what cannot be learned from.
 *
 * Refuses fewer than 8 rows with a target, a target that is empty or constant, values that are not finite, no inputs.
 * Notes rows without target, inputs that are empty, constant or copies of another (left out), and inputs that
 * correlate with the target by |r| > 0.999 (kept: only the user knows).
 */
export function checkTable(given: LearningTable, options: { logTarget?: boolean } = {}): CheckedTable {
  const { target } = given
  const notes: Text[] = []
  const rows = Uint32Array.from(target.values.keys()).filter((row) => target.values[row] !== null)
  refuseBadNumbers(given, options.logTarget ?? false)
  if (rows.length === 0) {
    throw new Refusal('learning.target_empty', {
      en: `No row has a value of the target "${target.name}". Choose another target or fill it in.`,
      ko: `목표 "${target.name}"의 값이 있는 행이 없습니다. 다른 목표를 고르거나 값을 채우십시오.`,
    }, { target: target.name, n: given.n })
  }
  const limits = target.kind === 'number' ? target.limits : undefined
  const known = rows.filter((row) => !limits?.[row])
  if (known.length < MIN_ROWS) {
    throw new Refusal('learning.too_few_rows', {
      en: `Only ${known.length === 1 ? '1 row has' : `${known.length} rows have`} "${target.name}"`
        + `${known.length < rows.length ? ' as a value, not a limit' : ''}; at least ${MIN_ROWS} are needed to learn and to test.`,
      ko: `"${target.name}"의 ${known.length < rows.length ? '한계값이 아닌 ' : ''}값이 있는 행이 ${known.length}개뿐입니다. `
        + `학습과 검증에는 ${MIN_ROWS}개 이상이 필요합니다.`,
    }, { target: target.name, rows: known.length, needed: MIN_ROWS })
  }
  const first = target.values[known[0]!]
  if (known.every((row) => target.values[row] === first)) {
    throw new Refusal('learning.target_constant', {
      en: `The target "${target.name}" is ${first} in all ${rows.length} rows; there is nothing to learn.`,
      ko: `목표 "${target.name}"의 값이 ${rows.length}개 행에서 모두 ${first}입니다. 학습할 것이 없습니다.`,
    }, { target: target.name, value: first, rows: rows.length })
  }
  if (rows.length < given.n) {
    const without = given.n - rows.length
    notes.push({ en: `${without} of ${given.n} rows have no "${target.name}" and were left out.`,
      ko: `${given.n}개 행 중 "${target.name}" 값이 없는 ${without}개 행은 제외했습니다.` })
  }
  if (known.length < rows.length) {
    const limited = rows.length - known.length
    notes.push({
      en: `Of ${limited} of ${rows.length} rows only a limit of "${target.name}" is known; they are learned from as limits, and `
        + 'are not in the errors.',
      ko: `${rows.length}개 행 중 ${limited}개는 "${target.name}"의 한계값만 알려져 있습니다. 한계값으로 학습하며 오차 계산에는 넣지 않습니다.`,
    })
  }
  if (rows.length < FEW_ROWS) {
    notes.push({ en: `Only ${rows.length} rows: errors and intervals are themselves uncertain.`,
      ko: `행이 ${rows.length}개뿐이므로 오차와 구간 자체가 불확실합니다.` })
  }
  const table = tableRows(given, rows)
  const inputs = usefulInputs(table, notes)
  if (inputs.length === 0) {
    throw new Refusal('learning.no_inputs', {
      en: `No input is left to predict "${target.name}" from: each is empty, constant or ignored. Add a column.`,
      ko: `"${target.name}" 예측에 쓸 입력이 없습니다(모두 비었거나 일정하거나 제외됨). 열을 추가하십시오.`,
    }, { target: target.name })
  }
  return { table: { ...table, inputs }, rows, notes }
}

function refuseBadNumbers(table: LearningTable, logTarget: boolean) {
  const columns = [table.target, ...table.inputs]
  for (const column of columns) {
    if (column.kind !== 'number' && column.kind !== 'vector') continue
    for (const [row, value] of column.values.entries()) {
      const wrong = [value].flat().find((number) => number !== null && !Number.isFinite(number))
      if (wrong === undefined) continue
      throw new Refusal('learning.not_finite', {
        en: `"${column.name}" is ${wrong} in row ${row + 1}. Correct it or leave it empty.`,
        ko: `"${column.name}"의 ${row + 1}번째 행이 ${wrong}입니다. 고치거나 비워 두십시오.`,
      }, { column: column.name, row: row + 1, value: String(wrong) })
    }
  }
  if (!logTarget) return
  const { target } = table
  const row = target.kind === 'number' ? target.values.findIndex((value) => value !== null && !(value > 0)) : 0
  if (row < 0) return
  throw new Refusal('learning.log_of_non_positive', {
    en: `A log target needs positive numbers; "${target.name}" is ${target.values[row]} in row ${row + 1}.`,
    ko: `로그 목표는 양수여야 합니다. "${target.name}"의 ${row + 1}번째 행이 ${target.values[row]}입니다.`,
  }, { target: target.name, row: row + 1, value: target.values[row] })
}

function usefulInputs(table: LearningTable, notes: Text[]): Column[] {
  const useful: Column[] = []
  const seen = new Map<string, string>()
  for (const column of table.inputs) {
    const { name } = column
    const present = column.values.filter((value) => value !== null)
    const texts = new Set(column.values.map((value) => JSON.stringify(value)))
    if (present.length === 0) {
      notes.push({ en: `"${name}" is empty in all rows and was left out.`,
        ko: `"${name}" 열은 모든 행에서 비어 있어 제외했습니다.` })
      continue
    }
    if (texts.size === 1) {
      notes.push({ en: `"${name}" has the same value in all rows and was left out.`,
        ko: `"${name}" 열은 모든 행에서 값이 같아 제외했습니다.` })
      continue
    }
    const content = JSON.stringify([column.kind, column.values])
    const twin = seen.get(content)
    if (twin !== undefined) {
      notes.push({ en: `"${name}" holds the same values as "${twin}" and was left out.`,
        ko: `"${name}" 열은 "${twin}" 열과 값이 같아 제외했습니다.` })
      continue
    }
    seen.set(content, name)
    const r = targetCorrelation(table, column)
    if (Math.abs(r) > LEAK) {
      notes.push({
        en: `"${name}" follows the target almost exactly (r = ${r.toFixed(4)}). If it is another form of the target, `
          + 'leave it out: the errors below would flatter.',
        ko: `"${name}" 열이 목표와 거의 일치합니다(r = ${r.toFixed(4)}). 목표의 다른 표현이라면 제외하십시오. `
          + '그대로 두면 오차가 실제보다 작게 나옵니다.',
      })
    }
    useful.push(column)
  }
  return useful
}

function targetCorrelation(table: LearningTable, column: Column): number {
  if (column.kind !== 'number' || table.target.kind !== 'number') return 0
  const targets = table.target.values
  const rows = [...column.values.keys()].filter((row) => column.values[row] !== null)
  return rows.length < 3 ? 0 : correlation(rows.map((row) => column.values[row]!), rows.map((row) => targets[row]!))
}
