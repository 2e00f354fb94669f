import { Refusal } from '#science/refusal.ts'
import type { Bounds } from './bounds.ts'

/** Element fractions of one composition by symbol; they need not sum to one, the encoder normalises them. */
export type Fractions = Readonly<Record<string, number>>

/** Where in the life cycle a column was recorded, so that contributions can be summed by it. */
type Placed = {
  readonly name: string
  readonly unit?: string
  readonly stage?: string
  readonly template?: string
}

export type NumberColumn = Placed & { readonly kind: 'number'; readonly values: readonly (number | null)[] }
export type CategoryColumn = Placed & { readonly kind: 'category'; readonly values: readonly (string | null)[] }
export type CompositionColumn = Placed & {
  readonly kind: 'composition'
  readonly values: readonly (Fractions | null)[]
}

/**
 * Rows of named numbers, one for each thing described: a structure, a molecule. It is one input with many features.
 *
 * The first `main` of the names say most by themselves (default: all); learners that measure distances see these alone.
 */
export type VectorColumn = Placed & {
  readonly kind: 'vector'
  readonly names: readonly string[]
  readonly main?: number
  /** A number for each name, null where it is not known; null in place of all where nothing is. */
  readonly values: readonly (readonly (number | null)[] | null)[]
}

/** A plain typed column of n values; `null` is a missing value, never a zero. */
export type Column = NumberColumn | CategoryColumn | CompositionColumn | VectorColumn

/** What a value is where it is no value but a limit: the true one lies `below` the number given, or `above` it. */
export type Limit = 'below' | 'above'

/** What is to be learned: numbers for regression, labels for classification. */
export type Target =
  | { readonly name: string; readonly kind: 'number'; readonly values: readonly (number | null)[];
      readonly unit?: string;
      /** What is physically possible, in the unit of the values. */
      readonly bounds?: Bounds
      /** Rows of which only a limit is known (`<1e-10` S/cm, run-outs above 10⁷ cycles); absent where there are none. */
      readonly limits?: readonly (Limit | null)[] }
  | { readonly name: string; readonly kind: 'category'; readonly values: readonly (string | null)[];
      readonly unit?: string }

/** One key of each row (a formula, a DOI, a lot); rows that share a key may not stand on both sides of a fold. */
export type GroupKey = { readonly name: string; readonly values: readonly (string | null)[] }

/**
 * All that a model may see of a table: plain columns of n values, never a record.
 *
 * `folds` holds the name of the given outer fold of each row, when somebody else has fixed them (Matbench).
 */
export type LearningTable = {
  readonly n: number
  readonly inputs: readonly Column[]
  readonly target: Target
  readonly groups?: readonly GroupKey[]
  readonly folds?: readonly string[]
  /** When each row was made, as any number that grows; folds then go forward in time. */
  readonly times?: readonly (number | null)[]
  /**
   * Which rows errors, choice and calibration are about; absent for all. The others are only learned from: computed rows
   * beside the measured ones that are asked for.
   */
  readonly judged?: readonly boolean[]
}

/** Takes the rows with the given indices out of a column, in that order. */
export function columnRows(column: Column, rows: ArrayLike<number>): Column {
  return { ...column, values: Array.from(rows, (row) => column.values[row]) } as Column
}

/** Takes the rows with the given indices out of a table: inputs, target, groups and folds. */
export function tableRows(table: LearningTable, rows: ArrayLike<number>): LearningTable {
  return {
    n: rows.length,
    inputs: table.inputs.map((column) => columnRows(column, rows)),
    target: targetRows(table.target, rows),
    ...(table.groups && {
      groups: table.groups.map(({ name, values }) => ({ name, values: Array.from(rows, (row) => values[row]!) })),
    }),
    ...(table.judged && { judged: Array.from(rows, (row) => table.judged![row]!) }),
    ...(table.times && { times: Array.from(rows, (row) => table.times![row]!) }),
    ...(table.folds && { folds: Array.from(rows, (row) => table.folds![row]!) }),
  }
}

function targetRows(target: Target, rows: ArrayLike<number>): Target {
  const values = Array.from(rows, (row) => target.values[row]!)
  if (target.kind === 'category') return { ...target, values: values as (string | null)[] }
  const { limits, ...rest } = target
  const taken = limits && Array.from(rows, (row) => limits[row]!)
  return { ...rest, values: values as (number | null)[], ...(taken?.some(Boolean) && { limits: taken }) }
}

/** Finds a column by name; refuses a name the rows do not have and a column of another kind. */
export function requireColumn(columns: readonly Column[], name: string, kind: Column['kind']): Column {
  const column = columns.find((candidate) => candidate.name === name)
  if (column?.kind === kind) return column
  if (column) {
    throw new Refusal('learning.column_kind', {
      en: `The column "${name}" holds a ${column.kind}; the model learned it as a ${kind}. Give it as in training.`,
      ko: `"${name}" 열의 종류가 ${column.kind}이지만 모델은 ${kind}(으)로 학습했습니다. 학습 때와 같은 종류로 입력하십시오.`,
    }, { column: name, kind: column.kind, expected: kind })
  }
  const names = columns.map((candidate) => candidate.name)
  throw new Refusal('learning.column_missing', {
    en: `The model needs the column "${name}"; the rows have ${names.join(', ') || 'no columns'}. Add it `
      + '(leave cells empty where unknown).',
    ko: `모델에 "${name}" 열이 필요하지만 주어진 열은 ${names.join(', ') || '없음'}입니다. 열을 추가하고 모르는 값은 `
      + '비워 두십시오.',
  }, { column: name, columns: names })
}
