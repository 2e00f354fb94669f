import type { z } from 'zod'
import { StageSchema } from '#contract/schemas/record.ts'
import type { ModelCardSchema } from '#contract/schemas/model.ts'
import type { Bar } from '../../plots/Bars.svelte'

type Card = z.infer<typeof ModelCardSchema>

type Entry = Card['contributions']['by_stage'][number]

/** Words for what stands in a card as a name. */
export type Words = {
  stage(stage: string | null): string
  template(template: string | null): string
  column(name: string): string
}

/**
 * The card's contributions as bars: each stage, below it its templates, below those its columns, largest first.
 *
 * A template with a single column is drawn as that column, because two equal bars say nothing more.
 */
export function contributionBars(card: Pick<Card, 'contributions' | 'inputs'>, words: Words): Bar[] {
  const { by_column, by_template, by_stage } = card.contributions
  const colour = (stage: string | null) => (stage ? `var(--stage-${stage})` : 'var(--ink-faint)')
  const place = new Map(card.inputs.map((input) => [input.name, input]))
  const stages = [...new Set(card.inputs.map((input) => input.stage))]
  const entryOf = (list: readonly Entry[], name: string | null) => list.find((entry) => entry.name === (name ?? ''))
  const columnsOf = (stage: string | null, template: string | null) =>
    by_column.filter(({ name }) => place.get(name)?.stage === stage && place.get(name)?.template === template)

  return stages
    .map((stage) => {
      const templates = [...new Set(card.inputs.filter((input) => input.stage === stage).map((input) => input.template))]
      const below = templates
        .map((template) => ({ template, columns: columnsOf(stage, template).sort((a, b) => b.value - a.value) }))
        .map((group) => ({ ...group, ...(entryOf(by_template, group.template) ?? total(group.columns)) }))
        .sort((a, b) => b.value - a.value)
      return { below, ...(entryOf(by_stage, stage) ?? total(below)), stage }
    })
    .sort((a, b) => b.value - a.value || order(a.stage) - order(b.stage))
    .flatMap(({ stage, below, value, sd }) => [
      { key: `stage ${stage}`, label: words.stage(stage), value, sd, colour: colour(stage), depth: 0 },
      ...below.flatMap(({ template, columns, ...together }) => [
        ...(columns.length > 1
          ? [{ key: `template ${stage} ${template}`, label: words.template(template), value: together.value, sd: together.sd, colour: colour(stage), depth: 1 }]
          : []),
        ...columns.map((column) => ({
          key: `column ${column.name}`, label: words.column(column.name), value: column.value, sd: column.sd,
          colour: colour(stage), depth: columns.length > 1 ? 2 : 1,
        })),
      ]),
    ])
}

/** Together what the parts are, for a card that does not say; spreads of separate shuffles add in squares. */
function total(parts: readonly { value: number; sd: number }[]): { value: number; sd: number } {
  return { value: parts.reduce((sum, { value }) => sum + value, 0), sd: Math.hypot(...parts.map(({ sd }) => sd)) }
}

function order(stage: string | null): number {
  const place = StageSchema.options.findIndex((option) => option === stage)
  return place < 0 ? StageSchema.options.length : place
}
