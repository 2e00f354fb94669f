import { getModel } from '#contract/operations/model.ts'
import type { Asked, Outcome } from '../command.ts'
import { connect } from '../connect.ts'
import { modelText } from '../model-text.ts'

/** Shows a model with its card: one of a hub, or one in a file. */
export async function run({ argument, language }: Asked): Promise<Outcome> {
  if (argument.toLowerCase().endsWith('.json')) {
    const { showModelFile } = await import('../show-model-file.ts')
    return showModelFile(argument, language)
  }
  const client = await connect(language)
  const model = await client.call(getModel, { params: { id: argument } })
  return { json: model, text: () => modelText(model, language) }
}
