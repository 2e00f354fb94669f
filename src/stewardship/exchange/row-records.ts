import type { Participation, RecordContent, Source } from '#record/records/record.ts'
import type { Value, Values } from '#record/records/value.ts'
import { withSummaries } from '#record/curves/fill-summaries.ts'
import { calculateContent } from '#record/expressions/calculate-content.ts'
import { admitContent } from '#record/templates/admit-content.ts'
import { missingFields } from '#record/templates/check-content.ts'
import type { Field } from '#record/templates/template.ts'
import type { Finding } from './finding.ts'
import { tellKept, tellLeftOut } from './left-out.ts'
import type { LeftOut } from './left-out.ts'
import { heldReference } from './outside.ts'
import type { PlannedRecord } from './plan-recipe.ts'
import type { Summaries } from './read-cell.ts'
import { keyPart } from './record-key.ts'
import type { Text } from '#science/refusal.ts'
import type { Recipe, RecipeMaterial } from './recipe.ts'
import type { ReadCell, ReadRow, RowReader } from './row-reader.ts'

/**
 * A record of one row before it is known which other rows speak of the same one.
 *
 * Other records are still named as in the recipe: in `content` and, where a part of `key` is one of them, as a
 * position of the plan.
 */
export type RowRecord = {
  readonly content: RecordContent
  readonly key: readonly (string | number)[]
}

/** The records that one row makes, by position in the plan; null where it makes none. */
export type RowRecords = {
  readonly line: number
  /** Where the row itself is from. */
  readonly source: Source
  readonly records: readonly (RowRecord | null)[]
  /** Columns of the recipe whose cells went into a record. */
  readonly used: ReadonlySet<string>
  /** Columns whose cells went into none, and of which that is told: refused ones, and those of records that were left out. */
  readonly told: ReadonlySet<string>
  /** Recommended fields that were left empty, by position in the plan. */
  readonly recommended: readonly (readonly [position: number, field: Field])[]
}

/** Makes a row's records one by one and says in `findings` what could not be taken. */
export function makeRowRecords(
  recipe: Recipe,
  plan: readonly PlannedRecord[],
  reader: RowReader,
  row: ReadRow,
  sources: { readonly row: Source; readonly file: Source },
  findings: Finding[],
): RowRecords {
  const used = new Set<string>(Object.values(recipe.literature ?? {}))
  const recommended: [number, Field][] = []
  const records: (RowRecord | null)[] = []
  const told = new Set<string>()
  const refused = refuseUnreadCells(reader, row, findings)
  // Why a record was left out, and what goes with it, told once for its root.
  const rootOf = new Map<number, number>()
  const leftOut = new Map<number, LeftOut>()

  for (let position = 0; position < plan.length; position++) {
    records.push(null)
    const planned = plan[position]!
    const { record, template } = planned
    if (record.when && !record.when.some((column) => row.cells.get(column)!.state !== 'missing')) continue

    const absent = planned.before.find((any) => any.every((other) => records[other] === null))?.[0]
    if (absent !== undefined) {
      const root = rootOf.get(absent) ?? absent
      rootOf.set(position, root)
      const entry = leftOut.get(root) ?? { missing: [], unnamed: [], dependents: [] }
      entry.dependents.push(position)
      leftOut.set(root, entry)
      tellColumns(planned, told)
      continue
    }

    const unnamed = planned.named.filter((column) => row.cells.get(column)!.state !== 'read')
    if (unnamed.length > 0) {
      leftOut.set(position, { missing: [], unnamed, dependents: [] })
      rootOf.set(position, position)
      tellColumns(planned, told)
      continue
    }
    const content = contentOf(planned, row, sources[record.source ?? 'row'], records)
    const taken = withoutRefused(content, planned, reader, row, refused, findings, told)
    const missing = missingFields(taken, template, 'required')
    if (missing.length > 0) {
      leftOut.set(position, { missing, unnamed: [], dependents: [] })
      rootOf.set(position, position)
      tellColumns(planned, told)
      continue
    }
    for (const field of missingFields(taken, template, 'recommended')) recommended.push([position, field])
    for (const { field, column } of planned.fields) if (saidIn(taken)[field.name]) used.add(column)
    for (const column of [...record.key, ...planned.named]) used.add(column)
    // What people read of a record, a sample's number say, is nowhere else in it; numbers in a name are not held by it.
    for (const column of planned.nameParts.flatMap(({ columns }) => columns)) if ('text' in recipe.columns[column]!) used.add(column)
    records[position] = { content: taken, key: keyOf(recipe, planned, row) }
  }
  if (leftOut.size > 0) tellLeftOut(plan, reader, row, leftOut, findings)
  if (refused.size > 0) {
    tellKept(plan, reader, row, records, findings)
    for (const [column, cell] of row.cells) if (cell.state === 'refused') told.add(column)
  }
  return { line: row.line, source: sources.row, records, used, told, recommended }
}

/** The cells of a record that is left out are told of with it. */
function tellColumns({ record, fields }: PlannedRecord, told: Set<string>): void {
  for (const { column } of fields) told.add(column)
  for (const part of record.key) told.add(part)
}

/** Refuses each cell that could not be read, once a cell however many columns of the recipe read it. */
function refuseUnreadCells(reader: RowReader, row: ReadRow, findings: Finding[]): Set<string> {
  const refused = new Set<string>()
  for (const [column, cell] of row.cells) {
    if (cell.state !== 'refused') continue
    const told = toldOnce(reader, column, cell.text, cell.reason)
    if (refused.has(told)) continue
    refused.add(told)
    findings.push(refusedCell(reader, row, column, { text: cell.text, code: cell.code, reason: cell.reason }))
  }
  return refused
}

