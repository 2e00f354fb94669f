import { parseFormula } from '#science/chemistry/composition.ts'
import { nearestWords } from '#science/nearest-words.ts'
import { Refusal } from '#science/refusal.ts'
import type { Text } from '#science/refusal.ts'
import type { Column, Fractions, GroupKey, LearningTable, Limit, Target } from './columns.ts'
import { numberOrLimit } from './number-or-limit.ts'
import { familyKey } from './splits.ts'
import { timesOfCells } from './times-of-cells.ts'

export type CsvOptions = {
  readonly target: string
  /** Columns that hold formulas; every cell of them must parse or be empty. */
  readonly formula?: readonly string[]
  /** Columns that hold molecules as SMILES, and how one is described; every cell of them must parse or be empty. */
  readonly smiles?: {
    readonly columns: readonly string[]; readonly names: readonly string[]; readonly main: number
    /** A number for each name; null for what is no SMILES. */
    describe(smiles: string): readonly (number | null)[] | null
  }
  /** The columns to learn from; default all that are not named for something else. */
  readonly inputs?: readonly string[]
  readonly ignore?: readonly string[]
  /** Rows that share a value of any of these columns are never parted by a fold. They are not inputs. */
  readonly group?: readonly string[]
  /** The column that names each row's outer fold. It is no input. */
  readonly folds?: string
  /** Rows whose compositions hold the same elements are never parted by a fold. */
  readonly family?: boolean
  /** The column that tells when each row was made; folds then go forward in time. It is no input. */
  readonly time?: string
  /** Default: regression where the target is a number in every filled cell, else classification. */
  readonly task?: 'regression' | 'classification'
}

/** A category with more distinct values than this share of its filled cells is a name, not a kind. */
const MAX_DISTINCT_SHARE = 0.5
/** With this few filled cells the share says nothing, and the category is kept. */
const MIN_CELLS_FOR_SHARE = 10

/**
 * Makes a learning table of parsed CSV cells: one header, and rows of as many strings; an empty cell is missing.
 *
 * A column is a number if every filled cell is written as one (`12.5`, `-3e-4`; not `1,5`, `12 MPa`, `NaN`) or as a limit
 * (`<1E-10`, of the target learned from as such, of an input taken as missing), a
 * composition if it is named in `formula`, or if at least 95 % of its filled cells parse as formulas and half of them
 * have two elements or more (the other cells are left empty); a vector of descriptors if it is named in `smiles`; else a category. What was decided unasked stands in
 * `notes`.
 * Refuses unknown columns with the closest names (`learning.column_unknown`), ragged rows, a formula that
 * does not parse, a SMILES that does not (`learning.smiles`), a target that is not a number where regression is asked for.
 */
export function tableFromCsv(
  header: readonly string[], rows: readonly (readonly string[])[], options: CsvOptions,
): { table: LearningTable; notes: Text[] } {
  const { target, formula = [], smiles, inputs: wanted, ignore = [], group = [], folds, family = false, time } = options
  refuseRagged(header, rows)
  const named = [folds, time].filter((name) => name !== undefined)
  for (const name of [target, ...formula, ...smiles?.columns ?? [], ...wanted ?? [], ...ignore, ...group, ...named]) {
    requireName(header, name)
  }
  const notes: Text[] = []
  const cells = (name: string) => {
    const index = header.indexOf(name)
    return rows.map((row) => row[index]!.trim() || null)
  }
  const apart = new Set([target, ...ignore, ...named])
  const inputs = header.flatMap((name): Column[] => {
    // A formula or molecule may both group rows and be learned from; any other key would let the model learn who measured.
    const isSmiles = smiles?.columns.includes(name)
    const isInput = formula.includes(name) || isSmiles || wanted?.includes(name)
    if (apart.has(name) || (group.includes(name) && !isInput) || (wanted && !wanted.includes(name))) return []
    const values = cells(name)
    if (formula.includes(name)) return [{ name, kind: 'composition', values: requireFormulas(name, values) }]
    if (smiles && isSmiles) {
      return [{ name, kind: 'vector', names: smiles.names, main: smiles.main, values: requireMolecules(name, values, smiles.describe) }]
    }
    const numbers = strictNumbers(values)
    if (numbers) {
      const limited = numbers.limits.filter(Boolean).length
      if (limited > 0) notes.push(limitedInput(name, limited))
      return [{ name, kind: 'number', values: numbers.values.map((value, row) => (numbers.limits[row] ? null : value)) }]
    }
    const compositions = likelyFormulas(name, values, notes)
    if (compositions) return [{ name, kind: 'composition', values: compositions }]
    const filled = values.filter((value) => value !== null)
    const distinct = new Set(filled).size
    if (filled.length >= MIN_CELLS_FOR_SHARE && distinct > MAX_DISTINCT_SHARE * filled.length) {
      notes.push({
        en: `"${name}" was ignored: ${distinct} different texts in ${filled.length} filled cells name rows, not kinds.`,
        ko: `"${name}" 열은 제외했습니다. 채워진 셀 ${filled.length}개에 서로 다른 값이 ${distinct}개여서 범주로 볼 수 없습니다.`,
      })
      return []
    }
    return [{ name, kind: 'category', values }]
  })
  const table: LearningTable = {
    n: rows.length,
    inputs,
    target: targetColumn(target, cells(target), options.task),
    ...((group.length > 0 || family) && {
      groups: [...group.map((name) => ({ name, values: cells(name) })), ...(family ? familyKeys(inputs) : [])],
    }),
    ...(time !== undefined && { times: timesOfCells(time, cells(time)) }),
    ...(folds !== undefined && { folds: requireFilled(folds, cells(folds)) }),
  }
  return { table, notes }
}

