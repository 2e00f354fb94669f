import type { ConcernedRecord } from './apply-recipe.ts'
import type { Finding } from './finding.ts'
import { KnownTexts } from './known-texts.ts'
import { NumberList } from './number-list.ts'
import type { PlannedRecord } from './plan-recipe.ts'
import type { Recipe } from './recipe.ts'

/** Whether materials are called by one text of their row and nothing else: a sample's number, by which other sheets name them. */
export function isCalledByOneText({ columns }: Pick<Recipe, 'columns'>, { record, template }: PlannedRecord): boolean {
  const only = /^\{(\w+)\}$/.exec(record.name)?.[1]
  return template.kind === 'material' && only !== undefined && columns[only] !== undefined && 'text' in columns[only]
}

/** The names of a recipe's records of one kind, each with the line on which it was first read. */
export class SharedNames {
  readonly #names = new KnownTexts()
  readonly #lines = new NumberList()

  /** A remark where another record has the name already. */
  take({ template }: PlannedRecord, { name, line }: ConcernedRecord): Finding | null {
    const number = this.#names.numberOf(name)
    if (number === this.#lines.length) {
      this.#lines.push(line)
      return null
    }
    const first = this.#lines.at(number)
    return {
      severity: 'remark', code: 'record.shared_name', line, column: null, value: name,
      text: {
        en: `${template.label.en}: line ${line} and line ${first} make two that are called “${name}”. A sheet that names it will be refused; `
          + `give each a name of its own.`,
        ko: `${template.label.ko}: ${first}행과 ${line}행의 이름이 모두 “${name}”입니다. 이 이름을 가리키는 시트는 거부되니 서로 다른 이름을 주십시오.`,
      },
    }
  }
}
