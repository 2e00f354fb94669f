import { describeStructure } from '#science/crystals/describe-structure.ts'
import { crystalIn } from '#record/structures/crystal-in.ts'

export type CifText = { readonly text: string; readonly block: string | undefined }

/** Describes structures in a thread of its own: what is near each atom of a large cell takes seconds to find. */
export function run(files: readonly CifText[]): (number | null)[][] {
  return files.map(({ text, block }) => describeStructure(crystalIn(text, block)))
}
