import type { ConcernedRecord } from './apply-recipe.ts'
import type { Finding } from './finding.ts'

/** What a finding is about: a row, by its number, or records that are known already; neither where it is about the whole file. */
type About = { readonly row?: number; readonly records?: readonly ConcernedRecord[] }

type Kept = { readonly finding: Finding; readonly about: About }

/** The first of a file's findings by line, and how many there were in all. */
export class KeptFindings {
  readonly #most: number
  #kept: Kept[] = []
  refusedCells = 0
  refusedRecords = 0

  constructor(most: number) {
    this.#most = most
  }

  add(finding: Finding, about: About = {}): void {
    // A record that was left out for want of a value is a finding of its own, without a column.
    if (finding.severity === 'refused' && finding.column === null) this.refusedRecords++
    else if (finding.severity === 'refused') this.refusedCells++
    this.#kept.push({ finding, about })
    if (this.#kept.length >= 2 * this.#most) this.#kept = this.inOrder()
  }

  /** By line, those of one line in the order in which they were added; those about the whole file come last. */
  inOrder(): Kept[] {
    const line = ({ finding }: Kept) => finding.line ?? Infinity
    return this.#kept.toSorted((a, b) => (line(a) === line(b) ? 0 : line(a) - line(b))).slice(0, this.#most)
  }
}
