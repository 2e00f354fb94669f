import type { z } from 'zod'
import type { ModelCardSchema } from '#contract/schemas/model.ts'
import type { DifferenceSchema } from '#contract/schemas/model-reading.ts'
import type { Bar } from '../../../plots/Bars.svelte'

type Difference = Pick<z.infer<typeof DifferenceSchema>, 'by_stage' | 'by_template'>
type Inputs = z.infer<typeof ModelCardSchema>['inputs']

/** Words for what stands in a difference as a name, and the colour of a stage. */
export type Words = { stage(name: string): string; template(name: string): string; colour(stage: string): string }

/** Parts of a difference as bars: each stage, the largest first, and below it its templates where it has several. */
export function differenceBars({ by_stage, by_template }: Difference, inputs: Inputs, words: Words): Bar[] {
  const bySize = <Part extends { value: number }>(parts: readonly Part[]) => parts.toSorted((a, b) => Math.abs(b.value) - Math.abs(a.value))
  const stageOf = new Map(inputs.map(({ template, stage }) => [template ?? '', stage ?? '']))
  return bySize(by_stage).flatMap(({ name, value }) => {
    const below = bySize(by_template).filter((part) => (stageOf.get(part.name) ?? '') === name)
    return [
      { key: `stage ${name}`, label: words.stage(name), value, colour: words.colour(name), depth: 0 },
      ...(below.length < 2 ? [] : below.map((part) => (
        { key: `template ${part.name}`, label: words.template(part.name), value: part.value, colour: words.colour(name), depth: 1 }))),
    ]
  })
}