function familyKeys(inputs: readonly Column[]): GroupKey[] {
  const compositions = inputs.filter((column) => column.kind === 'composition')
  if (compositions.length > 0) return compositions.map(familyKey)
  throw new Refusal('learning.no_composition', {
    en: 'A split by family needs a column of compositions, and none was found. Name it with --formula.',
    ko: '원소 계열별로 나누려면 조성 열이 필요한데 찾지 못했습니다. --formula로 지정하십시오.',
  })
}

/**
 * Numbers of all cells, null for empty ones, and which of them are only limits (`<1E-10`, `> 200`); null in place of all if
 * any filled cell is not written as a number or a limit, or none is a number.
 */
function strictNumbers(
  cells: readonly (string | null)[],
): { values: (number | null)[]; limits: (Limit | null)[] } | null {
  const values: (number | null)[] = []
  const limits: (Limit | null)[] = []
  for (const cell of cells) {
    const read = cell === null ? { value: null, limit: null } : numberOrLimit(cell)
    if (read === null) return null
    values.push(read.value)
    limits.push(read.limit)
  }
  return values.some((value, row) => value !== null && !limits[row]) ? { values, limits } : null
}

function limitedInput(name: string, limited: number): Text {
  return {
    en: `${limited === 1 ? '1 value' : `${limited} values`} of "${name}" ${limited === 1 ? 'is' : 'are'} only a limit (< or >) and `
      + 'counted as missing.',
    ko: `"${name}" 열의 값 ${limited}개는 한계값(< 또는 >)이므로 결측으로 처리했습니다.`,
  }
}

function requireFormulas(name: string, values: readonly (string | null)[]): (Fractions | null)[] {
  return values.map((value, row) => {
    if (value === null) return null
    try {
      return parseFormula(value).fractions
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      throw new Refusal(error.code, {
        en: `Row ${row + 1}, column "${name}": ${error.text.en}`,
        ko: `${row + 1}번째 행 "${name}" 열: ${error.text.ko}`,
      }, { ...error.details, row: row + 1, column: name })
    }
  })
}

/** The numbers of the molecules in the cells of a column; refuses what is no SMILES with its row (`learning.smiles`). */
export function requireMolecules(
  name: string, values: readonly (string | null)[], describe: NonNullable<CsvOptions['smiles']>['describe'],
): (readonly (number | null)[] | null)[] {
  // Files list one molecule on many rows, at other temperatures.
  const known = new Map<string, readonly (number | null)[]>()
  return values.map((value, row) => {
    if (value === null) return null
    const numbers = known.get(value) ?? describe(value)
    if (numbers === null) {
      throw new Refusal('learning.smiles', {
        en: `Row ${row + 1}, column "${name}": "${value}" is no SMILES of a molecule. Correct it or leave it empty.`,
        ko: `${row + 1}번째 행 "${name}" 열: "${value}"은(는) 분자의 SMILES가 아닙니다. 고치거나 비워 두십시오.`,
      }, { row: row + 1, column: name, value })
    }
    known.set(value, numbers)
    return numbers
  })
}

