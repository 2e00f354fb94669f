import type { Context } from 'hono'
import { z } from 'zod'
import { Refusal } from '#science/refusal.ts'
import { HubParams } from '#contract/operations/hub.ts'
import { Sha256Schema } from '#contract/schemas/record.ts'
import * as uploads from '#hub/files/uploads.ts'
import { describeRaw } from '../describe.ts'
import { readParams, requireSession } from '../implement.ts'
import { sentBytes } from '../sent-bytes.ts'
import type { App, Environment, Serving } from '../serving.ts'

const VERSION = '1.0.0'
const PART = 'application/offset+octet-stream'
const UploadParams = HubParams.extend({ id: z.uuid() })
const count = z.string().regex(/^\d{1,15}$/)
const BYTES = z.string().meta({ format: 'binary' })
const tags = ['import']
const STATE_HEADERS = z.object({
  'upload-offset': count.describe('Bytes that are on disk'), 'upload-length': count, 'upload-expires': z.string(),
  'sojae-sha256': Sha256Schema.optional().describe('Once the file is whole and kept'),
})
const State = z.object({ size: z.int(), received: z.int(), expires_at: z.iso.datetime(), sha256: Sha256Schema.nullable() }).meta({ id: 'Upload' })

/** Files in parts, by the protocol tus 1.0 with creation, expiration and termination (https://tus.io). */
export function uploadRoutes(app: App, { at }: Serving): void {
  const all = '/api/v1/hubs/:hub/uploads'
  const one = `${all}/:id`
  app.use(`${all}/*`, async (c, next) => {
    const version = c.req.header('tus-resumable')
    try {
      if (version !== undefined && version !== VERSION) throw otherVersion(version)
      await next()
    } finally {
      c.header('tus-resumable', VERSION)
      c.header('tus-version', VERSION)
    }
  })

  app.options(all, (c) => c.body(null, 204, {
    'tus-extension': 'creation,expiration,termination', 'tus-max-size': String(uploads.MOST_BYTES_IN_PARTS),
  }))

  describeRaw(app, {
    method: 'post', path: '/hubs/{hub}/uploads', operationId: 'createUpload', tags,
    summary: 'Begins a file in parts, by tus 1.0 (https://tus.io); it waits a day for each next part',
    request: { params: HubParams, headers: z.object({
      'upload-length': count, 'upload-metadata': z.string().optional().describe('`filetype` and its media type in Base64, where it has one'),
    }) },
    responses: { 201: { description: 'Begun', headers: STATE_HEADERS.extend({ location: z.string() }) } },
  })
  app.post(all, requireSession, async (c) => {
    const { hub } = readParams(c, HubParams)
    const size = numberIn(c.req.header('upload-length'), 'Upload-Length')
    const upload = await uploads.createUpload(at, c.get('actor')!, hub, { size, mediaType: mediaTypeIn(c.req.header('upload-metadata')) })
    return c.body(null, 201, { ...stateHeaders(upload), location: `/api/v1/hubs/${encodeURIComponent(hub)}/uploads/${upload.id}` })
  })

  describeRaw(app, {
    method: 'get', path: '/hubs/{hub}/uploads/{id}', operationId: 'getUpload', tags,
    summary: 'How much of a file has come; HEAD gives the headers alone', request: { params: UploadParams },
    responses: { 200: { description: 'How far it is', headers: STATE_HEADERS, content: { 'application/json': { schema: State } } } },
  })
  app.get(one, requireSession, async (c) => {
    const { hub, id } = readParams(c, UploadParams)
    const upload = await uploads.getUpload(at, c.get('actor')!, hub, id)
    const { size, received, expires_at, sha256 } = upload
    return c.json({ size, received, expires_at, sha256 }, 200, stateHeaders(upload))
  })

  describeRaw(app, {
    method: 'patch', path: '/hubs/{hub}/uploads/{id}', operationId: 'addPart', tags,
    summary: 'Adds the next bytes; what is answered is on disk. The last part makes it a file, as uploadFile does',
    request: {
      params: UploadParams, headers: z.object({ 'upload-offset': count }), body: { required: true, content: { [PART]: { schema: BYTES } } },
    },
    responses: { 204: { description: 'Added', headers: STATE_HEADERS } },
  })
  const addPart = async (c: Context<Environment>) => {
    const { hub, id } = readParams(c, UploadParams)
    const type = c.req.header('content-type') ?? ''
    // Packed, a part would be cut at bytes that are not those of the file.
    const encoding = c.req.header('content-encoding') ?? 'identity'
    if (type.split(';')[0]!.trim().toLowerCase() !== PART || encoding !== 'identity') throw notParts(`${type} (${encoding})`)
    const offset = numberIn(c.req.header('upload-offset'), 'Upload-Offset')
    const announced = c.req.header('content-length')
    const length = announced === undefined ? undefined : Number(announced)
    const upload = await uploads.addPart(at, c.get('actor')!, hub, id, { offset, length, content: sentBytes(c) })
    return c.body(null, 204, stateHeaders(upload))
  }
  app.patch(one, requireSession, addPart)

  describeRaw(app, {
    method: 'delete', path: '/hubs/{hub}/uploads/{id}', operationId: 'discardUpload', tags,
    summary: 'Gives an upload up; a file that it became stays', request: { params: UploadParams }, responses: { 204: { description: 'Gone' } },
  })
  const discard = async (c: Context<Environment>) => {
    const { hub, id } = readParams(c, UploadParams)
    await uploads.discardUpload(at, c.get('actor')!, hub, id)
    return c.body(null, 204)
  }
  app.delete(one, requireSession, discard)

  // Where something on the way lets through no other methods.
  app.post(one, requireSession, async (c, next) => {
    const meant = c.req.header('x-http-method-override')?.toUpperCase()
    return meant === 'PATCH' ? addPart(c) : meant === 'DELETE' ? discard(c) : next()
  })
}

