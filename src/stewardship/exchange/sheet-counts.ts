import type { Source } from '#record/records/record.ts'
import type { Finding } from './finding.ts'
import { KnownTexts } from './known-texts.ts'
import { nearSpelling, WordCounts } from './near-spellings.ts'
import { NumberList } from './number-list.ts'
import type { PlannedRecord } from './plan-recipe.ts'
import type { ReadRow, RowReader } from './row-reader.ts'

/** Fewer rows are one study's as a matter of course. */
const FEWEST_ROWS = 20
const ONE_SIDED = 0.8
/** Fewer rows, or fewer columns, may well say the same. */
const FEWEST_COPIED = 10
const COPIED = 0.8

/** What of a sheet shows only in all of its rows: from whom they are, whether they were copied down, words that are rare beside one like them. */
export class SheetCounts {
  readonly #reader: RowReader
  readonly #words: ReadonlyMap<string, WordCounts>
  readonly #articles = new KnownTexts()
  readonly #rowsOf = new NumberList()
  readonly #first: (string | null)[] = []
  /** By place: whether every row so far says what the first one says. */
  readonly #isSame: boolean[] = []
  #rows = 0
  #most = { doi: '', rows: 0 }

  constructor(reader: RowReader, plan: readonly PlannedRecord[]) {
    this.#reader = reader
    const texts = plan.flatMap(({ fields }) => fields.flatMap(({ field, column }) => (field.type === 'text' ? [column] : [])))
    this.#words = new Map(texts.map((column) => [column, new WordCounts()]))
  }

  take({ cells, texts }: ReadRow, source: Source): void {
    for (let place = 0; place < texts.length; place++) {
      if (this.#rows === 0) this.#first.push(texts[place]!)
      this.#isSame[place] = (this.#isSame[place] ?? true) && texts[place] === this.#first[place]
    }
    for (const [column, words] of this.#words) {
      const cell = cells.get(column)!
      if (cell.state === 'read' && cell.value.type === 'text') words.add(cell.value.text)
    }
    this.#rows++
    if (source.kind !== 'literature') return
    const article = this.#articles.numberOf(source.doi)
    if (article === this.#rowsOf.length) this.#rowsOf.push(0)
    const rows = this.#rowsOf.at(article) + 1
    this.#rowsOf.set(article, rows)
    if (rows > this.#most.rows) this.#most = { doi: source.doi, rows }
  }

  remarks(): Finding[] {
    const spellings = [...this.#words].flatMap(([column, words]) => words.slips().map((slip) => nearSpelling(this.#reader.headerOf(column), slip)))
    const isOneSided = this.#rows >= FEWEST_ROWS && this.#articles.count > 1 && this.#most.rows > ONE_SIDED * this.#rows
    const [filled, same] = [
      this.#first.filter((text, place) => text !== null || !this.#isSame[place]).length, this.#first.filter((text, place) => text !== null && this.#isSame[place]).length,
    ]
    const isCopied = this.#rows >= FEWEST_COPIED && filled >= FEWEST_COPIED && same > COPIED * filled
    return [...spellings, ...(isOneSided ? [oneArticle(this.#most, this.#rows)] : []), ...(isCopied ? [copiedDown(same, filled, this.#rows)] : [])]
  }
}

function copiedDown(same: number, filled: number, rows: number): Finding {
  return {
    severity: 'remark', code: 'sheet.copied_down', line: null, column: null, value: null,
    text: {
      en: `In ${same} of ${filled} filled columns all ${rows} rows say the same. Values that were copied down tell nothing of one sample against another.`,
      ko: `값이 있는 열 ${filled}개 가운데 ${same}개에서 ${rows}행이 모두 같습니다. 아래로 복사한 값으로는 시료를 서로 비교할 수 없습니다.`,
    },
  }
}

function oneArticle({ doi, rows }: { doi: string; rows: number }, of: number): Finding {
  return {
    severity: 'remark', code: 'source.one_sided', line: null, column: null, value: doi,
    text: {
      en: `${rows} of ${of} rows are of one article (${doi}). What is learnt from this file is mostly that article’s; test it on others.`,
      ko: `${of}행 가운데 ${rows}행이 한 논문(${doi})의 것입니다. 이 파일에서 배우는 것은 대부분 그 논문의 것이니 다른 논문으로 시험하십시오.`,
    },
  }
}
