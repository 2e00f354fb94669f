import { Readable } from 'node:stream'
import { z } from 'zod'
import { exportArchive } from '#hub/archive/export-archive.ts'
import { describeRaw } from '../describe.ts'
import { refuseInvalid, requireSession } from '../implement.ts'
import type { App, Serving } from '../serving.ts'

const QuerySchema = z.object({ hub: z.string().max(100).optional().describe('Only this hub; else the whole installation') })

export function archiveRoutes(app: App, { at, version }: Serving): void {
  describeRaw(app, {
    method: 'get', path: '/archive', operationId: 'exportArchive', tags: ['hub'],
    summary: 'Everything, or one hub, as one file of one moment, written while it is read; as secret as the hub itself. For the console',
    request: { query: QuerySchema },
    responses: { 200: { description: 'A TAR; whole only with SHA256SUMS at its end', content: { 'application/x-tar': { schema: z.string().meta({ format: 'binary' }) } } } },
  })
  app.get('/api/v1/archive', requireSession, async (c) => {
    const query = QuerySchema.safeParse(c.req.query())
    if (!query.success) throw refuseInvalid(query.error)
    const { name, pieces } = await exportArchive(at, c.get('actor')!, query.data.hub ?? null, version)
    return c.body(Readable.toWeb(Readable.from(pieces, { objectMode: false })) as ReadableStream, 200, {
      'content-type': 'application/x-tar', 'content-disposition': `attachment; filename="${name}"`, 'x-content-type-options': 'nosniff',
    })
  })
}
