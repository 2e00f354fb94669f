import { Readable } from 'node:stream'
import { z } from 'zod'
import { HubParams } from '#contract/operations/hub.ts'
import { ExportQuerySchema, compareRecords, countExport, getPieceMap, getPlot } from '#contract/operations/explore.ts'
import * as compare from '#hub/explore/compare-records.ts'
import * as exporting from '#hub/explore/export-records.ts'
import * as map from '#hub/explore/get-piece-map.ts'
import * as plot from '#hub/explore/get-plot.ts'
import { describeRaw } from '../describe.ts'
import { implement, readParams, refuseInvalid, requireSession } from '../implement.ts'
import type { App, Serving } from '../serving.ts'

export function exploreRoutes(app: App, { at }: Serving): void {
  implement(app, getPlot, async ({ actor, params, query }) => plot.getPlot(at, actor, params.hub, query))
  implement(app, getPieceMap, async ({ actor, params, query }) => map.getPieceMap(at, actor, params.id, query))
  implement(app, compareRecords, async ({ actor, params, query }) => (
    compare.compareRecords(at, actor, params.hub, query.records.split(','))
  ))

  implement(app, countExport, async ({ actor, params, query }) => exporting.countExport(at, actor, params.hub, query))

  // Written while it is read, however long the list is; so it is no operation, and the document learns of it here.
  describeRaw(app, {
    method: 'get', path: '/hubs/{hub}/records/export', operationId: 'exportRecords', tags: ['explore'],
    summary: 'All records that pass, as CSV of one template with units, or as JSON lines that an import reads',
    request: { params: HubParams, query: ExportQuerySchema },
    responses: { 200: {
      description: 'The file, written while it is read',
      content: { 'text/csv': { schema: z.string() }, 'application/jsonl': { schema: z.string() } },
    } },
  })
  app.get('/api/v1/hubs/:hub/records/export', requireSession, async (c) => {
    const { hub } = readParams(c, HubParams)
    const query = ExportQuerySchema.safeParse(c.req.query())
    if (!query.success) throw refuseInvalid(query.error)
    const { format, ...filter } = query.data
    const { name, lines } = await exporting.exportRecords(at, c.get('actor')!, hub, filter, format)
    return c.body(Readable.toWeb(Readable.from(bytesOf(lines))) as ReadableStream, 200, {
      'content-type': format === 'csv' ? 'text/csv; charset=utf-8' : 'application/jsonl; charset=utf-8',
      'content-disposition': `attachment; filename="${name}"`,
      'x-content-type-options': 'nosniff',
    })
  })
}

async function* bytesOf(lines: AsyncIterable<string>): AsyncGenerator<Buffer> {
  for await (const text of lines) yield Buffer.from(text)
}
