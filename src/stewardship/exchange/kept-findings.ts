import type { ConcernedRecord } from './apply-recipe.ts'
import { CORRECTION_KEPT, kindKey, kindRank, REVISED_SINCE, TOLD_OF_A_KIND } from './finding-kind.ts'
import type { FindingKind } from './finding-kind.ts'
import type { Finding } from './finding.ts'

/** What a finding is about: a row, by its number, or records that are known already; neither where it is about the whole file. */
type About = { readonly row?: number; readonly records?: readonly ConcernedRecord[] }

type Kept = { readonly finding: Finding; readonly about: About }

/** The first of a file's findings, and how many there were in all and of each kind. */
export class KeptFindings {
  readonly #most: number
  #kept: Kept[] = []
  readonly #kinds = new Map<string, { finding: Finding; count: number; lines: number[] }>()
  refusedCells = 0
  refusedRecords = 0

  constructor(most: number) {
    this.#most = most
  }

  add(finding: Finding, about: About = {}): void {
    // A record that was left out for want of a value is a finding of its own, without a column.
    if (finding.severity === 'refused' && finding.column === null) this.refusedRecords++
    else if (finding.severity === 'refused') this.refusedCells++
    this.refusedRecords += finding.leavesOut ?? 0
    this.#count(finding)
    this.#kept.push({ finding, about })
    if (this.#kept.length >= 2 * this.#most) this.#kept = this.inOrder()
  }

  #count(finding: Finding): void {
    const key = kindKey(finding)
    const kind = this.#kinds.get(key) ?? { finding, count: 0, lines: [] }
    this.#kinds.set(key, kind)
    kind.count++
    if (finding.line !== null && kind.lines.length < TOLD_OF_A_KIND && !kind.lines.includes(finding.line)) kind.lines.push(finding.line)
  }

  /** What was found, a kind at a time, by {@link kindRank}, and of one rank the most frequent first. */
  kinds(): FindingKind[] {
    return [...this.#kinds.values()]
      .map(({ finding: { severity, code, column, line, text }, count, lines }) => ({
        severity, code, column: (line === null || code === CORRECTION_KEPT) && count > 1 ? null : column, text, count, lines: lines.toSorted((a, b) => a - b),
      }))
      .toSorted((a, b) => kindRank(a) - kindRank(b) || b.count - a.count)
  }

  /**
   * What a person and the file have both changed comes first. Then by line, those of one line in the order in which they were added; those
   * about the whole file come last.
   *
   * The first of each kind are among them, then the first of all: adding others never brings in one that was left out.
   */
  inOrder(): Kept[] {
    const line = ({ finding }: Kept) => (finding.code === REVISED_SINCE ? -Infinity : (finding.line ?? Infinity))
    const sorted = this.#kept.toSorted((a, b) => (line(a) === line(b) ? 0 : line(a) - line(b)))
    if (sorted.length <= this.#most) return sorted
    const counts = new Map<string, number>()
    const isFirst = sorted.map(({ finding }) => {
      const nth = (counts.get(kindKey(finding)) ?? 0) + 1
      counts.set(kindKey(finding), nth)
      return nth <= TOLD_OF_A_KIND
    })
    let others = this.#most - isFirst.filter(Boolean).length
    return sorted.filter((_, index) => isFirst[index] || others-- > 0).slice(0, this.#most)
  }
}
