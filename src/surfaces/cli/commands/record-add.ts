import { readYaml } from '#contract/files/read-yaml.ts'
import { createRecord } from '#contract/operations/record.ts'
import { RecordContentSchema } from '#contract/schemas/record.ts'
import { Refusal } from '#science/refusal.ts'
import type { Asked, Outcome } from '../command.ts'
import { connect } from '../connect.ts'
import { readTextFile } from '../host/read-text-file.ts'
import { recordText } from '../record-text.ts'
import type { addOptions } from './record.ts'

/** Adds the record that a JSON file holds the content of. */
export async function run({ argument, options, language }: Asked<typeof addOptions>): Promise<Outcome> {
  const text = await readTextFile(argument)
  requireJson(text, argument)
  // JSON is YAML, and our reader of YAML names the line of what its schema does not allow.
  const content = readYaml(text, argument, RecordContentSchema)
  const client = await connect(language)
  const { hub, reason } = options
  const record = await client.call(createRecord, { params: { hub }, body: { content, reason } })
  return { json: record, text: () => recordText(record, language) }
}

function requireJson(text: string, file: string): void {
  try {
    JSON.parse(text)
  } catch (error) {
    const reason = (error as Error).message
    throw new Refusal('file.not_json', {
      en: `${file} is not valid JSON (${reason}). Correct it and try again.`,
      ko: `${file}의 JSON 문법이 잘못되었습니다(${reason}). 고친 뒤 다시 시도하십시오.`,
    }, { file, reason })
  }
}
