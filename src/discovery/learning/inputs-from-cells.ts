import { parseFormula } from '#science/chemistry/composition.ts'
import { nearestWords } from '#science/nearest-words.ts'
import { Refusal } from '#science/refusal.ts'
import type { Text } from '#science/refusal.ts'
import type { ModelArtefact } from './artefact.ts'
import type { Column, Fractions } from './columns.ts'
import type { ColumnCode } from './encoding/encoder.ts'
import { requireMolecules } from './from-csv.ts'
import type { CsvOptions } from './from-csv.ts'
import { numberOrLimit } from './number-or-limit.ts'

type Cells = readonly (readonly string[])[]

/** How molecules are described; null where no input is one. */
export type Describer = Omit<NonNullable<CsvOptions['smiles']>, 'columns'> | null

/** The columns that a model wants of a case, in its order; the others it knows by itself. */
export function askedColumns({ encoder, constants = {} }: ModelArtefact): ColumnCode[] {
  return encoder.columns.filter(({ name }) => !(name in constants))
}

/** The columns that come out on the way, which a case may give. */
function givenOnTheWay({ chain }: ModelArtefact): ColumnCode[] {
  const names = chain?.links.map(({ column }) => column.name) ?? []
  return chain?.last.encoder.columns.filter(({ name }) => names.includes(name)) ?? []
}

/**
 * The inputs of a model from CSV cells: columns found by name, read as the kind that the model learned them as.
 *
 * An empty cell is missing; so is a number known only as a limit (`<5`), as in training, and that is noted. Columns that
 * the model does not have are passed over, and those that come out on the way may be left out. Refuses columns that are not there (`learning.column_missing`) and a cell that is
 * no number or no formula (`learning.cell_not_number`, `learning.cell_not_formula`) with its row, column and value, what is no SMILES, and crystal
 * structures, which no CSV holds (`learning.no_structures`).
 */
export function inputsFromCells(
  artefact: ModelArtefact, header: readonly string[], rows: Cells, describer: Describer = null,
): { inputs: Column[]; notes: Text[] } {
  const asked = askedColumns(artefact)
  const missing = asked.map(({ name }) => name).filter((name) => !header.includes(name))
  if (missing.length > 0) throw columnsMissing(missing, header)
  const notes: Text[] = []
  const inputs = [...asked, ...givenOnTheWay(artefact).filter(({ name }) => header.includes(name))].map((code): Column => {
    const index = header.indexOf(code.name)
    const cells = rows.map((row) => row[index]?.trim() || null)
    const { name } = code
    if (code.kind === 'category') return { name, kind: 'category', values: cells }
    if (code.kind === 'composition') return { name, kind: 'composition', values: cells.map((cell, row) => formulaIn(name, cell, row)) }
    if (code.kind === 'vector') {
      // Structures are vectors too; which of both a column holds is told by what its numbers are called.
      const isMolecule = code.width === describer?.names.length && code.kept.every(({ at, name: of }) => describer.names[at] === of)
      if (!isMolecule) return noStructures(name, cells)
      return { name, kind: 'vector', names: describer.names, main: describer.main, values: requireMolecules(name, cells, describer.describe) }
    }
    let limits = 0
    const values = cells.map((cell, row) => {
      if (cell === null) return null
      const read = numberOrLimit(cell)
      if (read === null) throw notNumber(name, cell, row)
      if (read.limit) limits++
      return read.limit ? null : read.value
    })
    if (limits > 0) notes.push(onlyLimits(name, limits))
    return { name, kind: 'number', values }
  })
  return { inputs, notes }
}

/**
 * The inputs of a model from cases, column by column; what is left out is unknown to it.
 *
 * Refuses a column that the model does not have (`model.unknown_input`), and cells as {@link inputsFromCells}.
 */
export function inputsFromCases(
  artefact: ModelArtefact, cases: readonly Readonly<Record<string, string>>[], describer: Describer = null,
): Column[] {
  const names = [...askedColumns(artefact), ...givenOnTheWay(artefact)].map(({ name }) => name)
  const unknown = cases.flatMap((one) => Object.keys(one)).find((name) => !names.includes(name))
  if (unknown !== undefined) {
    throw new Refusal('model.unknown_input', {
      en: `The model has no input “${unknown}”; it has: ${names.join(', ')}.`,
      ko: `모델에 입력 “${unknown}”이(가) 없습니다. 있는 입력: ${names.join(', ')}.`,
    }, { input: unknown })
  }
  return inputsFromCells(artefact, names, cases.map((one) => names.map((name) => one[name] ?? '')), describer).inputs
}

function formulaIn(column: string, cell: string | null, row: number): Fractions | null {
  if (cell === null) return null
  try {
    return parseFormula(cell).fractions
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    throw new Refusal('learning.cell_not_formula', {
      en: `Row ${row + 1}, column "${column}": ${error.text.en}`, ko: `${row + 1}번째 행 "${column}" 열: ${error.text.ko}`,
    }, { row: row + 1, column, value: cell })
  }
}

/** A column of crystal structures, of which nothing is known; refuses a cell that says something. */
function noStructures(column: string, cells: readonly (string | null)[]): Column {
  const row = cells.findIndex((cell) => cell !== null)
  if (row < 0) return { name: column, kind: 'vector', names: [], values: cells.map(() => null) }
  throw new Refusal('learning.no_structures', {
    en: `Row ${row + 1}, column "${column}": the model learned from crystal structures there, which a CSV cannot hold. Leave the column empty, `
      + 'or predict in the hub.',
    ko: `${row + 1}번째 행 "${column}" 열: 모델이 결정 구조로 학습한 열이며 CSV에는 담을 수 없습니다. 열을 비워 두거나 허브에서 예측하십시오.`,
  }, { row: row + 1, column })
}

function columnsMissing(missing: readonly string[], header: readonly string[]): Refusal {
  const quoted = missing.map((name) => `"${name}"`).join(', ')
  const near = nearestWords(missing[0]!, header)[0]
  return new Refusal('learning.column_missing', {
    en: `The model needs the column${missing.length > 1 ? 's' : ''} ${quoted}, not in the file`
      + `${near ? ` (it has "${near}")` : ''}. Add ${missing.length > 1 ? 'them' : 'it'}; leave cells empty where unknown.`,
    ko: `모델에 필요한 열 ${quoted}이(가) 파일에 없습니다${near ? `(비슷한 열: "${near}")` : ''}. 열을 추가하고 모르는 값은 비워 두십시오.`,
  }, { columns: missing, header })
}

function notNumber(column: string, value: string, row: number): Refusal {
  return new Refusal('learning.cell_not_number', {
    en: `Row ${row + 1}, column "${column}": "${value}" is no number, and the model learned the column as numbers. `
      + 'Correct it or leave it empty.',
    ko: `${row + 1}번째 행 "${column}" 열의 "${value}"은(는) 숫자가 아니지만, 모델은 이 열을 수치로 학습했습니다. `
      + '고치거나 비워 두십시오.',
  }, { row: row + 1, column, value })
}

function onlyLimits(name: string, limits: number): Text {
  return {
    en: `${limits === 1 ? '1 value' : `${limits} values`} of "${name}" ${limits === 1 ? 'is' : 'are'} only a limit (< or >) and `
      + 'counted as missing.',
    ko: `"${name}" 열의 값 ${limits}개는 한계값(< 또는 >)이므로 결측으로 처리했습니다.`,
  }
}
