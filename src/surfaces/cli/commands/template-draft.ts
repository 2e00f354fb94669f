import { basename } from 'node:path'
import { formatTemplateFile } from '#contract/files/template-file.ts'
import { draftTemplate } from '#contract/operations/template.ts'
import type { Asked, Outcome } from '../command.ts'
import { connect } from '../connect.ts'
import { readTextFile } from '../host/read-text-file.ts'
import type { HUB } from '../option.ts'
import { writeRemark } from '../output.ts'

/** Of a sheet only the beginning is sent: whole lines, so that no row is cut in two. */
const MOST_CHARACTERS = 400_000

/** Prints a template to begin with as YAML, and on stderr every guess in it and what was not carried over. */
export async function run({ argument, options, language, json }: Asked<typeof HUB>): Promise<Outcome> {
  const text = await readTextFile(argument)
  const file = basename(argument)
  const client = await connect(language)
  const sheet = text.length > MOST_CHARACTERS ? text.slice(0, text.lastIndexOf('\n', MOST_CHARACTERS) + 1) : text
  const body = argument.endsWith('.json') ? { json_schema: text, file } : { csv: sheet, file }
  const draft = await client.call(draftTemplate, { params: { hub: options.hub }, body })
  if (!json) {
    for (const { field, guesses } of draft.fields) {
      for (const { of, from } of guesses) writeRemark(GUESSED[language](field.name, of, from[language]))
    }
    for (const left of draft.left_out) writeRemark(left[language])
    writeRemark(CHECK[language])
  }
  const { label, description, fields } = draft
  return {
    json: draft,
    text: () => formatTemplateFile({
      template: 'name_me', version: 1, kind: 'measurement', stage: 'property', label, ...(description ? { description } : {}),
      fields: fields.map(({ field }) => field) as Parameters<typeof formatTemplateFile>[0]['fields'],
    }).trimEnd(),
  }
}

const GUESSED = {
  en: (field: string, of: string, from: string) => `Guessed: ${of} of ${field}, by ${from}.`,
  ko: (field: string, of: string, from: string) => `추정: ${field}의 ${of}. 근거: ${from}.`,
}
const CHECK = {
  en: 'Give it a name, kind and stage, correct the guesses, then: sojae template check FILE',
  ko: '이름, 종류(kind), 단계(stage)를 정하고 추정을 고친 뒤: sojae template check FILE',
}
