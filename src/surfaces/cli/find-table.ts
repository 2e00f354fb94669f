import { nearestWord } from '#science/nearest-words.ts'
import { Refusal } from '#science/refusal.ts'
import type { Client } from '#contract/client.ts'
import { listTables } from '#contract/operations/table.ts'

/** The id of a table that is named by its id, or by its name for the newest version; refuses `table.not_found`. */
export async function findTable(client: Client, hub: string, given: string): Promise<string> {
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(given)) return given
  const { tables } = await client.all(listTables, { params: { hub } })
  const [newest] = tables.filter(({ definition }) => definition.name === given).sort((a, b) => b.version - a.version)
  if (newest) return newest.id
  const nearest = nearestWord(given, tables.map(({ definition }) => definition.name))
  const hint = nearest ? { en: `did you mean “${nearest}”?`, ko: `혹시 “${nearest}”입니까?` } : LOOK
  throw new Refusal('table.not_found', {
    en: `There is no such table: ${given} (hub ${hub}); ${hint.en}`,
    ko: `그런 표가 없습니다: ${given}(허브 ${hub}). ${hint.ko}`,
  }, { table: given, hub })
}

const LOOK = { en: 'see: sojae table list', ko: '목록: sojae table list' }
