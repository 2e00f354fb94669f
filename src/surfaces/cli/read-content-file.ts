import { readJson } from '#contract/files/read-json.ts'
import { readYaml } from '#contract/files/read-yaml.ts'
import { RecordContentSchema } from '#contract/schemas/record.ts'
import { readTextFile } from './host/read-text-file.ts'

/** The content of a record in a JSON file; a fault is refused with its line. */
export async function readContentFile(file: string) {
  const text = await readTextFile(file)
  readJson(text, file)
  // JSON is YAML, and our reader of YAML names the line of what its schema does not allow.
  return readYaml(text, file, RecordContentSchema)
}
