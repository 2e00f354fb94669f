import { Readable } from 'node:stream'
import { z } from 'zod'
import { HubParams } from '#contract/operations/hub.ts'
import { checkUndoImport, createImport, getImport, getSheetText, listImports, lookAtSheet, undoImport } from '#contract/operations/import.ts'
import { Sha256Schema } from '#contract/schemas/record.ts'
import * as files from '#hub/files/files.ts'
import * as imports from '#hub/imports/imports.ts'
import * as sheets from '#hub/imports/look-at-sheet.ts'
import * as texts from '#hub/imports/sheet-text.ts'
import * as undo from '#hub/imports/undo-import.ts'
import { describeRaw, IfNoneMatchHeader, NOT_MODIFIED } from '../describe.ts'
import { isKnown } from '../entity-tag.ts'
import { implement, readParams, requireSession } from '../implement.ts'
import { sentBytes } from '../sent-bytes.ts'
import { unpacked } from '../unpacked.ts'
import type { App, Serving } from '../serving.ts'

const FileParams = z.object({ sha256: Sha256Schema })
const BYTES = z.string().meta({ format: 'binary' })

export function importRoutes(app: App, { at }: Serving): void {
  implement(
    app, listImports, async ({ actor, params, query }) => imports.listImports(at, actor, params.hub, query),
  )
  implement(app, getSheetText, async ({ actor, params, body }) => texts.getSheetText(at, actor, params.hub, body))
  implement(app, lookAtSheet, async ({ actor, params, body }) => sheets.lookAtSheet(at, actor, params.hub, body))
  implement(app, checkUndoImport, async ({ actor, params }) => undo.checkUndo(at, actor, params.id))
  implement(app, undoImport, async ({ actor, params, body }) => undo.startUndo(at, actor, params.id, body.reason))
  implement(app, getImport, async ({ actor, params }) => imports.getImport(at, actor, params.id))
  implement(app, createImport, async ({ actor, params, body }) => imports.startImport(at, actor, params.hub, body))

  // Raw bytes in and out, streamed; the name of a file is the SHA-256 of its bytes.
  describeRaw(app, {
    method: 'post', path: '/hubs/{hub}/files', operationId: 'uploadFile', tags: ['import'],
    summary: 'Keeps a file; the same bytes again are the same file, and bytes that did not all arrive are none',
    request: {
      params: HubParams, headers: z.object({
        'content-encoding': z.enum(['gzip', 'identity']).optional().describe('gzip: kept as what it unpacks to'),
      }),
      body: { required: true, content: { 'application/octet-stream': { schema: BYTES } } },
    },
    responses: { 201: {
      description: 'Kept', content: { 'application/json': { schema: z.object({ sha256: Sha256Schema, size: z.int() }) } },
    } },
  })
  app.post('/api/v1/hubs/:hub/files', requireSession, async (c) => {
    const { hub } = readParams(c, HubParams)
    const encoding = c.req.header('content-encoding')
    const announced = encoding === undefined || encoding === 'identity' ? Number(c.req.header('content-length') ?? 0) : 0
    return c.json(await files.keepFile(at, c.get('actor')!, hub, {
      content: unpacked(sentBytes(c), encoding), mediaType: c.req.header('content-type') ?? 'application/octet-stream', size: announced,
    }), 201)
  })

  describeRaw(app, {
    method: 'get', path: '/files/{sha256}', operationId: 'getFile', tags: ['import'], summary: 'A kept file, byte for byte',
    request: {
      params: FileParams, query: z.object({ name: z.string().optional().describe('What it is saved as') }), headers: IfNoneMatchHeader,
    },
    responses: {
      200: { description: 'The file', content: { 'application/octet-stream': { schema: BYTES } } }, 304: NOT_MODIFIED,
    },
  })
  app.get('/api/v1/files/:sha256', requireSession, async (c) => {
    const { sha256 } = readParams(c, FileParams)
    const file = await files.openFile(at, c.get('actor')!, sha256)
    const name = c.req.query('name') ?? file.name
    const tag = `"${sha256}"`
    if (isKnown(c, tag)) {
      file.content.destroy()
      return c.body(null, 304, { etag: tag })
    }
    return c.body(Readable.toWeb(file.content) as ReadableStream, 200, {
      // Never shown inside the hub's own pages: a file is somebody's, and may hold a script.
      'content-type': 'application/octet-stream',
      etag: tag,
      'content-length': String(file.size),
      'content-disposition': `attachment; filename*=UTF-8''${extendedValue(name)}`,
      'x-content-type-options': 'nosniff',
    })
  })

  // Only bytes that are a picture, and under their own kind, whatever their uploader called them.
  describeRaw(app, {
    method: 'get', path: '/files/{sha256}/picture', operationId: 'getPicture', tags: ['import'],
    summary: 'A kept file whose bytes are a picture, to be shown', request: { params: FileParams },
    responses: { 200: { description: 'The picture', content: { 'image/*': { schema: BYTES } } } },
  })
  app.get('/api/v1/files/:sha256/picture', requireSession, async (c) => {
    const { sha256 } = readParams(c, FileParams)
    const picture = await files.openPicture(at, c.get('actor')!, sha256)
    return c.body(Readable.toWeb(picture.content) as ReadableStream, 200, {
      'content-type': picture.mediaType,
      'content-length': String(picture.size),
      'content-disposition': 'inline',
      'x-content-type-options': 'nosniff',
    })
  })
}

/**
 * A file's name as a header may carry it (RFC 8187, section 3.2.1): encodeURIComponent leaves five signs that it does
 * not allow.
 */
function extendedValue(name: string): string {
  return encodeURIComponent(name.toWellFormed().slice(0, 300).toWellFormed()).replace(/['()*!]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
}
