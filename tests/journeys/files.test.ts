// Choi Yuna keeps what her microscope wrote beside what it shows; Mallory tries to have a page of his run in the hub.
import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { crc32, deflateSync } from 'node:zlib'
import { createClient } from '#contract/client.ts'
import type { Client } from '#contract/client.ts'
import { createRecord, searchRecords } from '#contract/operations/index.ts'
import { Refusal } from '#science/refusal.ts'
import { becomeAdministrator, noBrowser, openBrowser } from './browser.ts'
import type { Visit } from './browser.ts'
import { startHub } from './running-hub.ts'
import type { RunningHub } from './running-hub.ts'
import { runSojae } from './run-sojae.ts'

const params = { hub: 'main' }
let hub: RunningHub
let yuna: Client
let visit: Visit | null = null
before(async () => {
  hub = await startHub({ examples: true })
  yuna = createClient({ address: hub.address, token: hub.token })
  if (noBrowser) return
  visit = await openBrowser()
  await becomeAdministrator(visit.page, hub)
})
after(async () => {
  await visit?.close()
  await hub.stop()
})

/** A grey picture as a PNG file. */
function png(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data])
    const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
    length.writeUInt32BE(data.length)
    check.writeUInt32BE(crc32(body))
    return Buffer.concat([length, body, check])
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 0, 0, 0, 0], 8)
  const rows = Buffer.alloc((width + 1) * height, 0x80)
  for (let row = 0; row < height; row++) rows[row * (width + 1)] = 0
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), chunk('IHDR', head), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0)),
  ])
}

const source = { kind: 'own' } as const
const observe = async (values: object) => {
  const material = { kind: 'material', template: 'alloy@1', name: 'Alloy 3', origin: 'specified', source, values: {
    composition: { type: 'composition', written: 'CoCrFeNi', basis: 'amount', fractions: { Co: 0.25, Cr: 0.25, Fe: 0.25, Ni: 0.25 } },
  } } as const
  const { id } = await yuna.call(createRecord, { params, body: { content: material } })
  return yuna.call(createRecord, { params, body: { content: {
    kind: 'measurement', state: 'done', of: id, template: 'microstructure@2', name: 'Alloy 3 · SEM', origin: 'measured', source,
    values: values as never,
  } } })
}
const keep = (content: Buffer | string, type: string) => yuna.upload('main', Buffer.from(content as string), type)
const refused = async (work: Promise<unknown>) => {
  const error = await work.then(() => assert.fail('nothing was refused'), (thrown: unknown) => thrown)
  assert.ok(error instanceof Refusal, String(error))
  return error
}
const nm = { value: 12.5, unit: 'nm' }

test('a micrograph’s size is read from its bytes, and the microscope’s own file comes back byte for byte under its name', async () => {
  const picture = await keep(png(800, 600), 'text/html')
  const original = Buffer.from([0x49, 0x49, 0x2a, 0, 1, 2, 3])
  const raw = await keep(original, 'image/tiff')
  const { content } = await observe({
    micrograph: { type: 'image', sha256: picture.sha256, name: 'grain.png', pixel_size: nm },
    microscope_file: { type: 'file', sha256: raw.sha256, name: '결정립 (1).tif' },
  })
  assert.deepEqual(content.values['micrograph'], {
    type: 'image', sha256: picture.sha256, name: 'grain.png', size: picture.size, media_type: 'image/png', width: 800, height: 600,
    pixel_size: nm,
  })
  const response = await yuna.request(`/files/${raw.sha256}?name=${encodeURIComponent('결정립 (1).tif')}`)
  assert.deepEqual(Buffer.from(await response.arrayBuffer()), original)
  assert.equal(
    response.headers.get('content-disposition'), `attachment; filename*=UTF-8''${encodeURIComponent('결정립')}%20%281%29.tif`,
  )
  const { records } = await yuna.call(searchRecords, { params, query: { q: 'micrograph is known', limit: 5 } })
  assert.equal(records.length, 1)
})

