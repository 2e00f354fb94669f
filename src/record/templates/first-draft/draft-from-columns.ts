import { isCompatible } from '#science/quantities/convert.ts'
import { parseUnit } from '#science/quantities/parse-unit.ts'
import { readHeader } from '#science/quantities/read-header.ts'
import { templateKey } from '../template.ts'
import type { Field, FieldRole, Template } from '../template.ts'
import type { WrittenField } from '../written-template.ts'
import { freeName, inItsLanguage, nameFrom } from './first-draft.ts'
import type { DraftedField, FirstDraft, Guess } from './first-draft.ts'
import { guessType } from './guess-type.ts'

/** What a measurement is usually done under, in names that people give their columns. */
const CONDITIONS = /temp|^t$|pressure|time|duration|rate|atmosphere|gas|frequency|method|instrument|온도|압력|시간|속도|분위기|방법|장비|조건/i

/**
 * A template to begin with, from a sheet's header and some of its rows: a field per column.
 *
 * A column that is called as a field of the hub takes over its name and labels. Types, units, names, labels of the hub and
 * roles are guesses and marked as such.
 */
export function draftFromColumns(header: readonly string[], rows: readonly (readonly string[])[], known: readonly Template[], label: string): FirstDraft {
  const left_out: FirstDraft['left_out'][number][] = []
  const taken = new Set<string>()
  const fields = header.map((written, column): DraftedField => {
    const { label: said, unit, unread } = readHeader(written)
    if (unread !== null) {
      left_out.push({
        en: `“${unread}” in the header “${written}” is no unit that is known; it stays part of the label.`,
        ko: `머리글 “${written}”의 “${unread}”은(는) 알 수 없는 단위여서 표시 이름에 남겨 두었습니다.`,
      })
    }
    const guessed = guessType(rows.map((row) => row[column] ?? ''), unit)
    if (unit !== null && unit !== '1' && guessed.type !== 'quantity') {
      left_out.push({
        en: `“${written}” has the unit ${unit}, but not all of its cells are numbers in it; the unit was left out.`,
        ko: `“${written}”에 단위 ${unit}이(가) 있지만 값이 모두 그 단위의 수는 아니어서 단위를 뺐습니다.`,
      })
    }
    const drafted = draftField(written, said, unit, guessed, known)
    const name = freeName(drafted.field.name || `column_${column + 1}`, taken)
    taken.add(name)
    return { ...drafted, field: { ...drafted.field, name } }
  })
  return { label: inItsLanguage(label), fields, left_out }
}

function draftField(
  written: string, said: string, unit: string | null, { type, from, terms }: ReturnType<typeof guessType>, known: readonly Template[],
): DraftedField {
  const inHub = knownField(said, type, unit, known)
  const role: FieldRole = inHub?.field.role ?? (CONDITIONS.test(said) ? 'condition' : 'result')
  const guesses: Guess[] = [
    { of: 'type', from },
    { of: 'role', from: inHub ? as(inHub) : { en: `the name “${said}”`, ko: `이름 “${said}”` } },
  ]
  if (inHub) guesses.push({ of: 'name', from: as(inHub) }, { of: 'label', from: as(inHub) })
  else guesses.push({ of: 'name', from: { en: `the header “${written}”`, ko: `머리글 “${written}”` } })
  if (type === 'quantity') {
    guesses.push({
      of: 'unit', from: unit === null
        ? { en: 'no unit in the header: a number without one', ko: '머리글에 단위가 없어 단위 없는 수로 봄' }
        : { en: `the header “${written}”`, ko: `머리글 “${written}”` },
    })
  }
  if (type === 'terms') guesses.push({ of: 'vocabulary', from })
  const field: WrittenField = {
    name: inHub?.field.name ?? nameFrom(said), label: inHub?.field.label ?? inItsLanguage(said), type, role, obligation: 'optional',
    ...(type === 'quantity' ? { unit: unit ?? '1' } : {}),
    ...(type === 'terms' ? { vocabulary: terms.map((term) => vocabularyTerm(term, inHub?.field)) } : {}),
    ...(inHub?.field.group ? { group: inHub.field.group } : {}), ...(inHub?.field.iri ? { iri: inHub.field.iri } : {}),
  }
  return { field, guesses }
}

type InHub = { readonly field: Field; readonly template: Template }

function as({ template }: InHub): Guess['from'] {
  return { en: `the field of that name in ${templateKey(template)}`, ko: `${templateKey(template)}의 같은 이름 필드` }
}

/** A field of the hub that is called so, in either language, and holds what the column holds. */
function knownField(said: string, type: Field['type'], unit: string | null, known: readonly Template[]): InHub | null {
  const plain = (text: string) => text.toLowerCase().replace(/[\s_-]+/g, ' ').trim()
  for (const template of known) {
    const field = template.fields.find((each) => (
      each.type === type && [each.name, each.label.en, each.label.ko].some((name) => plain(name) === plain(said))
      && (type !== 'quantity' || isCompatible(parseUnit(unit ?? '1'), parseUnit(each.unit ?? '1')))
    ))
    if (field) return { field, template }
  }
  return null
}

function vocabularyTerm(written: string, field: Field | undefined) {
  const inHub = field?.vocabulary?.find(({ term, label }) => [term, label.en, label.ko].some((each) => each.toLowerCase() === written.toLowerCase()))
  return inHub ?? { term: written, label: inItsLanguage(written) }
}
