import type { Source } from '#record/records/record.ts'
import type { Field, Template } from '#record/templates/template.ts'
import { withConcernedRecords } from './concerned-records.ts'
import type { Finding } from './finding.ts'
import { identifyRecords } from './identify-records.ts'
import { planRecipe } from './plan-recipe.ts'
import type { PlannedRecord } from './plan-recipe.ts'
import type { CsvRow } from './read-csv.ts'
import type { Recipe } from './recipe.ts'
import type { RecordDraft } from './record-draft.ts'
import { makeRowRecords } from './row-records.ts'
import type { RowRecords } from './row-records.ts'
import { RowReader } from './row-reader.ts'
import { fileSource, rowSource } from './row-source.ts'

/** What a recipe made of a file. */
export type Applied = {
  /** Rows below the header, duplicates included. */
  readonly rowsRead: number
  /** Rows that repeat an earlier row in every cell; nothing is made of them. */
  readonly duplicateRows: number
  /** In an order in which every record stands after those it refers to. */
  readonly drafts: readonly RecordDraft[]
  /** By line of the file; those about the whole file come last. */
  readonly findings: readonly Finding[]
}

const ROWS_BETWEEN_PROGRESS = 250

/**
 * The linked records that a recipe makes of a file's rows, header first.
 *
 * A cell that cannot be read is refused and the rest of its row goes in; a record without a required value is left out
 * with all that depends on it; a row that says something else of a known record makes a further record (`#2`). All of
 * it stands in `findings`. The order of rows has no influence on the records. Refuses whole files by the refusals of
 * `planRecipe` and `recipe.column_missing`.
 */
export async function applyRecipe(
  recipe: Recipe,
  templates: ReadonlyMap<string, Template>,
  rows: AsyncIterable<CsvRow>,
  onProgress?: (rowsRead: number) => void,
): Promise<Applied> {
  const plan = planRecipe(recipe, templates)
  const findings: Finding[] = []
  const made: RowRecords[] = []
  const firstLines = new Map<string, number>()
  const rowOfLine = new Map<number, number>()
  let sheet: Sheet | null = null
  let rowsRead = 0

  for await (const row of rows) {
    if (sheet === null) {
      sheet = new Sheet(recipe, plan, row, findings)
      continue
    }
    rowsRead++
    if (rowsRead % ROWS_BETWEEN_PROGRESS === 0) onProgress?.(rowsRead)
    const written = JSON.stringify(row.cells)
    const earlier = firstLines.get(written)
    if (earlier !== undefined) {
      findings.push(duplicateRow(row.line, earlier))
      rowOfLine.set(row.line, rowOfLine.get(earlier)!)
      continue
    }
    firstLines.set(written, row.line)
    rowOfLine.set(row.line, made.length)
    made.push(sheet.take(row))
  }
  const { drafts, keys } = identifyRecords(plan, made, findings)
  const told = withConcernedRecords(findings, recipe, plan, rowOfLine, keys)
  told.sort((a, b) => (a.line ?? 0) - (b.line ?? 0))
  if (sheet) told.push(...sheet.summary())
  onProgress?.(rowsRead)
  return { rowsRead, duplicateRows: rowsRead - firstLines.size, drafts, findings: told }
}

const LINES_NAMED = 5

/** One file on its way through a recipe, with the counts that only the whole file can tell. */
class Sheet {
  readonly #recipe: Recipe
  readonly #plan: readonly PlannedRecord[]
  readonly #reader: RowReader
  readonly #findings: Finding[]
  readonly #fileSource: Source
  readonly #unread: readonly number[]
  readonly #unusedLines = new Map<number, number[]>()
  readonly #recommended = new Map<string, { planned: PlannedRecord; field: Field; count: number }>()
  readonly #madeOf: number[]

  constructor(recipe: Recipe, plan: readonly PlannedRecord[], header: CsvRow, findings: Finding[]) {
    this.#recipe = recipe
    this.#plan = plan
    this.#reader = new RowReader(recipe, header)
    this.#findings = findings
    this.#fileSource = fileSource(recipe)
    this.#unread = this.#reader.unread
    this.#madeOf = plan.map(() => 0)
  }

