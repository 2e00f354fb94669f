import { StageSchema } from '#contract/schemas/record.ts'
import { m } from '../messages/compiled/messages.js'

/** The five stages in their order. */
export const STAGES = StageSchema.options

export type Stage = (typeof STAGES)[number]

/** The name of a stage in the reader's language. */
export function stageLabel(stage: Stage): string {
  switch (stage) {
    case 'design': return m.stage_design()
    case 'property': return m.stage_property()
    case 'processability': return m.stage_processability()
    case 'fabrication': return m.stage_fabrication()
    case 'performance': return m.stage_performance()
  }
}

/** The CSS colour of a stage; grey where there is none. */
export function stageColour(stage: string | null): string {
  return (STAGES as readonly string[]).includes(stage ?? '') ? `var(--stage-${stage})` : 'var(--ink-faint)'
}
