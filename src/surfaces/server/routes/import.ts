import { Readable } from 'node:stream'
import { createImport, getImport, listImports, listRecipes } from '#contract/operations/import.ts'
import * as files from '#hub/files/files.ts'
import * as imports from '#hub/imports/imports.ts'
import { implement, needsSession } from '../implement.ts'
import type { App, Serving } from '../serving.ts'

export function importRoutes(app: App, { at }: Serving): void {
  implement(app, listRecipes, async () => imports.listRecipes())
  implement(app, listImports, async ({ actor, params }) => ({ imports: await imports.listImports(at, actor, params.hub) }))
  implement(app, getImport, async ({ actor, params }) => imports.getImport(at, actor, params.id))
  implement(app, createImport, async ({ actor, params, body }) => imports.startImport(at, actor, params.hub, body))

  // Raw bytes in and out, streamed; the name of a file is the SHA-256 of its bytes.
  app.post('/api/v1/hubs/:hub/files', async (c) => {
    const actor = c.get('actor')
    if (!actor) throw needsSession()
    const body = c.req.raw.body
    const content: AsyncIterable<Uint8Array> = body ? Readable.fromWeb(body as import('node:stream/web').ReadableStream) : Readable.from([])
    const mediaType = c.req.header('content-type') ?? 'application/octet-stream'
    return c.json(await files.keepFile(at, actor, c.req.param('hub'), content, mediaType), 201)
  })

  app.get('/api/v1/files/:sha256', async (c) => {
    const actor = c.get('actor')
    if (!actor) throw needsSession()
    const file = await files.openFile(at, actor, c.req.param('sha256'))
    return c.body(Readable.toWeb(file.content) as ReadableStream, 200, {
      // Never shown inside the hub's own pages: a file is somebody's, and may hold a script.
      'content-type': 'application/octet-stream',
      'content-length': String(file.size),
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
      'x-content-type-options': 'nosniff',
    })
  })
}
