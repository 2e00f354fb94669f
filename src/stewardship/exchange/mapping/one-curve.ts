import { isCompatible } from '#science/quantities/convert.ts'
import { parseUnit } from '#science/quantities/parse-unit.ts'
import type { Field, Template } from '#record/templates/template.ts'
import { pointForComma } from '../decimal-comma.ts'
import type { RecipeFile } from '../recipe.ts'
import { NAME_WORDS, PLAIN_NAME_WORDS } from './field-words.ts'
import { readColumnHeader } from './read-column-header.ts'

/** A curve of fewer points is told from a table of numbers by nobody. */
const FEWEST_ROWS = 100
/** What is drawn over is different from point to point, but for an instrument's last digit. */
const DIFFERENT = 0.9
/** Of an instrument’s steps, those that its noise turns back. */
const TURNED_BACK = 0.02
/** Headers of columns that count rows, also of a table from which rows were taken out. */
const COUNTERS = new Set(['index', 'no', 'no.', 'nr', 'nr.', '#', 'number', 'row', 'entry', '번호', '순번', '(a)', ''])
/** States of an instrument: charging, resting. */
const MOST_WORDS = 10
const NUMERAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/
/** `00:12:30`, `2022-05-18 16:27:52`. */
const CLOCK = /^(?:\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}[ T])?\d+:\d{2}(?::\d{2}(?:\.\d+)?)?$/

type Column = { readonly header: string; readonly kind: 'numbers' | 'clock' | 'words'; readonly cells: readonly string[] }

/**
 * Whether a sheet seems to be one curve, as an instrument writes it, and not a table of things: many rows, only numbers in them (and,
 * beside a clock, an instrument's states), no column that names things, and one that rises or falls throughout (but for a
 * little noise). A column that counts the rows does not count.
 */
export function seemsOneCurve(header: readonly string[], rows: readonly (readonly string[])[], reading: RecipeFile): boolean {
  if (rows.length < FEWEST_ROWS || reading.kind === 'folder') return false
  const names = new Set([...NAME_WORDS, ...PLAIN_NAME_WORDS])
  if (header.some((text) => names.has(text.trim().toLowerCase()))) return false
  const columns = header.map((text, place) => columnOf(text.trim().toLowerCase(), rows.map((cells) => (cells[place] ?? '').trim()).filter((cell) => !reading.missing.includes(cell) && cell !== ''), reading))
  const filled = columns.filter((column) => column !== 'empty')
  if (filled.includes('other')) return false
  const known = filled as Column[]
  if (known.some(({ kind }) => kind === 'words') && !known.some(({ kind }) => kind === 'clock')) return false
  return known.filter(({ kind }) => kind === 'numbers').length >= 2 && known.some(isDrawnOver)
}

function columnOf(header: string, cells: readonly string[], reading: RecipeFile): Column | 'empty' | 'other' {
  if (cells.length === 0) return 'empty'
  const numbers = reading.kind === 'csv' && reading.decimal === ',' ? cells.map((cell) => pointForComma(cell)).map((read) => (typeof read === 'string' ? read : '')) : cells
  if (numbers.every((cell) => NUMERAL.test(cell))) return { header, kind: 'numbers', cells: numbers }
  if (cells.every((cell) => CLOCK.test(cell))) return { header, kind: 'clock', cells }
  return new Set(cells).size <= MOST_WORDS ? { header, kind: 'words', cells } : 'other'
}

function isDrawnOver({ header, kind, cells }: Column): boolean {
  if (kind === 'words' || COUNTERS.has(header) || cells.length < FEWEST_ROWS || new Set(cells).size < DIFFERENT * cells.length) return false
  const values = kind === 'numbers' ? cells.map(Number) : cells
  const steps = (turns: (one: string | number, next: string | number) => boolean) => values.filter((value, index) => index > 0 && turns(values[index - 1]!, value)).length
  if (values.every((value, index) => value === Number(values[0]) + index) && (values[0] === 0 || values[0] === 1)) return false
  return Math.min(steps((one, next) => one < next), steps((one, next) => one > next)) <= TURNED_BACK * values.length
}

/** A curve field of a measurement’s template, and whether a sheet’s header speaks of its x and of a y. */
export type CurveField = { readonly template: string; readonly field: string; readonly fits: boolean }

/** The curve fields that measurements have, those first whose axes the header names or gives the units of; the newest version of each template. */
export function curveFields(header: readonly string[], templates: Iterable<Template>): CurveField[] {
  const columns = header.map(readColumnHeader).map(({ label, unit }) => ({ label: plain(label), unit }))
  const newest = new Map<string, Template>()
  for (const each of templates) if (each.version >= (newest.get(each.template)?.version ?? 0)) newest.set(each.template, each)
  return [...newest.values()]
    .filter(({ kind }) => kind === 'measurement')
    .flatMap((template) => template.fields.filter(({ type }) => type === 'curve').map((field) => ({ template: template.template, field: field.name, fit: fitOf(field, columns) })))
    .toSorted((a, b) => b.fit - a.fit || (a.template < b.template ? -1 : 1))
    .map(({ template, field, fit }) => ({ template, field, fits: fit > 0 }))
}

/** Two for an axis that is named, one for one whose unit stands there; nothing where x has neither or no y has. */
function fitOf({ axes = [] }: Field, columns: readonly { readonly label: string; readonly unit: string | null }[]): number {
  const fits = axes.map(({ name, label, unit }) => {
    const names = [name, label.en, label.ko].map(plain)
    if (columns.some((column) => names.includes(column.label))) return 2
    // A number without a unit compares with every other, and tells nothing.
    return unit !== '1' && columns.some((column) => column.unit !== null && column.unit !== '1' && isCompatible(parseUnit(column.unit), parseUnit(unit))) ? 1 : 0
  })
  const [x = 0, ...ys] = fits
  return x === 0 || !ys.some((fit) => fit > 0) ? 0 : fits.reduce((sum: number, fit) => sum + fit, 0)
}

function plain(text: string): string {
  return text.toLowerCase().replaceAll('_', ' ').replace(/\s+/g, ' ').trim()
}
