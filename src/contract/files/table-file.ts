import type { TableDefinition } from '#record/tables/table.ts'
import { TableDefinitionSchema } from '../schemas/table.ts'
import { readYaml } from './read-yaml.ts'

/** The table that a `table.yaml` defines; refuses `file.*` with line, path and what is expected. */
export function parseTableFile(text: string, file: string): TableDefinition {
  return readYaml(text, file, TableDefinitionSchema)
}
