import { readYaml } from '#contract/files/read-yaml.ts'
import { createTable } from '#contract/operations/table.ts'
import { TableDefinitionSchema } from '#contract/schemas/table.ts'
import type { Asked, Outcome } from '../command.ts'
import { connect } from '../connect.ts'
import { readTextFile } from '../host/read-text-file.ts'
import type { HUB } from '../option.ts'
import { labelled } from '../text-table.ts'

/** Defines the table that a YAML file states. */
export async function run({ argument, options, language }: Asked<typeof HUB>): Promise<Outcome> {
  const definition = readYaml(await readTextFile(argument), argument, TableDefinitionSchema)
  const client = await connect(language)
  const table = await client.call(createTable, { params: { hub: options.hub }, body: definition })
  return {
    json: table,
    text: () => {
      const words = {
        en: { table: 'Table', version: 'Version', look: 'Look at it' },
        ko: { table: '표', version: '판', look: '보기' },
      }[language]
      const { name } = table.definition
      return labelled([
        [words.table, name], [words.version, String(table.version)], ['ID', table.id],
        [words.look, `sojae table rows ${name}`],
      ])
    },
  }
}
