import type { Language } from '#science/refusal.ts'
import type { Outcome } from './command.ts'
import { fileCardText } from './file-card-text.ts'
import { readModelFile } from './host/model-file.ts'
import { chainSummary, weaknessOfModel } from './host/train-csv.ts'

/** The card of a model in a file. */
export async function showModelFile(path: string, language: Language): Promise<Outcome> {
  const { artefact: { card, chain } } = await readModelFile(path)
  const weakness = weaknessOfModel(card)
  return { json: { file: path, card, weakness, ...(chain && { chain: chainSummary(chain) }) }, text: () => fileCardText(card, weakness, language, chain) }
}