  take(row: CsvRow): RowRecords {
    const read = this.#reader.read(row)
    const source = rowSource(this.#recipe, this.#reader, read, this.#findings)
    const sources = { row: source, file: this.#fileSource }
    const made = makeRowRecords(this.#recipe, this.#plan, this.#reader, read, sources, this.#findings)
    this.#countUnused(row, made)
    for (const [position, record] of made.records.entries()) if (record) this.#madeOf[position]!++
    for (const [position, field] of made.recommended) {
      const planned = this.#plan[position]!
      const key = `${planned.record.as}.${field.name}`
      const entry = this.#recommended.get(key) ?? { planned, field, count: 0 }
      entry.count++
      this.#recommended.set(key, entry)
    }
    return made
  }

  /** Remarks about the file as a whole. */
  summary(): Finding[] {
    const unread = this.#unread.map((place) => unusedColumn(this.#reader.headers[place]!))
    const unused = [...this.#unusedLines].map(([place, lines]) => unusedCells(this.#reader.headers[place]!, lines))
    const recommended = [...this.#recommended.values()].map(({ planned, field, count }) => (
      recommendedMissing(planned, field, count, this.#madeOf[this.#plan.indexOf(planned)]!)
    ))
    return [...unread, ...unused, ...recommended]
  }

  #countUnused(row: CsvRow, made: RowRecords): void {
    const usedPlaces = new Set([...made.used].map((column) => this.#reader.placeOf(column)))
    for (const [place] of row.cells.entries()) {
      if (usedPlaces.has(place) || this.#unread.includes(place) || this.#reader.textAt(row, place) === null) continue
      const lines = this.#unusedLines.get(place) ?? []
      lines.push(row.line)
      this.#unusedLines.set(place, lines)
    }
  }
}

function duplicateRow(line: number, earlier: number): Finding {
  return {
    severity: 'remark',
    code: 'row.duplicate',
    line,
    column: null,
    value: null,
    text: {
      en: `Line ${line} repeats line ${earlier} in every cell; nothing was made of it.`,
      ko: `${line}행은 ${earlier}행과 모든 칸이 같아 기록을 만들지 않았습니다.`,
    },
  }
}

function unusedColumn(column: string): Finding {
  return {
    severity: 'remark',
    code: 'column.unused',
    line: null,
    column,
    value: null,
    text: {
      en: 'The recipe does not use this column; it stays in the original file only.',
      ko: '레시피에서 쓰지 않는 열입니다. 원본 파일에만 남습니다.',
    },
  }
}

function unusedCells(column: string, lines: readonly number[]): Finding {
  const isOne = lines.length === 1
  const named = lines.slice(0, LINES_NAMED).join(', ') + (lines.length > LINES_NAMED ? ', …' : '')
  return {
    severity: 'remark',
    code: 'cell.unused',
    line: null,
    column,
    value: null,
    text: {
      en: `${isOne ? 'A filled cell' : `${lines.length} filled cells`} went into no record, because `
        + `${isOne ? 'its row has nothing that it belongs to' : 'their rows have nothing that they belong to'} `
        + `(${isOne ? 'line' : 'lines'} ${named}).`,
      ko: `값이 있는 칸 ${lines.length}개는 같은 행에 해당 기록이 없어 가져오지 않았습니다(${named}행).`,
    },
  }
}

function recommendedMissing(planned: PlannedRecord, field: Field, count: number, of: number): Finding {
  const { as, template } = planned.record
  return {
    severity: 'remark',
    code: 'field.recommended_missing',
    line: null,
    column: null,
    value: null,
    text: {
      en: `“${as}” (${template}): ${field.label.en.toLowerCase()} is recommended and missing in ${count} of ${of} `
        + `rows.`,
      ko: `“${as}”(${template}): 권장 항목(${field.label.ko})이 ${of}행 중 ${count}행에서 비어 있습니다.`,
    },
  }
}
