/** What stands beside a sheet that its cells may name. */
export type Beside = {
  /** By place of the column: whose records its cells name, the most first. */
  readonly records: ReadonlyMap<number, readonly NamedRecords[]>
  /** Paths of the folder in which the sheet came; none where it came alone. */
  readonly paths: readonly string[]
  /** The folder in which all of them lie, which a path may leave out. */
  readonly top: string
}

/** A material template, and how many of a column's different texts are names of its records. */
export type NamedRecords = { readonly template: string; readonly n: number; readonly of: number }

export const NOTHING_BESIDE: Beside = { records: new Map(), paths: [], top: '' }

/** Of a column's different texts, how many must name a record or a file for the column to be taken to do so. */
const MOST_OF = 0.5
const MOST_TEXTS = 500

/** The different texts of a column that may be names: those of a column of numbers are none. */
export function textsThatName(cells: readonly string[]): string[] {
  const texts = [...new Set(cells)].slice(0, MOST_TEXTS)
  return texts.every((text) => Number.isFinite(Number(text))) ? [] : texts
}

/** Those whose records a column surely names. */
export function mostlyNamed(named: readonly NamedRecords[]): NamedRecords[] {
  return named.filter(({ n, of }) => n > 0 && n >= of * MOST_OF)
}

/** The paths that a column's cells are with one folder and one ending around them; null where too few are. */
export function pathAround(cells: readonly string[], { paths, top }: Beside): { readonly path: string; readonly n: number; readonly of: number } | null {
  const texts = [...new Set(cells)].slice(0, MOST_TEXTS)
  if (texts.length === 0 || paths.length === 0) return null
  const wanted = new Set(texts)
  const counts = new Map<string, number>()
  for (const whole of paths) {
    const path = whole.startsWith(top) ? whole.slice(top.length) : whole
    for (const [text, pattern] of wordsIn(path)) if (wanted.has(text)) counts.set(pattern, (counts.get(pattern) ?? 0) + 1)
  }
  const [best] = [...counts].toSorted((a, b) => b[1] - a[1])
  return best && best[1] >= texts.length * MOST_OF ? { path: best[0], n: best[1], of: texts.length } : null
}

/** What of a path a cell may hold: the path or the end of it, with or without its ending; each with what is around it. */
function* wordsIn(path: string): Generator<readonly [text: string, pattern: string]> {
  const dot = path.lastIndexOf('.')
  const ending = dot > path.lastIndexOf('/') + 1 ? path.slice(dot) : ''
  for (let from = 0; ; from = path.indexOf('/', from) + 1) {
    const before = path.slice(0, from)
    yield [path.slice(from), `${before}{}`]
    if (ending !== '') yield [path.slice(from, -ending.length), `${before}{}${ending}`]
    if (path.indexOf('/', from) < 0) return
  }
}
