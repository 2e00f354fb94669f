// Dr Baek takes a list home over a connection that breaks: nothing that is not whole may look like the list.
import assert from 'node:assert/strict'
import { execFile, spawnSync } from 'node:child_process'
import { mkdtemp, readdir, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { after, before, test } from 'node:test'
import { promisify } from 'node:util'
import { createClient } from '#contract/client.ts'
import { writeRecords } from '#contract/operations/index.ts'
import { noBrowser, openBrowser } from './browser.ts'
import { cutConnection } from './cut-connection.ts'
import { addMember } from './member.ts'
import { runSojae } from './run-sojae.ts'
import { startHub } from './running-hub.ts'
import type { RunningHub } from './running-hub.ts'

const PLATES = 400
const noPython = spawnSync('python3', ['--version']).status === 0 ? false : 'no python3 here'
let hub: RunningHub
let way: Awaited<ReturnType<typeof cutConnection>>
let folder: string
before(async () => {
  hub = await startHub()
  folder = await mkdtemp(join(tmpdir(), 'sojae-broken-'))
  const content = (n: number) => ({
    kind: 'material', template: 'alloy_specimen@1', name: `Plate ${n}`, origin: 'specified', source: { kind: 'own' }, values: {},
  }) as const
  await createClient(hub).call(writeRecords, { params: { hub: 'main' }, body: { records: Array.from({ length: PLATES }, (_, n) => ({ key: `p${n}`, content: content(n) })), reason: '' } })
  way = await cutConnection({ address: hub.address, requests: /^GET \S*\/export/, afterBytes: 20_000 })
})
after(async () => {
  way?.close()
  await hub?.stop()
})

test('the command line keeps no half of a file, says that the connection broke, and ends with a failure; so does what goes to stdout', async () => {
  const at = { home: hub.home, env: { SOJAE_ADDRESS: way.address, SOJAE_TOKEN: hub.token } }
  const file = join(folder, 'plates.jsonl')
  const kept = await runSojae(['record', 'export', '--format', 'jsonl', '-o', file], at)
  assert.equal(kept.status, 1)
  assert.match(kept.err, /^sojae: The connection to the hub broke after \S+\skB, before the file was whole; \S+plates\.jsonl was not written\. Ask again\.\n$/)
  assert.deepEqual(await readdir(folder), [])
  const piped = await runSojae(['record', 'export', '--format', 'jsonl'], at)
  assert.equal(piped.status, 1)
  assert.match(piped.err, /^sojae: .*what was written is not whole.*\n$/)
  assert.ok(piped.out.length > 0)
})

test('the Python client keeps no half of a file either', { skip: noPython }, async () => {
  const program = `
from sojae import Hub, Refused
try:
    Hub("${way.address}", token="${hub.token}").export("python.jsonl")
except Refused as refused:
    print(refused.code)`
  // Not spawnSync: the connection is cut in this very process.
  const { stdout, stderr } = await promisify(execFile)('python3', ['-c', program], {
    cwd: folder, env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1', PYTHONPATH: resolve(import.meta.dirname, '../../clients/python') },
  })
  assert.equal(stdout, 'file.broke_off\n', stderr)
  assert.deepEqual(await readdir(folder), [])
})

test('the page says that the export broke off and saves nothing; asked again over a whole connection it saves every record', { skip: noBrowser }, async () => {
  const { token } = await addMember(hub, 'Baek Hana', 'researcher')
  const { page, context, close } = await openBrowser()
  await context.addCookies([{ name: 'sojae_session', value: token, url: way.address }])
  const saved: string[] = []
  page.on('download', (download) => saved.push(download.suggestedFilename()))
  await page.goto(`${way.address}/h/main/records`)
  await page.getByLabel('Export').click()
  await page.getByRole('link', { name: 'JSON lines' }).click()
  await page.getByText('The connection broke before the file was whole. Nothing was saved.').waitFor()
  assert.deepEqual(saved, [])
  way.mends()
  const coming = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Try again' }).click()
  const download = await coming
  assert.equal(download.suggestedFilename(), 'main.jsonl')
  const lines = (await readFile(await download.path(), 'utf8')).trimEnd().split('\n')
  assert.equal(new Set(lines.map((line) => (JSON.parse(line) as { key: string }).key)).size, PLATES)
  await page.getByText('main.jsonl is whole').waitFor()
  await close()
})
