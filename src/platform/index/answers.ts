import { DOUBLE } from '@duckdb/node-api'
import type { DuckDBConnection, DuckDBType, DuckDBValue } from '@duckdb/node-api'

/** Answers kept until the next change: whoever looks at the same page gets the same numbers. */
const KEPT = 300
const LONGEST_KEPT = 100_000
/** An answer that may be old is given again for this many times as long as it took to find; a quick one never. */
const REST = 20
const QUICK_MS = 100

/** `once`: what nobody asks a second time, such as the pages of an export, is not kept. */
export type Keep = 'may be old' | 'once'

/** Answers to questions in SQL, by whichever reader is free. */
export type Answers = {
  to<Row>(sql: string, parameters: readonly unknown[], keep?: Keep): Promise<Row[]>
  /** Something has changed: from now on everything is asked again, but for what may be old. */
  forget(): void
}

export function openAnswers(readers: readonly DuckDBConnection[]): Answers {
  let kept = new Map<string, Promise<unknown[]>>()
  const resting = new Map<string, Promise<unknown[]>>()
  const idle = [...readers]
  const queue: ((reader: DuckDBConnection) => void)[] = []

  async function ask(sql: string, parameters: readonly unknown[]): Promise<unknown[]> {
    const reader = idle.pop() ?? await new Promise<DuckDBConnection>((resolve) => queue.push(resolve))
    try {
      return (await reader.runAndReadAll(sql, parameters as DuckDBValue[], parameters.map(typeOf) as DuckDBType[])).getRowObjectsJS().map(withPlainNumbers)
    } finally {
      const next = queue.shift()
      if (next) next(reader)
      else idle.push(reader)
    }
  }

  return {
    to<Row>(sql: string, parameters: readonly unknown[], keep?: Keep) {
      if (keep === 'once') return ask(sql, parameters) as Promise<Row[]>
      const key = `${sql}\n${JSON.stringify(parameters)}`
      const held = kept.get(key) ?? (keep === undefined ? undefined : resting.get(key))
      if (held) return held as Promise<Row[]>
      const started = performance.now()
      const answers = kept
      const answer = ask(sql, parameters)
      if (answers.size >= KEPT) answers.delete(answers.keys().next().value!)
      answers.set(key, answer)
      answer.then(({ length }) => {
        if (length > LONGEST_KEPT) answers.delete(key)
        const took = performance.now() - started
        if (keep === undefined || took < QUICK_MS) return
        resting.set(key, answer)
        setTimeout(() => resting.delete(key), REST * took).unref()
      }, () => answers.delete(key))
      return answer as Promise<Row[]>
    },
    forget() {
      kept = new Map()
    },
  }
}

/** Counts come as BIGINT; no hub holds 2⁵³ of anything. */
function withPlainNumbers(row: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, typeof value === 'bigint' ? Number(value) : value]))
}

/** DuckDB takes a whole number for one of 64 bits; a carrier density of 1e25 1/m³ is none. */
function typeOf(parameter: unknown): DuckDBType | undefined {
  return typeof parameter === 'number' && Number.isInteger(parameter) && !Number.isSafeInteger(parameter) ? DOUBLE : undefined
}
