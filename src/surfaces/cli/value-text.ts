import type { z } from 'zod'
import { formulaText } from '#science/chemistry/formula-parts.ts'
import { formatBytes } from '#science/quantities/format-bytes.ts'
import { formatQuantity } from '#science/quantities/format-quantity.ts'
import type { Language } from '#science/refusal.ts'
import { count, figure, plainNumber } from './number-text.ts'
import type { RecordSchema, SourceSchema, ValueSchema } from '#contract/schemas/record.ts'
import type { CellSchema } from '#contract/schemas/table.ts'

type Value = z.infer<typeof ValueSchema>
type Source = z.infer<typeof SourceSchema>

/** What a field holds, for people; a composition as it was written, but for amounts of 1. */
export function valueText(value: Value, language: Language): string {
  switch (value.type) {
    case 'quantity': return formatQuantity(value, language)
    case 'composition': return formulaText(value.written) + (value.basis === 'mass' ? ' (wt.%)' : '')
    case 'terms': return value.terms.join(', ')
    case 'text': return value.text.replace(/\s+/g, ' ')
    case 'file': case 'image': return fileText(value, language)
    case 'structure': return structureText(value)
    case 'reference': return referenceText(value)
    case 'curve': return curveText(value, language)
    case 'table': return tableText(value, language)
    case 'boolean': return { en: ['no', 'yes'], ko: ['아니요', '예'] }[language][Number(value.boolean)]!
  }
}

/** `EBSD.png, 2 MB, 1024 × 768`: what a file is called, how large it is, and where it is kept if not here. */
function fileText(value: Extract<Value, { type: 'file' | 'image' }>, language: Language): string {
  const { name, size } = value
  if (value.type === 'file' && value.address !== undefined) {
    const where = { en: `kept elsewhere: ${value.address}`, ko: `다른 곳에 보관: ${value.address}` }[language]
    return [name, ...(size === undefined ? [] : [formatBytes(size, language)]), where].join(', ')
  }
  const pixels = value.type === 'image' && value.width !== undefined ? [`${value.width} × ${value.height}`] : []
  return [name, ...(size === undefined ? [] : [formatBytes(size, language)]), ...pixels].join(', ')
}

/** `Se · P 31 2 1 · a 4.3125(3) …`: what a CIF file states. */
function structureText({ name, formula, space_group, cell, volume }: Extract<Value, { type: 'structure' }>): string {
  const { a, b, c, alpha, beta, gamma } = cell ?? {}
  const numbers = Object.entries({ a, b, c, alpha, beta, gamma, V: volume }).flatMap(
    ([sign, quantity]) => (quantity ? [`${sign} ${quantity.written ?? quantity.value} ${quantity.unit}`] : []),
  )
  return [formula, space_group, numbers.join(', '), name].filter(Boolean).join(' · ')
}

function referenceText({ to, title }: Extract<Value, { type: 'reference' }>): string {
  const target = 'doi' in to ? `doi:${to.doi}` : 'url' in to ? to.url : to.record
  return title ? `${title} (${target})` : target
}

function shortText(value: Value, language: Language): string {
  return value.type === 'curve' ? pointsText(value, language) : valueText(value, language)
}

function pointsText({ points }: Extract<Value, { type: 'curve' }>, language: Language): string {
  return `${count(points ?? 0, language)} ${{ en: 'points', ko: '점' }[language]}`
}

/** `strain −0.1…12 % × stress 0…310 MPa, 302 points`: what a curve spans. */
function curveText(curve: Extract<Value, { type: 'curve' }>, language: Language): string {
  const spans = curve.axes.map(({ name, unit, low, high }) => {
    const span = low === undefined ? '' : ` ${figure(low)}…${figure(high)}`
    return `${name}${span}${unit === '1' ? '' : ` ${unit}`}`
  })
  return `${spans.join(' × ')}, ${pointsText(curve, language)}`
}

/** `3 columns × 12 rows`: how large a small table is; `--json` has its cells. */
function tableText({ columns, rows }: Extract<Value, { type: 'table' }>, language: Language): string {
  if (language === 'ko') return `${count(columns.length, language)}열 × ${count(rows.length, language)}행`
  const counted = (n: number, noun: string) => `${count(n, language)} ${noun}${n === 1 ? '' : 's'}`
  return `${counted(columns.length, 'column')} × ${counted(rows.length, 'row')}`
}

/**
 * A value with where it comes from or where the whole of it is, for a list of one record's values; `files` says of
 * each file where it is.
 */
export function fullValueText(value: Value, language: Language, files: z.infer<typeof RecordSchema>['files']): string {
  const text = valueText(value, language)
  const state = 'sha256' in value ? files[value.sha256] : value.type === 'curve' ? files[value.data ?? ''] : undefined
  if (state === 'elsewhere' || state === 'deleted') {
    const where = { elsewhere: { en: 'not in this hub', ko: '이 허브에 없음' }, deleted: { en: 'deleted for privacy or law', ko: '개인정보 보호·법적 사유로 삭제됨' } }[state]
    return `${text} · ${where[language]} · SHA-256 ${'sha256' in value ? value.sha256 : 'data' in value ? value.data : ''}`
  }
  if (value.type === 'curve') return `${text} · sojae file get ${value.data}`
  if ('sha256' in value) return `${text} · sojae file get ${value.sha256}`
  if (value.type !== 'quantity') return text
  if (value.calculated_from) {
    const names = value.calculated_from.join(', ')
    return `${text} ${{ en: `(calculated from ${names})`, ko: `(${names}에서 계산)` }[language]}`
  }
  if (value.from_curve === undefined) return text
  return `${text} ${{ en: `(from the curve ${value.from_curve})`, ko: `(곡선 ${value.from_curve}에서 계산)` }[language]}`
}

/** `field value` of several fields on one line. */
export function valuesText(values: Readonly<Record<string, Value>>, language: Language): string {
  return Object.entries(values).map(([field, value]) => `${field} ${shortText(value, language)}`).join(' · ')
}

/** Where a record was taken from: its DOI, its database, or own work. */
export function sourceText(source: Source, language: Language): string {
  if (source.kind === 'own') return { en: 'own work', ko: '자체 연구' }[language]
  if (source.kind === 'literature') return `doi:${source.doi}${source.year === undefined ? '' : ` (${source.year})`}`
  return [source.name, source.identifier].filter(Boolean).join(' ')
}

/** A cell of a table in the unit of its column: `<3`, `10–20`, a formula; nothing where nothing is known. */
export function cellText(cell: z.infer<typeof CellSchema>): string {
  if (cell === null) return ''
  if (typeof cell.value !== 'number') return formulaText(cell.value)
  return `${cell.bound ?? ''}${plainNumber(cell.value)}${cell.high === undefined ? '' : `–${plainNumber(cell.high)}`}`
}
