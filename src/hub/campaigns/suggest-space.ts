import { suggestSpace } from '#discovery/planning/space-from-table.ts'
import { requireFlat } from '#discovery/learning/chain/answers.ts'
import type { Column } from '#discovery/learning/columns.ts'
import type { Actor } from '../actor.ts'
import type { Installation } from '../installation.ts'
import { fieldsOfModel } from '../models/fields-of-model.ts'
import { openFitted } from '../models/fitted.ts'
import { readModelFile } from '../models/models.ts'
import type { CampaignRequest } from './campaigns.ts'

/**
 * A design space that spans what a model was trained on.
 *
 * What a measurement found is no choice and is left out; the conditions under which it was measured stay as they mostly
 * were.
 */
export async function spaceOfModel(at: Installation, actor: Actor, id: string): Promise<CampaignRequest['space']> {
  const { hub, model, file } = await readModelFile(at, actor, id)
  requireFlat(file.artefact)
  const { inputs } = openFitted(file)
  const fields = await fieldsOfModel(at.db, hub, model)
  const fieldOf = ({ name }: Column) => fields(name)?.field
  const named = (role: string) => inputs.filter((column) => fieldOf(column)?.role === role)
  const fixed = named('condition').flatMap((column) => {
    const value = commonest(column)
    return value === null ? [] : [[column.name, value]]
  })
  const without = inputs.map((column) => [column.name,
    (fieldOf(column)?.vocabulary ?? []).flatMap(({ term, catch_all }) => (catch_all ? [term] : []))])
  return suggestSpace(inputs, {
    fixed: Object.fromEntries(fixed), exclude: named('result').map(({ name }) => name), without: Object.fromEntries(without),
  })
}

/** The value that most rows have; null where no row has one. */
function commonest(column: Column): number | string | null {
  const counts = new Map<number | string, number>()
  for (const value of column.values) {
    if (typeof value === 'number' || typeof value === 'string') counts.set(value, (counts.get(value) ?? 0) + 1)
  }
  return [...counts].reduce<[number | string, number] | null>(
    (most, one) => (most && most[1] >= one[1] ? most : one), null,
  )?.[0] ?? null
}
