import { z } from 'zod'
import { operation } from '../operation.ts'
import { RecordFilterSchema } from '../schemas/record-filter.ts'
import { MarkSchema, SavedSearchesSchema, SavedSearchSchema } from '../schemas/saved-search.ts'
import { HubParams } from './hub.ts'

const tag = 'record'
const IdParams = z.object({ id: z.uuid() })

export const saveSearch = operation({
  id: 'saveSearch', method: 'post', path: '/hubs/{hub}/saved-searches', tag, status: 201, once: true,
  summary: 'Keeps a search as one’s own, under a name that is unique among them; what is there now counts as seen', params: HubParams,
  body: z.strictObject({ name: z.string().trim().min(1).max(200), filter: RecordFilterSchema }), answer: SavedSearchSchema,
})

export const listSavedSearches = operation({
  id: 'listSavedSearches', method: 'get', path: '/hubs/{hub}/saved-searches', tag,
  summary: 'One’s own saved searches in a hub, by name, each with how many records are new since one last looked', params: HubParams,
  query: z.object({ fresh: z.enum(['true', 'false']).default('false').describe('Count anew rather than take counts of up to a minute ago') }),
  answer: SavedSearchesSchema,
})

export const markSearchSeen = operation({
  id: 'markSearchSeen', method: 'post', path: '/saved-searches/{id}/seen', tag,
  summary: 'Notes that what a list counted as new was looked at; what came after its mark stays new', params: IdParams,
  body: z.strictObject({ mark: MarkSchema }), answer: SavedSearchSchema,
})

export const deleteSavedSearch = operation({
  id: 'deleteSavedSearch', method: 'delete', path: '/saved-searches/{id}', tag,
  summary: 'Forgets one of one’s own saved searches', params: IdParams, answer: z.object({ deleted: z.literal(true) }),
})
