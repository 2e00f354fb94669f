import { readYaml } from '#contract/files/read-yaml.ts'
import { RecordContentSchema } from '#contract/schemas/record.ts'
import { Refusal } from '#science/refusal.ts'
import { readTextFile } from './host/read-text-file.ts'

/** The content of a record in a JSON file; a fault is refused with its line. */
export async function readContentFile(file: string) {
  const text = await readTextFile(file)
  requireJson(text, file)
  // JSON is YAML, and our reader of YAML names the line of what its schema does not allow.
  return readYaml(text, file, RecordContentSchema)
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
