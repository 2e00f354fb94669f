import { markSearchSeen } from '#contract/operations/saved-search.ts'
import type { Asked, Outcome } from '../command.ts'
import { connect } from '../connect.ts'
import { findSearch } from '../find-search.ts'
import type { searchOptions } from './search.ts'

/** Notes that what is new in a saved search was looked at. */
export async function run({ argument: name, options: { hub }, language }: Asked<typeof searchOptions>): Promise<Outcome> {
  const client = await connect(language)
  const { id, mark } = await findSearch(client, hub, name)
  const seen = await client.call(markSearchSeen, { params: { id }, body: { mark } })
  return { json: seen, text: () => ({ en: `“${seen.name}” is marked as seen.`, ko: `‘${seen.name}’ 검색을 확인함으로 표시했습니다.` })[language] }
}
