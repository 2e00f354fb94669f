import { listSavedSearches } from '#contract/operations/saved-search.ts'
import type { Asked, Outcome } from '../command.ts'
import { connect } from '../connect.ts'
import { count, moment } from '../number-text.ts'
import { terminalWidth } from '../output.ts'
import { textTable } from '../text-table.ts'
import type { searchOptions } from './search.ts'

/** Lists saved searches with how many records are new in each. */
export async function run({ options: { hub }, language }: Asked<typeof searchOptions>): Promise<Outcome> {
  const list = await (await connect(language)).call(listSavedSearches, { params: { hub }, query: { fresh: 'true' } })
  const words = {
    en: { none: 'You have no saved searches in this hub. Save one: sojae search save QUERY --name NAME', name: 'Name', new: 'New', seen: 'Last looked', search: 'Search' },
    ko: { none: '이 허브에 저장한 검색이 없습니다. 저장: sojae search save QUERY --name NAME', name: '이름', new: '새 기록', seen: '마지막 확인', search: '검색' },
  }[language]
  return {
    json: list,
    text: () => (list.searches.length === 0 ? words.none : textTable(
      [{ title: words.name, shrinks: true }, { title: words.new, right: true }, { title: words.seen }, { title: words.search, shrinks: true }],
      list.searches.map((one) => [
        one.name, one.new === null ? '–' : count(one.new, language), moment(one.seen_at),
        one.problem ? one.problem[language] : Object.entries(one.filter).map(([part, value]) => (part === 'q' ? String(value) : `${part}: ${value}`)).join(' · '),
      ]), terminalWidth(),
    )),
  }
}
