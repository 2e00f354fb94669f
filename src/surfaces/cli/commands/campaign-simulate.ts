import type { Asked, Outcome } from '../command.ts'
import { simulateCsv } from '../host/simulate-csv.ts'
import { createProgressLine } from '../progress-line.ts'
import { simulationText } from '../simulation-text.ts'
import type { simulateOptions } from './campaign.ts'

const REPLAYING = { en: 'Replaying', ko: '재현' }

/** Replays the planning of experiments on a CSV file of experiments that were all made; needs no hub. */
export async function run({ argument, options, language }: Asked<typeof simulateOptions>): Promise<Outcome> {
  const { goal, method, ...rest } = options
  const progress = createProgressLine(REPLAYING, language)
  const simulated = await simulateCsv(argument, { ...rest, goal: goal as 'max' | 'min', method: method as 'ours' | 'random' }, progress.show)
    .finally(() => progress.clear())
  return { json: simulated, text: () => simulationText(simulated, language) }
}
