import { renameReferences } from '#record/lineage/participants.ts'
import type { RecordContent } from '#record/records/record.ts'
import type { ConcernedRecord } from './apply-recipe.ts'
import { furtherOccurrences } from './further-occurrences.ts'
import type { Finding } from './finding.ts'
import { KnownTexts } from './known-texts.ts'
import { NumberList } from './number-list.ts'
import { heldId } from './outside.ts'
import type { PlannedRecord } from './plan-recipe.ts'
import { recordKey, sameContentText } from './record-key.ts'
import type { RecordDraft } from './record-draft.ts'
import type { Recipe } from './recipe.ts'
import type { RowRecord, RowRecords } from './row-records.ts'
import { isCalledByOneText, SharedNames } from './shared-names.ts'
import type { Shelf } from './shelf.ts'

const NONE = -1

/** A statement as it lies on the shelf: parts of its key and its content, other records in both by their statements' numbers. */
type Told = { readonly parts: readonly (string | number)[]; readonly text: string }

/** A draft and the number of the statement that it was made of. */
export type NumberedDraft = RecordDraft & { readonly line: number; readonly statement: number }

/**
 * The distinct records among those of all rows, each with its key.
 *
 * Rows with the same key and the same values speak of one record: they make one statement. The same key with other values
 * is another record, `#2`, `#3` …, numbered by their content so that the order of rows does not matter. They are never merged
 * or averaged.
 *
 * Records come row by row and drafts go out, when all rows are known, position by position of the plan, so that each
 * stands after those it refers to. What they say waits on shelves; memory holds some 70 bytes a statement. Until keys are
 * final, one record refers to another by its statement's number, which stands for the same.
 */
export class RecordIdentities {
  readonly #recipe: Recipe
  readonly #plan: readonly PlannedRecord[]
  readonly #positions: readonly Position[]
  readonly #keys = new KnownTexts()
  readonly #senses = new KnownTexts()
  /** By key: the statement that it had last. */
  readonly #lastOfKey = new NumberList()
  /** By sense: its statement. A key with one statement has no sense yet, as most never need one. */
  readonly #ofSense = new NumberList()
  // By statement: the one before it with the same key, its first line, its position, how long its text is, where that lies.
  readonly #earlier = new NumberList()
  readonly #line = new NumberList()
  readonly #position = new NumberList()
  readonly #length = new NumberList()
  readonly #place = new NumberList({ wide: true })
  /** By statement, as far as others refer to it: where its final key lies. */
  readonly #keyPlace = new NumberList({ wide: true })

