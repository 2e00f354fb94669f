import { getModel } from '#contract/operations/model.ts'
import type { Asked, Outcome } from '../command.ts'
import { connect } from '../connect.ts'
import { modelText } from '../model-text.ts'

/** Shows a model with its card. */
export async function run({ argument, language }: Asked): Promise<Outcome> {
  const client = await connect(language)
  const model = await client.call(getModel, { params: { id: argument } })
  return { json: model, text: () => modelText(model, language) }
}
