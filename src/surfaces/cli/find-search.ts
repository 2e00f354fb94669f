import type { Client } from '#contract/client.ts'
import { listSavedSearches } from '#contract/operations/saved-search.ts'
import { Refusal } from '#science/refusal.ts'

/** The reader's own search of a name, with the mark of the list that it stood in. */
export async function findSearch(client: Client, hub: string, name: string) {
  const { searches, mark } = await client.call(listSavedSearches, { params: { hub } })
  const found = searches.find((one) => one.name.toLowerCase() === name.trim().toLowerCase())
  if (found) return { ...found, mark }
  const known = searches.map((one) => `“${one.name}”`).join(', ') || '–'
  throw new Refusal('search.not_found', {
    en: `You have no saved search “${name}” in this hub; there are: ${known}.`, ko: `이 허브에 저장한 검색 ‘${name}’이(가) 없습니다. 있는 검색: ${known}.`,
  }, { name })
}
