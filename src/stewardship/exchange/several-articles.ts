import type { Finding } from './finding.ts'
import type { PlannedRecord } from './plan-recipe.ts'
import type { RowRecords } from './row-records.ts'

type First = { readonly line: number; readonly doi: string }

/**
 * Tells of rows of different articles that were taken for one material.
 *
 * Only where a recipe says so, with `source: file`: otherwise another article makes another record.
 */
export class SeveralArticles {
  /** Positions of the plan that are watched. */
  readonly #watched: readonly number[]
  readonly #plan: readonly PlannedRecord[]
  /** By statement: the row that told of it first. */
  readonly #first = new Map<number, First>()

  constructor(plan: readonly PlannedRecord[]) {
    this.#plan = plan
    this.#watched = [...plan.keys()].filter((position) => plan[position]!.template.kind === 'material' && plan[position]!.record.source === 'file')
  }

  /** What is to be told of a row, given the statement that it makes at each position. */
  *take({ line, source, records }: RowRecords, statementOf: (position: number) => number | null): Generator<Finding> {
    if (source.kind !== 'literature') return
    for (const position of this.#watched) {
      const statement = statementOf(position)
      if (statement === null) continue
      const first = this.#first.get(statement)
      if (!first) this.#first.set(statement, { line, doi: source.doi })
      else if (first.doi !== source.doi) yield takenForOne(this.#plan[position]!, records[position]!.content.name, line, source.doi, first)
    }
  }
}

function takenForOne({ template: { label } }: PlannedRecord, name: string, line: number, doi: string, first: First): Finding {
  return {
    severity: 'remark', code: 'record.several_articles', line, column: null, value: null,
    text: {
      en: `${label.en} ${name} of this row (${doi}) was taken for that of line ${first.line}, from another article (${first.doi}): they agree in all that the recipe knows it by.`,
      ko: `이 행(${doi})의 ${label.ko} ${name}은(는) 다른 논문(${first.doi})의 ${first.line}행과 같은 것으로 보았습니다. 레시피의 키가 모두 같습니다.`,
    },
  }
}
