// A data scientist writes records with her own program, one JSON object a line, and brings the file in.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { createClient } from '#contract/client.ts'
import type { Client } from '#contract/client.ts'
import { createImport, getImport, searchRecords } from '#contract/operations/index.ts'
import { startHub } from './running-hub.ts'
import type { RunningHub } from './running-hub.ts'
import { runSojae } from './run-sojae.ts'

const FILE = join(import.meta.dirname, '../../examples/carbides/records.jsonl')
const params = { hub: 'main' }

let hub: RunningHub
let client: Client
before(async () => {
  hub = await startHub({})
  client = createClient({ address: hub.address, token: hub.token })
})
after(() => hub.stop())

async function bring(content: Uint8Array | string, name = 'carbides') {
  const { sha256 } = await client.upload('main', typeof content === 'string' ? Buffer.from(content) : content, 'application/jsonl')
  const body = { recipe: { records: name }, file: { sha256, name: `${name}.jsonl` } }
  const { id } = await client.call(createImport, { params, body })
  for (;;) {
    const one = await client.call(getImport, { params: { id } })
    if (one.state === 'done' || one.state === 'failed') return one
    await sleep(50)
  }
}
const total = async () => (await client.call(searchRecords, { params, query: { limit: 1 } })).total

test('a file with a fault is refused whole, in one line that names the fault’s line', async () => {
  const [carbide, result] = (await readFile(FILE, 'utf8')).split('\n') as [string, string]
  const cases: [string, string | Uint8Array, RegExp][] = [
    ['no JSON', `${carbide}\n{"key": \n`, /^bad\.jsonl, line 2: this is not valid JSON/],
    ['no record', `${carbide}\n{"key":"a","content":{"kind":"thing"}}`, /^bad\.jsonl, line 2, /],
    ['a template that is not there', carbide.replace('ceramic_composition@1', 'ceramic_composition@7'), /line 1: There is no template/],
    ['a unit that is not there', `${carbide}\n${result.replace('(eV/atom)^-1', 'zorks')}`, /line 2: .*zorks/],
    ['a reference to nothing', result, /line 1: no earlier line has the key/],
    ['one key twice', `${carbide}\n${carbide}`, /line 2: the key .* is already that of an earlier line/],
    ['bytes that are no UTF-8', Buffer.concat([Buffer.from(`${carbide}\n`), Buffer.from([0xff, 0xfe])]), /UTF-8/],
  ]
  for (const [what, content, says] of cases) {
    const { state, problem } = await bring(content, 'bad')
    assert.equal(state, 'failed', what)
    assert.match(problem!.en, says, what)
    assert.match(problem!.ko, /[가-힣]/, what)
  }
  assert.equal(await total(), 0)
})

const material = (key: string) => JSON.stringify({ key, content: {
  kind: 'material', template: 'alloy@1', name: key, origin: 'specified', source: { kind: 'own' },
  values: { composition: { type: 'composition', written: 'Fe', basis: 'amount', fractions: { Fe: 1 } } },
} })
const step = (key: string, from: string, to: string) => JSON.stringify({ key, content: {
  kind: 'process', template: 'alloy_processing@1', name: key, origin: 'specified', source: { kind: 'own' }, state: 'done', planned: {}, values: {},
  inputs: [{ material: from }], outputs: [{ material: to }],
} })

test('no file closes a circle, within it or with what an earlier one brought, nor makes a thing twice', async () => {
  const before = await total()
  const all = [material('a'), material('b'), material('c'), step('ab', 'a', 'b'), step('bc', 'b', 'c')]
  const circle = await bring([...all, step('ca', 'c', 'a')].join('\n'), 'circle')
  assert.equal(circle.state, 'failed')
  assert.match(circle.problem!.en, /line 6: This process would make material .* its own ancestor \(3 steps around\)/)
  const twice = await bring([...all, step('ac', 'a', 'c')].join('\n'), 'circle')
  assert.match(twice.problem!.en, /line 6: Material .* was already made by process/)
  assert.equal(await total(), before)
  assert.equal((await bring(all.join('\n'), 'circle')).state, 'done')
  assert.match((await bring(step('ca', 'c', 'a'), 'circle')).problem!.en, /line 1: .* its own ancestor/)
})

test('the records come in linked; the same file again changes nothing; a changed line is a revision', async () => {
  const before = await total()
  const text = await readFile(FILE, 'utf8')
  const lines = text.trim().split('\n').length
  const first = await bring(text)
  assert.equal(first.state, 'done', first.problem?.en)
  assert.deepEqual([first.report!.rows_read, first.report!.records_made], [lines, lines])
  const again = await bring(text)
  assert.deepEqual([again.report!.records_made, again.report!.records_unchanged], [0, lines])
  const changed = await bring(text.replace('"name":"MoNbTaVWC5 · EFA"', '"name":"MoNbTaVWC5 · EFA, corrected"'))
  assert.deepEqual([changed.report!.records_revised, changed.report!.records_unchanged], [1, lines - 1])
  assert.equal(await total(), before + lines)
})

test('on the command line the file needs no recipe', async () => {
  const { out, status } = await runSojae(['import', FILE, '--json'], { home: hub.home })
  assert.equal(status, 0)
  const { recipe, report } = JSON.parse(out) as { recipe: string; report: { records_made: number } }
  // Its keys are those of a file called `records`, not those remembered as `carbides` before.
  assert.equal(recipe, 'records/records')
  assert.ok(report.records_made > 0)
})
