import type { ModelFile } from '#discovery/learning/model-file.ts'
import type { Actor } from '../actor.ts'
import type { Installation } from '../installation.ts'
import { fileForOthers } from './fitted.ts'
import { readModelFile } from './models.ts'

/**
 * A ready model as a file that predicts without this hub, for who may read the model.
 *
 * It holds the values and names of the rows learned from, which its readers may read in the hub as well.
 */
export async function exportModel(at: Installation, actor: Actor, id: string): Promise<ModelFile> {
  return fileForOthers((await readModelFile(at, actor, id)).file)
}
