import { deleteSavedSearch } from '#contract/operations/saved-search.ts'
import type { Asked, Outcome } from '../command.ts'
import { connect } from '../connect.ts'
import { findSearch } from '../find-search.ts'
import type { searchOptions } from './search.ts'

/** Forgets a saved search. */
export async function run({ argument: name, options: { hub }, language }: Asked<typeof searchOptions>): Promise<Outcome> {
  const client = await connect(language)
  const { id, name: called } = await findSearch(client, hub, name)
  const answer = await client.call(deleteSavedSearch, { params: { id } })
  return { json: answer, text: () => ({ en: `“${called}” is forgotten.`, ko: `‘${called}’ 검색을 삭제했습니다.` })[language] }
}