function likelyFormulas(name: string, values: readonly (string | null)[], notes: Text[]): (Fractions | null)[] | null {
  let filled = 0, parsed = 0, several = 0
  const compositions = values.map((value): Fractions | null => {
    if (value === null) return null
    filled++
    try {
      const { fractions } = parseFormula(value)
      parsed++
      if (Object.keys(fractions).length > 1) several++
      return fractions
    } catch (error) {
      if (error instanceof Refusal) return null
      throw error
    }
  })
  // One-element "formulas" alone would make compositions of the letters C, N, W in a column of codes.
  if (filled === 0 || parsed < 0.95 * filled || several < 0.5 * filled) return null
  notes.push({
    en: `"${name}" was taken as a composition: ${parsed} of ${filled} filled cells are formulas`
      + `${parsed < filled ? '; the others count as missing' : ''}. Say --formula "${name}" to insist, or --ignore it.`,
    ko: `"${name}" 열은 조성으로 해석했습니다. 채워진 셀 ${filled}개 중 ${parsed}개가 화학식입니다`
      + `${parsed < filled ? '(나머지는 결측 처리)' : ''}. 확정하려면 --formula "${name}", 빼려면 --ignore를 쓰십시오.`,
  })
  return compositions
}

function targetColumn(name: string, values: readonly (string | null)[], task: CsvOptions['task']): Target {
  const numbers = strictNumbers(values)
  if (numbers && task !== 'classification') {
    const { limits } = numbers
    return { name, kind: 'number', values: numbers.values, ...(limits.some(Boolean) && { limits }) }
  }
  // One slip among numbers must not turn a regression into as many classes as there are values.
  const hasNumbers = values.some((value) => value !== null && strictNumbers([value]))
  if (task === 'classification' || (task === undefined && !hasNumbers)) return { name, kind: 'category', values }
  const row = values.findIndex((value) => value !== null && !strictNumbers([value]))
  throw new Refusal('learning.target_not_number', {
    en: row < 0 ? `The target "${name}" is empty.`
      : `The target "${name}" is "${values[row]}" in row ${row + 1}, which is no number. Correct it, leave it empty, `
        + 'or use --task classification.',
    ko: row < 0 ? `목표 "${name}" 열이 비어 있습니다.`
      : `목표 "${name}"의 ${row + 1}번째 행 "${values[row]}"은(는) 숫자가 아닙니다. 고치거나 비우거나 `
        + '--task classification을 쓰십시오.',
  }, { target: name, row: row + 1, value: row < 0 ? null : values[row] })
}

function requireFilled(name: string, values: readonly (string | null)[]): string[] {
  return values.map((value, row) => {
    if (value !== null) return value
    throw new Refusal('learning.fold_missing', {
      en: `The fold column "${name}" is empty in row ${row + 1}; every row needs a fold.`,
      ko: `폴드 열 "${name}"의 ${row + 1}번째 행이 비어 있습니다. 모든 행에 폴드가 필요합니다.`,
    }, { column: name, row: row + 1 })
  })
}

function refuseRagged(header: readonly string[], rows: readonly (readonly string[])[]) {
  const twin = header.find((name, index) => header.indexOf(name) !== index)
  if (twin !== undefined) {
    throw new Refusal('learning.column_twice', {
      en: `Two columns are called "${twin}". Rename one.`,
      ko: `이름이 "${twin}"인 열이 둘 이상입니다. 하나의 이름을 바꾸십시오.`,
    }, { column: twin })
  }
  const ragged = rows.findIndex((row) => row.length !== header.length)
  if (ragged < 0) return
  throw new Refusal('learning.row_ragged', {
    en: `Row ${ragged + 1} has ${rows[ragged]!.length} cells, the header has ${header.length}. `
      + 'Check commas and quotes.',
    ko: `${ragged + 1}번째 행의 셀이 ${rows[ragged]!.length}개로 머리글의 ${header.length}개와 다릅니다. 쉼표와 따옴표를 확인하십시오.`,
  }, { row: ragged + 1, cells: rows[ragged]!.length, columns: header.length })
}

function requireName(header: readonly string[], name: string) {
  if (header.includes(name)) return
  const closest = nearestWords(name, header)
  const choices = (closest.length ? closest : header.slice(0, 8)).map((choice) => `"${choice}"`).join(', ')
  throw new Refusal('learning.column_unknown', {
    en: `There is no column "${name}". ${closest.length ? 'Closest' : 'There are'}: ${choices}.`,
    ko: `"${name}" 열이 없습니다. ${closest.length ? '비슷한 열' : '있는 열'}: ${choices}.`,
  }, { column: name, closest, columns: header })
}
