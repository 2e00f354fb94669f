// A program outside the hub, typed by what the hub's own OpenAPI document says: see docs/api.md.
//   npx openapi-typescript@7.13.0 http://localhost:4600/api/v1/openapi.json -o hub.d.ts
import createClient from 'openapi-fetch'
import type { components, paths } from './hub.d.ts'

const { SOJAE_ADDRESS: baseUrl = 'http://localhost:4600', SOJAE_TOKEN: token = '' } = process.env
const hub = createClient<paths>({ baseUrl, headers: { authorization: `Bearer ${token}` } })

/** All records that pass a query, page by page. */
async function* find(q: string): AsyncGenerator<components['schemas']['RecordSummary']> {
  for (let cursor: string | undefined; ;) {
    const { data, error } = await hub.GET('/api/v1/hubs/{hub}/records', {
      params: { path: { hub: 'main' }, query: { q, limit: 2, ...(cursor === undefined ? {} : { cursor }) } },
    })
    if (error) throw new Error(`${error.code}: ${error.detail}`)
    yield* data.records
    if (data.next === null) return
    cursor = data.next
  }
}

for await (const { name, template } of find(process.argv[2] ?? 'kind = material')) process.stdout.write(`${name}\t${template}\n`)