  constructor(recipe: Recipe, plan: readonly PlannedRecord[], openShelf: () => Shelf) {
    this.#recipe = recipe
    this.#plan = plan
    const pointedTo = new Set(plan.flatMap(({ points }) => [...points.values()]))
    this.#positions = plan.map((_, position) => ({
      keys: new NumberList(), statements: new NumberList(), told: openShelf(), finalKeys: pointedTo.has(position) ? openShelf() : null,
      last: { parts: '', text: '', statement: NONE },
    }))
  }

  /** How many records there are so far. */
  get count(): number {
    return this.#line.length
  }

  /** The statement that a row makes at a position of the plan, by its number; null where it makes none. */
  statementOf(row: number, position: number): number | null {
    const statement = this.#positions[position]!.statements.at(row)
    return statement === NONE ? null : statement
  }

  /** Takes the records of the next row. */
  add({ line, records }: RowRecords): void {
    const mine: number[] = []
    for (let position = 0; position < records.length; position++) {
      const record = records[position]!
      const statement = record === null ? NONE : this.#statementFor(position, record, line, mine)
      mine.push(statement)
      this.#positions[position]!.statements.push(statement)
    }
  }

  #statementFor(position: number, record: RowRecord, line: number, mine: readonly number[]): number {
    const { points } = this.#plan[position]!
    const at = this.#positions[position]!
    const parts = JSON.stringify(record.key.map((part) => (typeof part === 'number' ? mine[part]! : part)))
    const content = renameReferences(record.content, (name) => (heldId(name) === null ? String(mine[points.get(name)!]) : name))
    const text = JSON.stringify(content)
    // Rows about one record mostly stand together.
    if (at.last.parts === parts && at.last.text === text) return at.last.statement
    const key = this.#keys.numberOf(`${position}${parts}`)
    const isNew = key === this.#lastOfKey.length
    if (isNew) {
      at.keys.push(key)
      this.#lastOfKey.push(NONE)
    }
    const statement = (isNew ? null : this.#knownStatement(key, text, content)) ?? this.#addStatement(key, position, line)
    if (this.#isFuller(text, statement)) {
      this.#length.set(statement, text.length)
      this.#place.set(statement, at.told.put(`${parts}\n${text}`))
    }
    at.last = { parts, text, statement }
    return statement
  }

  #addStatement(key: number, position: number, line: number): number {
    const statement = this.#line.length
    this.#earlier.push(this.#lastOfKey.at(key))
    this.#lastOfKey.set(key, statement)
    this.#line.push(line)
    this.#position.push(position)
    this.#length.push(NONE)
    this.#place.push(NONE)
    this.#keyPlace.push(NONE)
    return statement
  }

  /** The statement of a key that says the same; null where what is said is new, whose sense is then the next statement's. */
  #knownStatement(key: number, text: string, content: RecordContent): number | null {
    const last = this.#lastOfKey.at(key)
    const isOnly = this.#earlier.at(last) === NONE
    const told = isOnly ? this.#told(last).text : null
    if (told === text) return last
    const sense = sameContentText(content)
    if (told !== null) {
      const first = sameContentText(JSON.parse(told) as RecordContent)
      if (first === sense) return last
      this.#takeSense(key, first, last)
    }
    return this.#takeSense(key, sense, this.#line.length)
  }

  /** The statement that has this sense already; null where it is now that of `statement`. */
  #takeSense(key: number, sense: string, statement: number): number | null {
    const number = this.#senses.numberOf(`${key} ${sense}`)
    if (number < this.#ofSense.length) return this.#ofSense.at(number)
    this.#ofSense.push(statement)
    return null
  }

  /** Of two that say the same, the fuller words are kept (an article's title), else the first by code units. */
  #isFuller(text: string, statement: number): boolean {
    const known = this.#length.at(statement)
    return text.length === known ? text < this.#told(statement).text : text.length > known
  }

  #told(statement: number): Told {
    const lying = this.#positions[this.#position.at(statement)]!.told.at(this.#place.at(statement))
    const end = lying.indexOf('\n')
    return { parts: JSON.parse(lying.slice(0, end)) as Told['parts'], text: lying.slice(end + 1) }
  }

  /** The records, once all rows were added; `onFinding` hears of each line that tells of a record already told of. */
  *drafts(onFinding: (finding: Finding, records: readonly ConcernedRecord[]) => void): Generator<NumberedDraft> {
    for (const [position, planned] of this.#plan.entries()) {
      const { keys } = this.#positions[position]!
      const names = isCalledByOneText(this.#recipe, planned) ? new SharedNames() : null
      for (let index = 0; index < keys.length; index++) {
        const different = this.#differentStatements(keys.at(index))
        const occurrences: ConcernedRecord[] = []
        for (const [nth, statement] of different.entries()) {
          const { key: plain, content } = this.#final(planned, statement)
          const key = nth === 0 ? plain : `${plain}#${nth + 1}`
          const line = this.#line.at(statement)
          this.#putKey(position, statement, key)
          const told = { key, name: content.name, line }
          if (different.length > 1) occurrences.push(told)
          const shared = nth === 0 ? names?.take(planned, told) : null
          if (shared) onFinding(shared, [told])
          yield { key, content, line, statement }
        }
        for (const { finding, records } of furtherOccurrences(this.#plan, planned, occurrences)) onFinding(finding, records)
      }
    }
  }

  /** The statements of a key, in the order of what they say. */
  #differentStatements(key: number): number[] {
    const statements: number[] = []
    for (let at = this.#lastOfKey.at(key); at !== NONE; at = this.#earlier.at(at)) statements.push(at)
    if (statements.length === 1) return statements
    const planned = this.#plan[this.#position.at(statements[0]!)]!
    const senses = new Map(statements.map((at) => [at, sameContentText(this.#final(planned, at).content)]))
    return statements.sort((a, b) => (senses.get(a)! < senses.get(b)! ? -1 : 1))
  }

  /** What a statement says, with the final keys of the records that it refers to. */
  #final({ record }: PlannedRecord, statement: number): { key: string; content: RecordContent } {
    const { parts, text } = this.#told(statement)
    const keyOf = (other: number) => this.#positions[this.#position.at(other)]!.finalKeys!.at(this.#keyPlace.at(other))
    const key = recordKey(record.as, parts.map((part) => (typeof part === 'number' ? keyOf(part) : part)))
    return { key, content: renameReferences(JSON.parse(text) as RecordContent, (other) => (heldId(other) === null ? keyOf(Number(other)) : other)) }
  }

  #putKey(position: number, statement: number, key: string): void {
    const shelf = this.#positions[position]!.finalKeys
    if (shelf) this.#keyPlace.set(statement, shelf.put(key))
  }

  close(): void {
    for (const { told, finalKeys } of this.#positions) {
      told.close()
      finalKeys?.close()
    }
  }
}

/** What is kept of one position of the plan: keys in the order in which they came, the statement of each row, what statements say. */
type Position = {
  readonly keys: NumberList
  readonly statements: NumberList
  readonly told: Shelf
  readonly finalKeys: Shelf | null
  /** What its last record said. */
  last: { readonly parts: string; readonly text: string; readonly statement: number }
}