function stateHeaders({ size, received, expires_at, sha256 }: uploads.Upload): Record<string, string> {
  return {
    'upload-offset': String(received), 'upload-length': String(size), 'upload-expires': expires_at.toUTCString(),
    ...(sha256 === null ? {} : { 'sojae-sha256': sha256 }),
  }
}

function numberIn(given: string | undefined, header: string): number {
  if (given !== undefined && count.safeParse(given).success) return Number(given)
  throw new Refusal('request.invalid', {
    en: `The header ${header} has to be a number of bytes; it is ${given === undefined ? 'missing' : `“${given}”`}.`,
    ko: `헤더 ${header}에는 바이트 수가 있어야 합니다. ${given === undefined ? '지금은 없습니다' : `지금은 “${given}”입니다`}.`,
  }, { header })
}

/** `filetype` of tus’s metadata: pairs of a key and a value in Base64. */
function mediaTypeIn(metadata = ''): string {
  const pair = metadata.split(',').map((each) => each.trim().split(/\s+/)).find(([key]) => key === 'filetype')
  const type = Buffer.from(pair?.[1] ?? '', 'base64').toString('utf8')
  return /^[\w.+-]{1,60}\/[\w.+-]{1,100}(;[\x20-\x7e]{0,100})?$/.test(type) ? type : 'application/octet-stream'
}

function otherVersion(version: string): Refusal {
  return new Refusal('upload.other_version', {
    en: `This hub takes uploads by tus ${VERSION}, not “${version}”.`, ko: `이 허브는 tus ${VERSION} 방식의 업로드만 받습니다(“${version}” 불가).`,
  }, { version })
}

function notParts(type: string): Refusal {
  return new Refusal('upload.not_parts', {
    en: `A part of an upload has the Content-Type ${PART} and is not packed; this is ${type}.`,
    ko: `업로드 조각은 압축하지 않고 Content-Type을 ${PART}(으)로 보내야 합니다. 지금은 ${type}입니다.`,
  }, { type })
}
