import { parseComposition } from '#science/chemistry/composition.ts'
import { isCompatible } from '#science/quantities/convert.ts'
import { parseUnit } from '#science/quantities/parse-unit.ts'
import { parseQuantity } from '#science/quantities/quantity.ts'
import { Refusal } from '#science/refusal.ts'
import type { Field, Term } from '#record/templates/template.ts'
import type { ColumnHeader } from './read-column-header.ts'
import type { SheetColumn } from './sheet-column.ts'

/** Of the cells read, how many must be what the field takes that the header names; the rest are slips, and become findings. */
const MOST_OF = 0.5
const MOST_WORDS = 60
/** What a sheet may part terms by, the surest first. */
const SPLITTERS = ['+', ';', ',', '/', '|']
/** `C` is the coulomb and `H` the henry; beside a temperature or a time nothing but these can be meant. */
const BESIDE: Readonly<Record<string, string>> = { C: '°C', c: '°C', F: '°F', deg: '°C', degC: '°C', H: 'h', M: 'min', S: 's' }

/** The unit of a column for a field: as its header says, null where it says none, undefined where it says one that does not compare. */
export function unitFor(field: Field, header: ColumnHeader): string | null | undefined {
  const said = header.unit
  if (said === null) {
    if (field.unit === '1') return '1'
    // `HV` is a hardness and its unit.
    const isItsUnit = field.unit !== undefined && field.unit.length > 1 && header.label.split(/[^\p{L}\p{N}]+/u).includes(field.unit)
    return isItsUnit ? field.unit! : null
  }
  return meantUnit(field, said) ?? undefined
}

/** The unit that a text means beside a field; null where none that compares. */
export function meantUnit(field: Pick<Field, 'unit'>, said: string): string | null {
  return [said, ...(Object.hasOwn(BESIDE, said) ? [BESIDE[said]!] : [])].find((unit) => compares(unit, field.unit ?? '1')) ?? null
}

function compares(unit: string, with_: string): boolean {
  return isTaken(() => {
    if (!isCompatible(parseUnit(unit), parseUnit(with_))) throw new Refusal('unit', { en: unit, ko: unit })
  })
}

/** Whether the cells are what the field takes; a column without a filled cell may be anything. */
export function cellsFit(field: Field, { cells, numbers, formulas }: Pick<SheetColumn, 'cells' | 'numbers' | 'formulas'>, unit: string | null): boolean {
  switch (field.type) {
    case 'quantity': return most(numbers, (cell) => isTaken(() => parseQuantity(cell, unit ?? field.unit ?? '1')))
    case 'composition': return most(formulas, isComposition)
    case 'terms': return !most(numbers, (cell) => Number.isFinite(Number(cell))) || cells.length === 0
    case 'text': return true
    default: return false
  }
}

export function isComposition(cell: string): boolean {
  return isTaken(() => parseComposition(cell, 'amount'))
}

/** Whether nearly all cells are formulas, and not words that can be read as one. */
export function areFormulas(cells: readonly string[]): boolean {
  const isFormula = (cell: string) => /\d|^\S*[a-z]\S*$/.test(cell) && /[A-Z].*[A-Z]/.test(cell) && isComposition(cell)
  return cells.filter(isFormula).length >= cells.length * 0.9
}

/** Elements that make a compound of metals a ceramic where much of them is in it; silicon and boron alloy. */
const NOT_METALS = new Set(['H', 'He', 'C', 'N', 'O', 'F', 'Ne', 'P', 'S', 'Cl', 'Ar', 'Se', 'Br', 'Kr', 'I', 'Xe', 'At', 'Rn'])
/** Steels have up to some 0.1 of carbon and nitrogen in atoms; carbides, nitrides and oxides begin at a third. */
const METAL_FROM = 0.8

/** A handful of elements or slips in a long sheet do not change what it is a sheet of. */
const NEARLY_ALL = 0.95

/** What nearly all of the compositions are of, and how many those are; null where that cannot be said. */
export function sortOfMatter(cells: readonly string[]): { readonly sort: 'metals' | 'ceramics'; readonly n: number; readonly of: number } | null {
  const read = cells.filter(isComposition)
  const sorts = read.map(sortOf)
  for (const sort of ['metals', 'ceramics'] as const) {
    const n = sorts.filter((each) => each === sort).length
    if (n > 0 && n >= read.length * NEARLY_ALL) return { sort, n, of: read.length }
  }
  return null
}

function sortOf(written: string): 'metals' | 'ceramics' | 'organic' {
  const elements = Object.entries(parseComposition(written, 'amount').fractions)
  const has = (symbol: string) => elements.some(([element]) => element === symbol)
  const metal = elements.filter(([element]) => !NOT_METALS.has(element)).reduce((sum, [, fraction]) => sum + fraction, 0)
  if (metal >= METAL_FROM) return 'metals'
  return metal === 0 || (has('C') && has('H')) ? 'organic' : 'ceramics'
}

/** The words of a column in order of appearance, and by what its cells are parted where they hold several. */
export function wordsOf(field: Pick<Field, 'several' | 'vocabulary'> | null, cells: readonly string[]): { words: string[]; split: string | null } {
  const split = field?.several ? (SPLITTERS.find((each) => cells.some((cell) => cell.includes(each) && termOf(field.vocabulary ?? [], cell) === null)) ?? null) : null
  const words = [...new Set(cells.flatMap((cell) => (split === null ? [cell] : cell.split(split).map((word) => word.trim()))))]
  return { words: words.length > MOST_WORDS ? [] : words, split }
}

/** The term that a word surely means: the term itself, a label of it, or the only one that begins with it. */
export function termOf(vocabulary: readonly Term[], word: string): string | null {
  const plain = (text: string) => text.toLowerCase().replace(/[\s_.-]+/g, '')
  const own = vocabulary.find(({ term, label }) => [term, label.en, label.ko].some((each) => plain(each) === plain(word)))
  if (own) return own.term
  const beginning = vocabulary.filter(({ term, label, catch_all }) => (
    catch_all !== true && plain(word) !== '' && [term, label.en, label.ko].some((each) => plain(each).startsWith(plain(word)))
  ))
  return beginning.length === 1 ? beginning[0]!.term : null
}

export function isTaken(read: () => unknown): boolean {
  try {
    read()
    return true
  } catch (error) {
    if (error instanceof Refusal) return false
    throw error
  }
}

function most(cells: readonly string[], is: (cell: string) => boolean): boolean {
  return cells.filter(is).length >= cells.length * MOST_OF
}
