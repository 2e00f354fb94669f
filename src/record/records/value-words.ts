import { formulaText } from '#science/chemistry/formula-parts.ts'
import { formatQuantity } from '#science/quantities/format-quantity.ts'
import type { Text } from '#science/refusal.ts'
import type { Value } from './value.ts'

/** A value in a sentence: `290 MPa`, `Fe0.7Ni0.3`, `FCC, BCC`; of what holds more than a line, what it is. */
export function valueWords(value: Value): Text {
  switch (value.type) {
    case 'quantity': return { en: formatQuantity(value, 'en'), ko: formatQuantity(value, 'ko') }
    case 'composition': return alike(formulaText(value.written) + (value.basis === 'mass' ? ' (wt.%)' : ''))
    case 'terms': return alike(value.terms.join(', '))
    case 'text': return alike(value.text.replace(/\s+/g, ' '))
    case 'boolean': return value.boolean ? { en: 'yes', ko: '예' } : { en: 'no', ko: '아니요' }
    case 'file': case 'image': case 'structure': return alike(value.name)
    case 'reference': return 'record' in value.to ? { en: 'another record', ko: '다른 기록' } : alike('doi' in value.to ? `doi:${value.to.doi}` : value.to.url)
    case 'curve': return { en: `a curve of ${value.points ?? 0} points`, ko: `점 ${value.points ?? 0}개의 곡선` }
    case 'table': return { en: `a table of ${value.rows.length} rows`, ko: `${value.rows.length}행의 표` }
  }
}

function alike(text: string): Text {
  return { en: text, ko: text }
}
