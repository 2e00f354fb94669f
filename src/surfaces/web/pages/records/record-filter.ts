/** The names under which a record list's filters stand in the address. */
export const FILTERS = [
  'q', 'elements', 'without', 'stage', 'template', 'kind', 'origin', 'text', 'field', 'min', 'max', 'unit',
] as const

export type FilterName = (typeof FILTERS)[number]

/** Filters as they stand in the address; all that are there must hold. */
export type RecordFilter = Readonly<Partial<Record<FilterName, string>>>

/** The filters of an address; other parameters are left alone. */
export function filterOf(query: URLSearchParams): RecordFilter {
  return Object.fromEntries(FILTERS.flatMap((name) => (query.get(name) ? [[name, query.get(name)!]] : [])))
}

/** The filters as the hub takes them: a unit or field alone asks for nothing but that the field is there. */
export function filterQuery(filter: RecordFilter) {
  const { min, max, ...rest } = filter
  return { ...rest, ...(isNumber(min) ? { min: Number(min) } : {}), ...(isNumber(max) ? { max: Number(max) } : {}) }
}

function isNumber(text: string | undefined): boolean {
  return text !== undefined && text.trim() !== '' && Number.isFinite(Number(text))
}

/** The symbols of a comma-separated list. */
export function symbolsOf(list: string | undefined): readonly string[] {
  return (list ?? '').split(',').filter((symbol) => symbol !== '')
}

export type ElementWish = 'must' | 'mustNot' | 'any'

/** What the filter says about an element. */
export function elementWish(filter: RecordFilter, symbol: string): ElementWish {
  if (symbolsOf(filter.elements).includes(symbol)) return 'must'
  return symbolsOf(filter.without).includes(symbol) ? 'mustNot' : 'any'
}

/** The changes of the address that give an element another wish. */
export function withElement(
  filter: RecordFilter,
  symbol: string,
  wish: ElementWish,
): Record<'elements' | 'without', string> {
  const others = (list: string | undefined) => symbolsOf(list).filter((each) => each !== symbol)
  return {
    elements: [...others(filter.elements), ...(wish === 'must' ? [symbol] : [])].join(','),
    without: [...others(filter.without), ...(wish === 'mustNot' ? [symbol] : [])].join(','),
  }
}

/** The wish that a click leads to: any → must → must not → any. */
export function nextWish(wish: ElementWish): ElementWish {
  return wish === 'any' ? 'must' : wish === 'must' ? 'mustNot' : 'any'
}
