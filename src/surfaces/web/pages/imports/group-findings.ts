import { kindKey, kindRank } from '#contract/finding-kind.ts'
import type { FindingKindSchema, FindingSchema } from '#contract/schemas/import.ts'
import type { z } from 'zod'

type Finding = Omit<z.output<typeof FindingSchema>, 'records'>
type Kind = z.output<typeof FindingKindSchema>

/** Findings that say the same of different rows; `count` is of the whole file, `findings` are those that were kept. */
export type FindingGroup<F extends Finding> = Omit<Kind, 'text'> & {
  readonly key: string
  readonly text: F['text']
  /** Whether all of them say it in the same words, as far as that is known. */
  readonly same: boolean
  readonly findings: readonly F[]
}

const keyOf = (kind: Kind) => kindKey({ ...kind, line: kind.lines[0] ?? null })

/** Findings by kind, what a person and the file both changed first, then what was lost; `kinds` counts them over the whole file, where the hub did. */
export function groupFindings<F extends Finding>(findings: readonly F[], kinds: readonly Kind[] = kindsOf(findings)): FindingGroup<F>[] {
  const byKey = Map.groupBy(findings, kindKey)
  return kinds.map((kind) => {
    const mine = byKey.get(keyOf(kind)) ?? []
    return { ...kind, key: keyOf(kind), findings: mine, same: (mine.length === kind.count || kind.code === 'record.left_out') && mine.every(({ text }) => text.en === kind.text.en) }
  })
}

/** What an earlier report does not say: the kinds of the findings that it kept. */
function kindsOf(findings: readonly Finding[]): Kind[] {
  return [...Map.groupBy(findings, kindKey).values()].map(([first, ...others]): Kind => ({
    severity: first!.severity, code: first!.code, column: first!.line === null && others.length > 0 ? null : first!.column, text: first!.text, count: others.length + 1,
    lines: [first!, ...others].flatMap(({ line }) => (line === null ? [] : [line])).slice(0, 5),
  })).toSorted((a, b) => kindRank(a) - kindRank(b) || b.count - a.count)
}
