import { createHash } from 'node:crypto'
import type { z } from 'zod'
import type { compareRecords as operation } from '#contract/operations/explore.ts'
import { Refusal } from '#science/refusal.ts'
import { kindOfField, plainValue } from '#record/tables/cell.ts'
import type { Cell } from '#record/tables/cell.ts'
import { canonicalJson } from '#record/records/canonical-json.ts'
import type { CurveValue, TableValue, Value } from '#record/records/value.ts'
import type { Field, Template } from '#record/templates/template.ts'

type Compared = z.infer<typeof operation.answer>['own'][number]

/** A record that says something of one of those compared, and how many processes lie between. */
export type Saying = {
  readonly record: string; readonly steps: number; readonly template: Template
  readonly values: readonly (readonly [field: string, value: Value])[]
}

/**
 * Fields as rows over the records compared, in one unit each: the first template's that has the field. Of several sayings
 * of a field the first is taken, and how many stand at its distance is told.
 *
 * Fields of one name are one row where they are of one kind and their units convert; a template that means something else
 * by it has a row of its own.
 */
export function comparedFields(compared: readonly (readonly Saying[])[]): Compared[] {
  const rows: Compared[] = []
  for (const [place, sayings] of compared.entries()) {
    for (const { record, steps, template, values } of sayings) {
      for (const [name, value] of values) {
        const field = template.fields.find((candidate) => candidate.name === name)
        if (field?.type !== value.type) continue
        const { row, said: plain } = rowFor(rows, field, template, value, compared.length)
        const said = value.type === 'table' ? { value: `${plain.value} · ${tableMark(value)}` } : value.type === 'curve' ? { value: curveSize(value) } : plain
        const before = row.cells[place]
        if (!before) row.cells[place] = { ...said, record, steps }
        else if (before.steps === steps) row.cells[place] = { ...before, among: (before.among ?? 1) + 1 }
      }
    }
  }
  return rows
}

/** `412 points · 1f0e5a2b`: the first digits of the hash of its points tell two of one length apart. */
function curveSize({ points, data }: CurveValue): string {
  return `${points} points · ${data!.slice(0, 8)}`
}

/** The first digits of the hash of a table's cells: what tells two of one size apart. */
function tableMark(table: TableValue): string {
  return createHash('sha256').update(canonicalJson(table)).digest('hex').slice(0, 8)
}

type Said = Omit<Cell, 'record' | 'steps' | 'among'>

function rowFor(rows: Compared[], field: Field, { template }: Template, value: Value, n: number): { row: Compared; said: Said } {
  const kind = kindOfField(field)
  for (const row of rows) {
    if (row.field !== field.name || row.kind !== kind) continue
    const said = inUnit(value, row.unit)
    if (said) return { row, said }
  }
  const unit = field.type === 'quantity' ? (field.unit ?? '1') : null
  const row: Compared = { field: field.name, template, label: field.label, kind, unit, cells: Array.from({ length: n }, () => null) }
  rows.push(row)
  return { row, said: plainValue(value, unit) }
}

/** Null where the value is of another dimension. */
function inUnit(value: Value, unit: string | null): Said | null {
  try {
    return plainValue(value, unit)
  } catch (error) {
    if (error instanceof Refusal) return null
    throw error
  }
}