/** A cell is refused once for one reason, however many columns read it; each part of it that could not be read is told. */
function toldOnce(reader: RowReader, column: string, text: string, reason: Text): string {
  return JSON.stringify([reader.placeOf(column), text, reason.en])
}

/** What a content says of its fields: of a process that is only planned, the plan. */
function saidIn(content: RecordContent): Values {
  return content.kind === 'process' && content.state === 'planned' ? content.planned : content.values
}

function contentOf(planned: PlannedRecord, row: ReadRow, source: Source, records: readonly (RowRecord | null)[]): RecordContent {
  const { record, template } = planned
  const own: Record<string, Value> = {}
  const summaries: Summaries[number][] = []
  for (const { field, column } of planned.fields) {
    const cell = row.cells.get(column)!
    if (cell.state !== 'read') continue
    own[field.name] = inVocabularyOrder(field, cell.value)
    if (cell.summaries) summaries.push(...cell.summaries)
  }
  const values = summaries.length > 0 ? withSummaries(own, summaries) : own
  const common = { template: record.template, name: nameOf(planned, row), origin: record.origin, source }
  if (template.kind === 'material') return { kind: 'material', ...common, values }
  const { state = 'done' } = record
  const material = (written: RecipeMaterial) => meant(firstMade(written, planned, records), row)
  if (template.kind === 'measurement') return { kind: 'measurement', ...common, state, of: material(record.of!), values }
  const [inputs, outputs] = [record.inputs, record.outputs].map((written = []) => (
    written.map(({ record: other, role }) => ({ material: material(other), ...(role !== undefined && { role }) }))
  )) as [Participation[], Participation[]]
  const said = state === 'planned' ? { planned: values, values: {} } : { planned: {}, values }
  return { kind: 'process', ...common, state, ...said, inputs, outputs }
}

/** Of several records of the recipe the first that the row makes. */
function firstMade(written: RecipeMaterial, { points }: PlannedRecord, records: readonly (RowRecord | null)[]): string {
  if (typeof written === 'string') return written
  return written.find((name) => points.has(name) && records[points.get(name)!] !== null) ?? written[0]!
}

/** The record of the hub that a column names in this row; the recipe's own name of any other. */
function meant(name: string, row: ReadRow): string {
  const cell = row.cells.get(name)
  if (cell?.state !== 'read' || cell.value.type !== 'reference' || !('record' in cell.value.to)) return name
  return heldReference(cell.value.to.record)
}

function inVocabularyOrder(field: Field, value: Value): Value {
  if (value.type !== 'terms' || !field.vocabulary) return value
  const order = field.vocabulary.map(({ term }) => term)
  return { ...value, terms: [...value.terms].sort((a, b) => order.indexOf(a) - order.indexOf(b)) }
}

const LONGEST_NAME = 300

/** Parts whose columns are all empty are left out: `{formula} · {processing}` without processing is `{formula}`. */
function nameOf({ record, nameParts }: PlannedRecord, row: ReadRow): string {
  const shown: string[] = []
  for (const { between, columns } of nameParts) {
    let part = between[0]!
    let isEmpty = columns.length > 0
    for (let nth = 0; nth < columns.length; nth++) {
      const text = shownText(row.cells.get(columns[nth]!)!)
      if (text !== '') isEmpty = false
      part += text + between[nth + 1]!
    }
    if (!isEmpty) shown.push(part)
  }
  return (shown.join(' · ') || record.as).slice(0, LONGEST_NAME)
}

function shownText(cell: ReadCell): string {
  if (cell.state === 'missing') return ''
  if (cell.state === 'refused') return cell.text
  const { value } = cell
  if (value.type === 'terms') return value.terms.join('+')
  const isPlainNumber = value.type === 'quantity' && value.bound === undefined && value.high === undefined
  return isPlainNumber ? String(value.value) : cell.text
}

/** The content as admitted, without the values that its template does not allow; each such cell is refused in `findings`. */
function withoutRefused(
  given: RecordContent,
  planned: PlannedRecord,
  reader: RowReader,
  row: ReadRow,
  refused: Set<string>,
  findings: Finding[],
  tellsOf: Set<string>,
): RecordContent {
  const { content, problems: found } = admitContent(given, planned.template)
  const problems = found.filter(({ code }) => code !== 'field.required')
  if (problems.length === 0) return content
  const values: Record<string, Value> = { ...saidIn(given) } satisfies Values
  for (const { field, code, text } of problems) {
    const column = planned.fields.find((entry) => entry.field.name === field)?.column
    // A fault of the whole record would be the same in every row; planRecipe has ruled it out.
    if (field === null || column === undefined) throw new Error(`${planned.record.as}: ${text.en}`)
    delete values[field]
    const cell = row.cells.get(column)!
    if (cell.state === 'missing') continue
    tellsOf.add(column)
    const told = toldOnce(reader, column, cell.text, text)
    if (refused.has(told)) continue
    refused.add(told)
    findings.push(refusedCell(reader, row, column, { text: cell.text, code, reason: text }))
  }
  // What was calculated with a refused value is calculated again without it.
  const kept = given.kind === 'process' && given.state === 'planned' ? { ...given, planned: values } : { ...given, values }
  return calculateContent(kept, planned.template).content
}

function keyOf(recipe: Recipe, planned: PlannedRecord, row: ReadRow): (string | number)[] {
  return planned.record.key.map((part) => planned.points.get(part) ?? keyPart(recipe, part, row.cells.get(part)!))
}

function refusedCell(reader: RowReader, row: ReadRow, column: string, { text, code, reason }: { readonly text: string; readonly code: string; readonly reason: Text }): Finding {
  const unit = reader.unitIn(column, row)
  return { severity: 'refused', code, line: row.line, column: reader.headerOf(column), value: text, ...(unit !== null && { unit }), text: reason }
}
