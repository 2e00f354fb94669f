import { checkTemplate, draftTemplate } from '#contract/operations/template.ts'
import type { AnswerOf } from '#contract/operation.ts'
import type { Text } from '#science/refusal.ts'
import { client } from '../../../client.ts'
import { say } from '../../../language.ts'
import { fieldInputs, inputsOf } from './inputs.ts'
import type { TemplateInputs } from './inputs.ts'
import type { Fault } from './field-faults.ts'

/** What a file opens as: a template in the inputs, or what is wrong with it. */
export type Opened =
  | { readonly inputs: TemplateInputs; readonly left_out: readonly Text[]; readonly guessed: boolean }
  | { readonly faults: readonly Fault[] }

/** Of a sheet only the beginning is sent: whole lines, so that no row is cut in two. */
const MOST_CHARACTERS = 400_000

/** Opens a sheet, a JSON Schema or a template in YAML, as its name says; the hub reads it and stores nothing. */
export async function openFile(hub: string, file: File): Promise<Opened> {
  const params = { hub }
  if (/\.ya?ml$/i.test(file.name)) {
    const { template, faults } = await client.call(checkTemplate, { params, body: { source: { yaml: await file.text(), file: file.name } } })
    return template ? { inputs: inputsOf(template, null, template.fields), left_out: [], guessed: false } : { faults }
  }
  if (/\.json$/i.test(file.name)) {
    return drafted(await client.call(draftTemplate, { params, body: { json_schema: await file.text(), file: file.name } }), file.name)
  }
  const beginning = await file.slice(0, MOST_CHARACTERS).text()
  const csv = file.size > MOST_CHARACTERS ? beginning.slice(0, beginning.lastIndexOf('\n') + 1) : beginning
  return drafted(await client.call(draftTemplate, { params, body: { csv, file: file.name } }), file.name)
}

function drafted({ label, description, fields, left_out }: AnswerOf<typeof draftTemplate>, file: string): Opened {
  const name = file.replace(/\.[^.]*$/, '').toLowerCase().replace(/[^a-z0-9]+/g, '_').replace(/^[^a-z]+|_+$/g, '')
  const inputs = inputsOf({ template: name, kind: 'measurement', stage: 'property', label, ...(description ? { description } : {}), fields: [] }, null)
  inputs.fields = fields.map(({ field, guesses }) => ({
    ...fieldInputs(field), guesses: Object.fromEntries(guesses.map(({ of, from }) => [of, say(from)])),
  }))
  return { inputs, left_out, guessed: true }
}
