import { readFile } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'
import { serveStatic } from '@hono/node-server/serve-static'
import type { App } from './serving.ts'

/** Where `npm run build:web` puts the pages. */
const PAGES = resolve(import.meta.dirname, '../../../dist/web')

/** The client in one file of Python, for whoever has nothing but the hub's address. */
const PYTHON_CLIENT = resolve(import.meta.dirname, '../../../clients/python/sojae.py')

/** Serves the pages: assets by their hashed names, and the one document for every other address. */
export function pages(app: App): void {
  app.use(
    '/assets/*',
    serveStatic({
      root: relative(process.cwd(), PAGES),
      onFound: (_path, c) => c.header('cache-control', 'public, max-age=31536000, immutable'),
    }),
  )
  app.get('/assets/*', (c) => c.text('not found', 404))
  app.get('/sojae.py', async (c) => c.body(await readFile(PYTHON_CLIENT), 200, { 'content-type': 'text/x-python; charset=utf-8' }))
  app.get('*', async (c) => {
    const html = await readFile(join(PAGES, 'index.html'), 'utf8').catch(() => null)
    if (html === null) return c.text('The pages are not built yet: run “npm run build:web”.', 503)
    c.header('cache-control', 'no-cache')
    return c.html(html)
  })
}
