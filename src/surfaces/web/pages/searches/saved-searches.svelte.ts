import { listSavedSearches } from '#contract/operations/saved-search.ts'
import { client } from '../../client.ts'

/** How soon the bell asks again, whatever pages are opened meanwhile. */
const REST_MS = 60_000

let total = $state(0)
let of = ''
let askedAt = 0

/** How many records are new in the reader's saved searches of a hub. */
export const newInSearches = {
  get total() {
    return total
  },
  /** Takes what a list has just counted. */
  take(hub: string, searches: readonly { readonly new: number | null }[]) {
    of = hub
    askedAt = Date.now()
    total = searches.reduce((sum, one) => sum + (one.new ?? 0), 0)
  },
  /** Asks, at most once a minute for one hub; a bell that cannot be asked stays as it is. */
  async ask(hub: string) {
    if (hub === of && Date.now() - askedAt < REST_MS) return
    if (hub !== of) total = 0
    of = hub
    askedAt = Date.now()
    const answer = await client.call(listSavedSearches, { params: { hub } }).catch(() => null)
    if (answer && of === hub) newInSearches.take(hub, answer.searches)
  },
}
