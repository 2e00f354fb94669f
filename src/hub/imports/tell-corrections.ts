import type { Text } from '#science/refusal.ts'
import type { Value } from '#record/records/value.ts'
import { valueWords } from '#record/records/value-words.ts'
import type { Template } from '#record/templates/template.ts'
import type { Finding } from '#stewardship/exchange/finding.ts'
import { CORRECTION_KEPT, REVISED_SINCE } from '#stewardship/exchange/finding-kind.ts'
import type { KeptFindings } from '#stewardship/exchange/kept-findings.ts'
import type { Recipe } from '#stewardship/exchange/recipe.ts'
import type { Corrected } from '../records/draft-batch.ts'
import type { Correction } from '../records/take-draft.ts'

/**
 * Adds to the findings of a file, for each value that a person has corrected in the hub, what the file and the hub say of it and who
 * corrected it when: `record.revised_since` where the file has changed it too, `record.correction_kept` where it has not.
 */
export function correctionsTo(kept: KeptFindings, recipe: Recipe | null): (corrected: Corrected) => void {
  return ({ key, name, line, template, contested, kept: corrections }) => {
    const tell = (correction: Correction, code: string, words: (of: Told) => Text) => {
      const told = toldOf(correction, template)
      kept.add({
        severity: 'remark', code, line, column: recipe && headerOf(recipe, key, correction.name), value: told.value, ...(told.unit && { unit: told.unit }), text: words(told),
      } satisfies Finding, { records: [{ key, name, line }] })
    }
    for (const each of contested) tell(each, REVISED_SINCE, revisedSince)
    for (const each of corrections) tell(each, CORRECTION_KEPT, correctionKept)
  }
}

type Told = { readonly label: Text; readonly hub: Text | null; readonly file: Text | null; readonly value: string | null; readonly unit: string | null; readonly by: string; readonly day: string }

function toldOf({ name, hub, file, by, at }: Correction, { fields }: Template): Told {
  const field = fields.find((each) => each.name === name.replace(/^planned\./, ''))
  const number = isValue(file) && file.type === 'quantity' ? file : null
  const words = said(file)
  return {
    label: field?.label ?? MEMBERS[name] ?? { en: name, ko: name }, hub: said(hub), file: words,
    value: number ? (number.written ?? String(number.value)) : (words?.en ?? null), unit: number && number.unit !== '1' ? number.unit : null,
    by, day: at.toISOString().slice(0, 10),
  }
}

/** The file's column that a field of a draft is read from; a key begins with the name of its record in the recipe. */
function headerOf({ records, columns }: Recipe, key: string, name: string): string | null {
  const record = records.find(({ as }) => as === key.slice(0, key.indexOf('[')))
  const column = record?.values[name.replace(/^planned\./, '')]
  return column === undefined ? null : (columns[column]?.header.trim() ?? null)
}

function isValue(said: unknown): said is Value {
  return typeof said === 'object' && said !== null && 'type' in said && typeof said.type === 'string'
}

/** What is said of a field or a member in a sentence; null where nothing is. */
function said(of: unknown): Text | null {
  if (of === undefined || of === null) return null
  if (isValue(of)) return valueWords(of)
  return typeof of === 'string' ? { en: of, ko: of } : { en: 'something else', ko: '다른 내용' }
}

const NOTHING: Text = { en: 'nothing', ko: '값 없음' }

function revisedSince({ label, hub, file, by, day }: Told): Text {
  const [theirs, mine] = [hub ?? NOTHING, file ?? NOTHING]
  return {
    en: `${label.en}: the file now says ${mine.en}; the hub says ${theirs.en} since ${by} corrected it on ${day}. `
      + 'What the hub says stays; revise the record if the file is right.',
    ko: `${label.ko}: 파일은 이제 “${mine.ko}”, 허브는 “${theirs.ko}”입니다(${day} ${by} 수정). 허브의 값을 남깁니다. 파일이 맞으면 기록을 개정하십시오.`,
  }
}

function correctionKept({ label, hub, file, by, day }: Told): Text {
  const [theirs, mine] = [hub ?? NOTHING, file ?? NOTHING]
  return {
    en: `${label.en}: the hub says ${theirs.en} since ${by} corrected it on ${day}; the file says ${mine.en} as before.`,
    ko: `${label.ko}: 허브는 “${theirs.ko}”(${day} ${by} 수정), 파일은 전과 같이 “${mine.ko}”입니다.`,
  }
}

const MEMBERS: Readonly<Record<string, Text>> = {
  name: { en: 'Name', ko: '이름' }, source: { en: 'Source', ko: '출처' }, origin: { en: 'Origin', ko: '출처 구분' }, state: { en: 'State', ko: '상태' }, of: { en: 'Measured material', ko: '측정한 소재' },
  inputs: { en: 'Inputs', ko: '투입물' }, outputs: { en: 'Outputs', ko: '산출물' }, trl: { en: 'TRL', ko: 'TRL' }, note: { en: 'Note', ko: '비고' }, template: { en: 'Template', ko: '템플릿' },
}
