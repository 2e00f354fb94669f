import { parseComposition } from '#science/chemistry/composition.ts'
import { readQuantity } from '#science/quantities/read-quantity.ts'
import { Refusal } from '#science/refusal.ts'
import type { Value } from '../records/value.ts'
import type { Field } from '../templates/template.ts'

/**
 * The value of a field that a typed text stands for, as the box of a form reads it; terms are put in the vocabulary's order.
 *
 * Refuses what the readers of quantities and compositions refuse, `field.boolean`, and `edit.not_typed` for curves, tables,
 * files and references.
 */
export function readTyped(field: Field, text: string): Value {
  switch (field.type) {
    case 'quantity': return { type: 'quantity', ...readQuantity(text, field.unit ?? '1') }
    case 'composition': {
      const { written, basis, fractions } = parseComposition(text)
      return { type: 'composition', written, basis, fractions: { ...fractions } }
    }
    case 'terms': return { type: 'terms', terms: inOrder(field, text.split(',').map((term) => term.trim()).filter(Boolean)) }
    case 'text': return { type: 'text', text: text.trim() }
    case 'boolean': return { type: 'boolean', boolean: readBoolean(text.trim().toLowerCase()) }
    default: throw notTyped(field)
  }
}

/** Words that the vocabulary lacks stay behind, for the check against the template to name. */
function inOrder({ vocabulary = [] }: Field, terms: readonly string[]): string[] {
  const place = (term: string) => vocabulary.findIndex((known) => known.term === term) + 1 || vocabulary.length + 1
  return [...terms].sort((a, b) => place(a) - place(b))
}

function readBoolean(text: string): boolean {
  if (['yes', 'true', '예'].includes(text)) return true
  if (['no', 'false', '아니오', '아니요'].includes(text)) return false
  throw new Refusal('field.boolean', {
    en: `“${text}” is neither yes nor no; write one of them.`, ko: `“${text}”은(는) 예도 아니오도 아닙니다. yes나 no로 쓰십시오.`,
  }, { text })
}

function notTyped({ name, label }: Field): Refusal {
  return new Refusal('edit.not_typed', {
    en: `${label.en} (${name}) holds a file, a curve, a table or a reference, which cannot be typed for many records; revise each, or clear it.`,
    ko: `${label.ko}(${name})은(는) 파일·곡선·표·참조이므로 여러 기록에 한꺼번에 입력할 수 없습니다. 하나씩 개정하거나 비우십시오.`,
  }, { field: name })
}
