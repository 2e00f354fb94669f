import type { Text } from '#science/refusal.ts'
import type { Source } from '#record/records/record.ts'
import type { Field } from '#record/templates/template.ts'
import type { Finding } from './finding.ts'
import { titleOf } from './left-out.ts'
import { isOutside } from './outside.ts'
import type { Outside } from './outside.ts'
import { targetOf } from './plan-recipe.ts'
import type { PlannedRecord } from './plan-recipe.ts'
import type { CsvRow } from './csv-row.ts'
import type { Recipe } from './recipe.ts'
import { makeRowRecords } from './row-records.ts'
import type { RowRecords } from './row-records.ts'
import { RowReader } from './row-reader.ts'
import type { ReadRow } from './row-reader.ts'
import { SheetCounts } from './sheet-counts.ts'
import { fileSource, rowSource } from './row-source.ts'

const LINES_NAMED = 5
const COLUMNS_NAMED = 3

/** One file on its way through a recipe, with the counts that only the whole file can tell. */
export class Sheet {
  readonly #recipe: Recipe
  readonly #plan: readonly PlannedRecord[]
  readonly #reader: RowReader
  readonly #fileSource: Source
  readonly #unread: readonly number[]
  readonly #unused = new Map<number, { count: number; readonly first: number[] }>()
  readonly #recommended = new Map<string, { planned: PlannedRecord; field: Field; count: number }>()
  readonly #madeOf: number[]
  readonly #counts: SheetCounts
  /** By place, whether some row fills it; of those that the recipe does not read. */
  readonly #isFilled: Uint8Array
  /** Places whose columns only say whether others count. */
  readonly #conditions: readonly number[]
  /** By place in the row at hand: whether its cell is used, or never could be. */
  readonly #isUsed: Uint8Array

  constructor(recipe: Recipe, plan: readonly PlannedRecord[], header: CsvRow) {
    this.#recipe = recipe
    this.#plan = plan
    this.#reader = new RowReader(recipe, header)
    this.#fileSource = fileSource(recipe)
    this.#unread = this.#reader.unread
    this.#madeOf = plan.map(() => 0)
    this.#isUsed = new Uint8Array(this.#reader.headers.length)
    this.#isFilled = new Uint8Array(this.#reader.headers.length)
    this.#counts = new SheetCounts(this.#reader, plan)
    this.#conditions = conditionsOf(recipe).map((name) => this.#reader.placeOf(name))
  }

  /** Looks up what rows' cells name outside of the sheet; before they are taken, some at a time. */
  async lookOutside(rows: readonly CsvRow[], outside: Outside): Promise<void> {
    for (const [name, column] of Object.entries(this.#recipe.columns)) {
      if (!isOutside(column)) continue
      this.#reader.makeRoom(name)
      const texts = this.#reader.unknownTexts(name, rows)
      if (texts.length > 0) this.#reader.remember(name, await outside.read(column, targetOf(name, this.#plan), texts))
    }
  }

  /** The records of a row; says in `findings` what could not be taken. */
  take(row: CsvRow, findings: Finding[]): RowRecords {
    const read = this.#reader.read(row)
    this.#reader.tellUnreadParts(read, findings)
    const source = rowSource(this.#recipe, this.#reader, read, findings)
    const sources = { row: source, file: this.#fileSource }
    this.#counts.take(read, source)
    const made = makeRowRecords(this.#recipe, this.#plan, this.#reader, read, sources, findings)
    this.#countUnused(read, made)
    for (let position = 0; position < made.records.length; position++) if (made.records[position]) this.#madeOf[position]!++
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
    const empty = this.#unread.filter((place) => this.#isFilled[place] === 0)
    const unread = this.#unread.filter((place) => this.#isFilled[place] === 1).map((place) => unusedColumn(this.#reader.headers[place] || `(${place + 1})`))
    const unused = [...this.#unused].map(([place, { count, first }]) => unusedCells(this.#reader.headers[place]!, count, first))
    const recommended = [...this.#recommended.values()].map(({ planned, field, count }) => (
      recommendedMissing(titleOf(planned, this.#plan), field, count, this.#madeOf[this.#plan.indexOf(planned)]!)
    ))
    return [...unread, ...(empty.length > 0 ? [emptyColumns(empty.map((place) => this.#reader.headers[place]!))] : []), ...unused, ...recommended, ...this.#counts.remarks()]
  }

  #countUnused({ line, texts }: ReadRow, made: RowRecords): void {
    const isUsed = this.#isUsed.fill(0)
    for (const place of this.#unread) {
      isUsed[place] = 1
      if (this.#isFilled[place] === 0 && texts[place] !== null) this.#isFilled[place] = 1
    }
    for (const place of this.#conditions) isUsed[place] = 1
    for (const column of made.used) for (const place of this.#reader.placesOf(column)) isUsed[place] = 1
    for (const column of made.told) for (const place of this.#reader.placesOf(column)) isUsed[place] = 1
    for (let place = 0; place < texts.length; place++) {
      if (isUsed[place] === 1 || texts[place] === null) continue
      const unused = this.#unused.get(place) ?? { count: 0, first: [] }
      unused.count++
      if (unused.first.length < LINES_NAMED) unused.first.push(line)
      this.#unused.set(place, unused)
    }
  }
}

/** Columns that say whether others count, or whether a record is made, and go into no record themselves. */
function conditionsOf({ columns, records }: Recipe): string[] {
  const conditions = [...Object.values(columns), ...records].flatMap(({ when = [], unless = [] }: { when?: readonly string[]; unless?: readonly string[] }) => [...when, ...unless])
  const taken = new Set(records.flatMap(({ key, values }) => [...key, ...Object.values(values)]))
  const headers = new Set([...taken].flatMap((name) => columns[name]?.header ?? []))
  return [...new Set(conditions)].filter((name) => !headers.has(columns[name]!.header))
}

function emptyColumns(columns: readonly string[]): Finding {
  const named = columns.slice(0, COLUMNS_NAMED).join(', ') + (columns.length > COLUMNS_NAMED ? ', …' : '')
  return {
    severity: 'remark', code: 'column.empty', line: null, column: null, value: null,
    text: {
      en: columns.length === 1 ? `The column ${named} holds nothing.` : `${columns.length} columns hold nothing (${named}).`,
      ko: `값이 하나도 없는 열이 ${columns.length}개 있습니다(${named}).`,
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

function unusedCells(column: string, count: number, first: readonly number[]): Finding {
  const isOne = count === 1
  const named = first.join(', ') + (count > first.length ? ', …' : '')
  return {
    severity: 'remark',
    code: 'cell.unused',
    line: null,
    column,
    value: null,
    text: {
      en: `${isOne ? 'A filled cell' : `${count} filled cells`} went into no record, because `
        + `${isOne ? 'its row has nothing that it belongs to' : 'their rows have nothing that they belong to'} `
        + `(${isOne ? 'line' : 'lines'} ${named}).`,
      ko: `값이 있는 칸 ${count}개는 같은 행에 해당 기록이 없어 가져오지 않았습니다(${named}행).`,
    },
  }
}

function recommendedMissing(title: Text, field: Field, count: number, of: number): Finding {
  return {
    severity: 'remark',
    code: 'field.recommended_missing',
    line: null,
    column: null,
    value: null,
    text: {
      en: `${title.en}: “${field.label.en}” is recommended and missing in ${count} of ${of} rows.`,
      ko: `${title.ko}: 권장 항목(${field.label.ko})이 ${of}행 중 ${count}행에서 비어 있습니다.`,
    },
  }
}
