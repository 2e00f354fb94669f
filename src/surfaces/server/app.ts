import { OpenAPIHono } from '@hono/zod-openapi'
import { bodyLimit } from 'hono/body-limit'
import { secureHeaders } from 'hono/secure-headers'
import { formatBytes } from '#science/quantities/format-bytes.ts'
import { Refusal } from '#science/refusal.ts'
import { hearOut } from './hear-out.ts'
import { identify } from './identify.ts'
import { refuseInvalid } from './implement.ts'
import { documentOf } from './openapi-document.ts'
import { pages } from './pages.ts'
import { answerProblem } from './problem.ts'
import { accountRoutes } from './routes/account.ts'
import { archiveRoutes } from './routes/archive.ts'
import { bulkEditRoutes } from './routes/bulk-edit.ts'
import { campaignRoutes } from './routes/campaign.ts'
import { deletionRoutes } from './routes/deletion.ts'
import { draftRoutes } from './routes/draft.ts'
import { curveRoutes } from './routes/curve.ts'
import { exploreRoutes } from './routes/explore.ts'
import { hubRoutes } from './routes/hub.ts'
import { importRoutes } from './routes/import.ts'
import { modelRoutes } from './routes/model.ts'
import { peopleRoutes } from './routes/people.ts'
import { recipeRoutes } from './routes/recipe.ts'
import { qualityRoutes } from './routes/quality.ts'
import { recordRoutes } from './routes/record.ts'
import { savedSearchRoutes } from './routes/saved-search.ts'
import { tableRoutes } from './routes/table.ts'
import { templateRoutes } from './routes/template.ts'
import { uploadRoutes } from './routes/upload.ts'
import type { App, Environment, Serving } from './serving.ts'

const JSON_BYTES = 16_000_000

/** The HTTP interface of one installation: `/api/v1`, its OpenAPI document, and the pages. */
export function createApp(serving: Serving): App {
  const app: App = new OpenAPIHono<Environment>({
    defaultHook: (result) => {
      if (!result.success) throw refuseInvalid(result.error)
    },
  })
  app.use('/api/*', hearOut)
  app.onError((error, c) => answerProblem(c, error))
  // Around the policy of the pages, so that it has the last word: whatever a file holds, nothing in it runs or loads.
  app.use('/api/v1/files/*', async (c, next) => {
    await next()
    c.res.headers.set('content-security-policy', "default-src 'none'; sandbox")
  })
  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'self'"], styleSrc: ["'self'", "'unsafe-inline'"], imgSrc: ["'self'", 'data:'],
        frameAncestors: ["'none'"], baseUri: ["'none'"],
      },
      crossOriginEmbedderPolicy: false,
    }),
  )
  app.use('/api/v1/*', async (c, next) => {
    await next()
    c.res.headers.set('cache-control', 'no-store')
  })
  app.use('/api/v1/*', identify(serving))
  app.use('/api/v1/*', async (c, next) => {
    if (isFile(c.req)) return next()
    return bodyLimit({ maxSize: JSON_BYTES, onError: () => { throw tooLarge() } })(c, next)
  })
  accountRoutes(app, serving)
  peopleRoutes(app, serving)
  hubRoutes(app, serving)
  recordRoutes(app, serving)
  bulkEditRoutes(app, serving)
  deletionRoutes(app, serving)
  savedSearchRoutes(app, serving)
  draftRoutes(app, serving)
  curveRoutes(app, serving)
  templateRoutes(app, serving)
  exploreRoutes(app, serving)
  importRoutes(app, serving)
  uploadRoutes(app, serving)
  recipeRoutes(app, serving)
  qualityRoutes(app, serving)
  tableRoutes(app, serving)
  modelRoutes(app, serving)
  campaignRoutes(app, serving)
  archiveRoutes(app, serving)

  app.openAPIRegistry.registerComponent(
    'securitySchemes', 'session', { type: 'apiKey', in: 'cookie', name: 'sojae_session' },
  )
  app.openAPIRegistry.registerComponent('securitySchemes', 'token', { type: 'http', scheme: 'bearer' })
  app.get('/api/v1/openapi.json', (c) => c.json(documentOf(app, {
    openapi: '3.1.0',
    info: {
      title: 'Sojae',
      version: serving.version,
      description: 'The life cycle of materials: records, tables, models, campaigns.',
      license: { name: 'Apache-2.0' },
    },
  })))
  app.all('/api/*', (c) => {
    throw new Refusal(
      'operation.not_found',
      {
        en: `There is no ${c.req.method} ${c.req.path}; see /api/v1/openapi.json.`,
        ko: `${c.req.method} ${c.req.path}은(는) 없습니다. /api/v1/openapi.json을 확인하십시오.`,
      },
    )
  })
  pages(app)
  return app
}

/** Whether a request brings a file, or a part of one, which have limits of their own. */
function isFile({ method, path }: { method: string; path: string }): boolean {
  return (method === 'POST' && path.endsWith('/files')) || (['PATCH', 'POST'].includes(method) && /\/uploads\/[^/]+$/.test(path))
}

function tooLarge(): Refusal {
  return new Refusal('file.too_large', {
    en: `A JSON body may have ${formatBytes(JSON_BYTES, 'en')} at most; larger data go through file upload and import.`,
    ko: `JSON 본문은 최대 ${formatBytes(JSON_BYTES, 'ko')}입니다. 더 큰 자료는 파일 업로드와 가져오기를 사용하십시오.`,
  })
}
