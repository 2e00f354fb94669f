import { deleteSavedSearch, listSavedSearches, markSearchSeen, saveSearch } from '#contract/operations/saved-search.ts'
import * as searches from '#hub/searches/saved-searches.ts'
import { implement } from '../implement.ts'
import type { App, Serving } from '../serving.ts'

export function savedSearchRoutes(app: App, { at }: Serving): void {
  implement(app, saveSearch, async ({ actor, params, body }) => searches.saveSearch(at, actor, params.hub, body))
  implement(app, listSavedSearches, async ({ actor, params, query }) => searches.listSearches(at, actor, params.hub, query.fresh === 'true'))
  implement(app, markSearchSeen, async ({ actor, params, body }) => searches.markSeen(at, actor, params.id, body.mark))
  implement(app, deleteSavedSearch, async ({ actor, params }) => {
    await searches.forgetSearch(at, actor, params.id)
    return { deleted: true as const }
  })
}
