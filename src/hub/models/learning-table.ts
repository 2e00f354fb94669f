import { Refusal } from '#science/refusal.ts'
import { compositionKey } from '#science/chemistry/composition.ts'
import type { Bounds } from '#discovery/learning/bounds.ts'
import type { Column, GroupKey, LearningTable, Limit } from '#discovery/learning/columns.ts'
import type { BuiltColumn, BuiltTable } from '#record/tables/build-table.ts'
import type { Cell } from '#record/tables/cell.ts'
import { MAIN_DESCRIPTORS, STRUCTURE_DESCRIPTORS } from '#science/crystals/describe-structure.ts'
import { fileKey } from './described-structures.ts'
import type { DescribedStructures } from './described-structures.ts'
import { lineageKeys } from './lineage-keys.ts'
import type { LineageKeys } from './lineage-keys.ts'
import type { ModelRequest } from './models.ts'

/** A table as a learner may see it, with the record behind each row and what was left out. */
export type Learnable = {
  readonly table: LearningTable
  readonly records: readonly { readonly record: string; readonly name: string }[]
  /** What is kept on one side of a fold because of the rows' lineage: what such keys are called, and which could not be. */
  readonly lineage: Pick<LineageKeys, 'labels' | 'notes'>
  /** Rows without a target, rows whose target is a range, and cells of inputs that are only a bound or a range. */
  readonly left: { readonly missing: number; readonly ranges: number; readonly inexact: number }
}

/**
 * Turns a built table into plain typed columns.
 *
 * A bound or a range is never learned from as if it were the value: a target that is a bound is given as a limit, rows whose
 * target is missing or a range are left out; a number of an input that is a bound or a range is taken as missing. `left`
 * counts the latter two.
 * Where inputs come out on the way, rows that stop before the target stay if they have any of these, their target missing.
 * `bounds` is what is physically possible for the target, in its column's unit (see `targetBounds`); `structures` are the
 * numbers of the table's structures (see `describeStructures`), without which structures count as missing.
 */
export function learningTable(
  built: BuiltTable, request: Pick<ModelRequest, 'target' | 'inputs' | 'groups' | 'on_the_way'>, bounds: Bounds | null = null,
  structures: DescribedStructures = new Map(),
): Learnable {
  const target = columnNamed(built, request.target)
  if (built.columns[target]!.kind !== 'number') {
    throw new Refusal(
      'model.target_not_number',
      {
        en: `“${request.target}” holds no numbers; choose a numeric column as the target.`,
        ko: `“${request.target}” 열은 수치가 아닙니다. 수치 열을 목표로 선택하십시오.`,
      },
      { target: request.target },
    )
  }
  if (request.inputs.includes(request.target)) {
    throw new Refusal(
      'model.target_among_inputs',
      {
        en: `“${request.target}” is both target and input; take it out of the inputs.`,
        ko: `“${request.target}”이(가) 목표이면서 입력입니다. 입력에서 제외하십시오.`,
      },
      { target: request.target },
    )
  }
  const withTarget = built.rows.filter(({ cells }) => cells[target] !== null)
  const whole = withTarget.filter(({ cells }) => cells[target]!.high === undefined)
  const between = (request.on_the_way ?? []).map((name) => columnNamed(built, name))
  const isWhole = new Set(whole)
  const rows = built.rows.filter((row) => isWhole.has(row) || between.some((index) => row.cells[index] && isExact(row.cells[index])))
  const isKept = new Set(rows)
  const cellsOf = (index: number) => rows.map(({ cells }) => cells[index] ?? null)
  const unit = built.columns[target]!.unit
  const inputs = request.inputs.map((name) => columnNamed(built, name))
  const goals = rows.map((row) => (isWhole.has(row) ? row.cells[target]! : null))
  const limits = goals.map((cell) => cell && limitOf(cell))
  const asked = request.groups.map((name): GroupKey => ({ name, values: cellsOf(columnNamed(built, name)).map(groupKey) }))
  const { keys, ...lineage } = lineageKeys(built.columns, rows, asked)
  return {
    lineage,
    table: {
      n: rows.length,
      inputs: inputs.map((index) => learningColumn(built.columns[index]!, cellsOf(index), structures)),
      target: {
        name: request.target, kind: 'number', values: goals.map((cell) => cell && (cell.value as number)),
        ...(unit ? { unit } : {}), ...(bounds && { bounds }), ...(limits.some(Boolean) && { limits }),
      },
      groups: [...asked, ...keys],
    },
    records: rows.map(({ record, name }) => ({ record, name })),
    left: {
      missing: built.rows.filter((row) => row.cells[target] === null && !isKept.has(row)).length,
      ranges: withTarget.length - whole.length,
      inexact: inputs.flatMap(cellsOf).filter((cell) => cell && !isExact(cell)).length,
    },
  }
}

/** A column for a learner; text is taken as a category. */
function learningColumn(column: BuiltColumn, cells: readonly (Cell | null)[], structures: DescribedStructures): Column {
  const placed = {
    name: column.name,
    ...(column.unit ? { unit: column.unit } : {}), ...(column.stage ? { stage: column.stage } : {}),
    ...(column.template ? { template: column.template } : {}),
  }
  if (column.kind === 'number') {
    const values = cells.map((cell) => (cell && isExact(cell) ? (cell.value as number) : null))
    return { ...placed, kind: 'number', values }
  }
  if (column.kind === 'composition') {
    return { ...placed, kind: 'composition', values: cells.map((cell) => cell?.fractions ?? null) }
  }
  if (column.kind === 'structure') {
    return {
      ...placed, kind: 'vector', names: STRUCTURE_DESCRIPTORS, main: MAIN_DESCRIPTORS,
      values: cells.map((cell) => (cell?.file && structures.get(fileKey(cell.file))) ?? null),
    }
  }
  return { ...placed, kind: 'category', values: cells.map((cell) => (cell ? String(cell.value) : null)) }
}

/** `<` and `<=` say that the value lies below the number, `>` and `>=` that it lies above. */
function limitOf({ bound }: Cell): Limit | null {
  if (bound === undefined) return null
  return bound.startsWith('<') ? 'below' : 'above'
}

function isExact({ bound, high }: Cell): boolean {
  return bound === undefined && high === undefined
}

/** Equal compositions are one group however they were written, and structures of one file whatever it is called. */
function groupKey(cell: Cell | null): string | null {
  if (!cell) return null
  if (cell.file) return fileKey(cell.file)
  return cell.fractions ? compositionKey({ fractions: cell.fractions }) : String(cell.value)
}

function columnNamed(built: BuiltTable, name: string): number {
  const index = built.columns.findIndex((column) => column.name === name)
  if (index >= 0) return index
  const choices = built.columns.map((column) => column.name).join(', ')
  throw new Refusal(
    'table.unknown_column',
    {
      en: `The table has no column “${name}”; it has: ${choices}.`,
      ko: `표에 열 “${name}”이(가) 없습니다. 있는 열: ${choices}.`,
    },
    { column: name },
  )
}
