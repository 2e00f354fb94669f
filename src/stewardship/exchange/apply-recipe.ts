import type { Template } from '#record/templates/template.ts'
import { concernedStatements } from './concerned-records.ts'
import type { Finding } from './finding.ts'
import { RecordIdentities } from './identify-records.ts'
import { KeptFindings } from './kept-findings.ts'
import { KnownTexts } from './known-texts.ts'
import { NumberList } from './number-list.ts'
import { isOutside, NOTHING_OUTSIDE } from './outside.ts'
import type { Outside } from './outside.ts'
import { planRecipe } from './plan-recipe.ts'
import type { PlannedRecord } from './plan-recipe.ts'
import type { CsvRow } from './csv-row.ts'
import type { Recipe } from './recipe.ts'
import type { RecordDraft } from './record-draft.ts'
import { SeveralArticles } from './several-articles.ts'
import { Sheet } from './sheet.ts'
import { openMemoryShelf } from './shelf.ts'
import type { Shelf } from './shelf.ts'

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

/** A record that a finding is about. */
export type ConcernedRecord = { readonly key: string; readonly name: string; readonly line: number }

/** A finding of a file of any length. */
export type ToldFinding = Omit<Finding, 'records'> & { readonly records?: readonly ConcernedRecord[] }

export type ReadingOptions = {
  /** Where what the rows say waits until all are known. */
  readonly openShelf: () => Shelf
  /** Findings kept, the first by line; all are counted. */
  readonly mostFindings: number
  /** What cells may name beside the sheet; needed where the recipe has such columns. */
  readonly outside?: Outside | undefined
  readonly onProgress?: ((rowsRead: number) => void) | undefined
}

const ROWS_BETWEEN_PROGRESS = 250
/** Rows whose names are looked up in one question. */
const ROWS_LOOKED_UP = 250

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
  outside?: Outside,
): Promise<Applied> {
  const read = await readByRecipe(recipe, templates, rows, { openShelf: openMemoryShelf, mostFindings: Infinity, onProgress, outside })
  const drafts = [...read.drafts()]
  const findings = read.findings().map(({ records, ...finding }): Finding => (
    { ...finding, ...(records && { records: records.map(({ key }) => key) }) }
  ))
  return { rowsRead: read.rowsRead, duplicateRows: read.duplicateRows, drafts, findings }
}

/** As {@link applyRecipe}, for a file of any length: drafts come one by one, and findings after them. */
export async function readByRecipe(
  recipe: Recipe, templates: ReadonlyMap<string, Template>, rows: AsyncIterable<CsvRow>, options: ReadingOptions,
): Promise<ReadRows> {
  const read = new ReadRows(recipe, planRecipe(recipe, templates), options)
  try {
    let sheet: Sheet | null = null
    const take = (row: CsvRow) => {
      read.take(sheet!, row)
      if (read.rowsRead % ROWS_BETWEEN_PROGRESS === 0) options.onProgress?.(read.rowsRead)
    }
    const looksOutside = Object.values(recipe.columns).some(isOutside)
    let waiting: CsvRow[] = []
    const takeWaiting = async () => {
      await sheet!.lookOutside(waiting, options.outside ?? NOTHING_OUTSIDE)
      waiting.forEach(take)
      waiting = []
    }
    for await (const row of rows) {
      if (sheet === null) sheet = read.begin(row)
      else if (!looksOutside) take(row)
      else if (waiting.push(row) === ROWS_LOOKED_UP) await takeWaiting()
    }
    if (waiting.length > 0) await takeWaiting()
    for (const finding of sheet?.summary() ?? []) read.kept.add(finding)
    options.onProgress?.(read.rowsRead)
    return read
  } catch (error) {
    read.close()
    throw error
  }
}

/** The rows of a file, read by a recipe. */
export class ReadRows {
  readonly #recipe: Recipe
  readonly #plan: readonly PlannedRecord[]
  readonly #identities: RecordIdentities
  readonly #articles: SeveralArticles
  readonly #texts = new KnownTexts()
  /** By number of the row, repeated ones left out. */
  readonly #lines = new NumberList()
  readonly kept: KeptFindings
  /** By statement: the records that findings are about. */
  readonly #told = new Map<number, ConcernedRecord>()
  rowsRead = 0

  constructor(recipe: Recipe, plan: readonly PlannedRecord[], { openShelf, mostFindings }: ReadingOptions) {
    this.#recipe = recipe
    this.#plan = plan
    this.#articles = new SeveralArticles(plan)
    this.#identities = new RecordIdentities(recipe, plan, openShelf)
    this.kept = new KeptFindings(mostFindings)
  }

  get duplicateRows(): number {
    return this.rowsRead - this.#texts.count
  }

  /** How many records there are. */
  get records(): number {
    return this.#identities.count
  }

  begin(header: CsvRow): Sheet {
    return new Sheet(this.#recipe, this.#plan, header)
  }

  take(sheet: Sheet, row: CsvRow): void {
    this.rowsRead++
    const number = this.#texts.numberOf(JSON.stringify(row.cells))
    if (number < this.#lines.length) return this.kept.add(duplicateRow(row.line, this.#lines.at(number)), { row: number })
    this.#lines.push(row.line)
    const findings: Finding[] = []
    const records = sheet.take(row, findings)
    this.#identities.add(records)
    findings.push(...this.#articles.take(records, (position) => this.#identities.statementOf(number, position)))
    for (const finding of findings) this.kept.add(finding, { row: number })
  }

  /** The records, each after those it refers to; to be taken once, to the end. */
  *drafts(): Generator<RecordDraft> {
    const awaited = new Set(this.kept.inOrder().flatMap(({ finding, about }) => this.#statementsOf(finding, about.row)))
    for (const { statement, ...draft } of this.#identities.drafts((finding, records) => this.kept.add(finding, { records }))) {
      if (awaited.has(statement)) this.#told.set(statement, { key: draft.key, name: draft.content.name, line: draft.line })
      yield draft
    }
  }

  /** By line of the file; those about the whole file come last. Complete once all drafts were taken. */
  findings(): ToldFinding[] {
    return this.kept.inOrder().map(({ finding: { records: _records, leavesOut: _leavesOut, ...finding }, about: { row, records } }) => {
      if (row === undefined && records === undefined) return finding
      return { ...finding, records: records ?? this.#statementsOf(finding, row).map((statement) => this.#told.get(statement)!) }
    })
  }

  #statementsOf(finding: Finding, row: number | undefined): readonly number[] {
    if (row === undefined) return []
    return concernedStatements(finding, this.#recipe, this.#plan, (position) => this.#identities.statementOf(row, position))
  }

  close(): void {
    this.#identities.close()
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