test('a picture leaves under its own kind, whatever it was uploaded as, and nothing in any file may run', async () => {
  const { sha256 } = await keep(png(10, 10), 'text/html')
  for (const path of [`/files/${sha256}/picture`, `/files/${sha256}`]) {
    const { headers } = await yuna.request(path)
    assert.equal(headers.get('content-security-policy'), "default-src 'none'; sandbox", path)
    assert.equal(headers.get('x-content-type-options'), 'nosniff', path)
  }
  const { headers } = await yuna.request(`/files/${sha256}/picture`)
  assert.equal(headers.get('content-type'), 'image/png')
})

test('a page and a drawing with a script are never shown, only downloaded, and are no image of a record', async () => {
  const evil = '<svg xmlns="http://www.w3.org/2000/svg"><script>document.title = "run"</script></svg>'
  for (const [content, name] of [[evil, 'a.svg'], ['<script>1</script>', 'a.png'], ['II*\0', 'a.tif']] as const) {
    const { sha256 } = await keep(content, 'image/png')
    assert.equal((await refused(yuna.request(`/files/${sha256}/picture`))).code, 'image.not_shown')
    const { code, text } = await refused(observe({ micrograph: { type: 'image', sha256, name } }))
    assert.equal(code, 'image.not_shown')
    assert.match(text.ko, /[가-힣]/)
    const { headers } = await yuna.request(`/files/${sha256}`)
    assert.deepEqual([headers.get('content-type'), headers.get('content-disposition')!.slice(0, 10)], ['application/octet-stream', 'attachment'])
  }
})

test('a pixel of 3 MPa and a file that was never uploaded are refused', async () => {
  const { sha256 } = await keep(png(10, 10), 'image/png')
  const image = { type: 'image', sha256, name: 'a.png' }
  assert.equal((await refused(observe({ micrograph: { ...image, pixel_size: { value: 3, unit: 'MPa' } } }))).code, 'image.scale')
  assert.equal((await refused(observe({ micrograph: { ...image, pixel_size: { value: 0, unit: 'nm' } } }))).code, 'image.scale')
  assert.equal((await refused(observe({ micrograph: { ...image, sha256: '0'.repeat(64) } }))).code, 'file.not_found')
})

test('the command line keeps a file, and says how a record names it', async () => {
  const path = join(hub.home, 'note.txt')
  await writeFile(path, 'as measured')
  const { out } = await runSojae(['file', 'add', path], { home: hub.home })
  const { sha256, name } = JSON.parse(/^\{.*\}$/m.exec(out)![0]) as { sha256: string; name: string }
  assert.equal(name, 'note.txt')
  assert.equal((await runSojae(['file', 'get', sha256], { home: hub.home })).out, 'as measured')
})

test('the micrograph stands on the record’s page with a bar of 2 µm, and opens large', { skip: noBrowser }, async () => {
  const { page, complaints } = visit!
  const earlier = complaints.length
  const { sha256 } = await keep(png(800, 600), 'image/png')
  const { id } = await observe({ micrograph: { type: 'image', sha256, name: 'grain.png', pixel_size: nm } })
  await page.goto(`${hub.address}/r/${id}`)
  const open = page.getByRole('button', { name: 'Open Micrograph large' })
  await open.getByText(/2\sµm/).waitFor()
  const image = open.getByRole('img')
  await image.scrollIntoViewIfNeeded()
  await page.waitForFunction((found) => (found as HTMLImageElement).naturalWidth === 800, await image.elementHandle())
  const widths = await open.evaluate((button) => [
    button.querySelector('.scale')!.getBoundingClientRect().width, button.querySelector('img')!.getBoundingClientRect().width,
  ])
  assert.ok(Math.abs(widths[0]! / widths[1]! - 0.2) < 0.01, `${widths[0]} of ${widths[1]}`)
  await open.click()
  await page.getByRole('dialog').getByRole('img').waitFor()
  await page.getByRole('button', { name: 'Close' }).click()
  assert.deepEqual(complaints.slice(earlier), [])
})
