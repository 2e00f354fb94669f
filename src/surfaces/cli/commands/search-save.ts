import { saveSearch } from '#contract/operations/saved-search.ts'
import type { Asked, Outcome } from '../command.ts'
import { connect } from '../connect.ts'
import { recordFilter } from '../record-filter.ts'
import type { saveOptions } from './search.ts'

/** Keeps a search under a name. */
export async function run({ argument, options, language }: Asked<typeof saveOptions>): Promise<Outcome> {
  const { hub, name } = options
  const written = Object.entries(recordFilter(argument, options, 'search save')).filter(([, part]) => part !== undefined && part !== '')
  const client = await connect(language)
  const saved = await client.call(saveSearch, { params: { hub }, body: { name, filter: Object.fromEntries(written) } })
  return {
    json: saved,
    text: () => ({
      en: `“${saved.name}” is saved. What is new in it from now on: sojae search list`, ko: `‘${saved.name}’ 검색을 저장했습니다. 이후의 새 기록: sojae search list`,
    })[language],
  }
}
