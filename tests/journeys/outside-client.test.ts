// Somebody elsewhere writes a program against the hub with nothing but its OpenAPI document.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { after, before, test } from 'node:test'
import { createClient } from '#contract/client.ts'
import * as declared from '#contract/operations/index.ts'
import { startHub } from './running-hub.ts'
import type { RunningHub } from './running-hub.ts'

const ROOT = resolve(import.meta.dirname, '../..')
const bin = (name: string) => join(ROOT, 'node_modules/.bin', name)
const TSC = ['--noEmit', '--strict', '--skipLibCheck', '--noUncheckedIndexedAccess', '--module', 'nodenext', '--target', 'esnext', '--types', 'node', '--allowImportingTsExtensions']

type Described = { operationId: string; summary: string; responses: Record<string, { headers?: object; content?: object }>; parameters?: { name: string; in: string }[] }
type Document = { openapi: string; paths: Record<string, Record<string, Described>>; components: { securitySchemes: object; schemas: Record<string, { properties: Record<string, unknown> }> } }

let hub: RunningHub
let desk: string
let document: Document
before(async () => {
  hub = await startHub()
  document = await (await fetch(`${hub.address}/api/v1/openapi.json`)).json() as Document
  // The folder of a project of its own, which has the two packages of docs/api.md and nothing of ours.
  desk = mkdtempSync(join(tmpdir(), 'sojae-outside-'))
  writeFileSync(join(desk, 'package.json'), '{"type": "module"}')
  symlinkSync(join(ROOT, 'node_modules'), join(desk, 'node_modules'))
  cpSync(join(ROOT, 'examples/client/find-strong.ts'), join(desk, 'find-strong.ts'))
})
after(async () => {
  await hub?.stop()
  if (desk) rmSync(desk, { recursive: true, force: true })
})

const run = (command: string, args: string[]) => spawnSync(command, args, {
  cwd: desk, encoding: 'utf8', timeout: 120_000, env: { ...process.env, SOJAE_ADDRESS: hub.address, SOJAE_TOKEN: hub.token },
})

test('types are generated from the running hub, the example compiles by them, and finds every record page by page', async () => {
  const client = createClient({ address: hub.address, token: hub.token })
  for (const name of ['alder', 'birch', 'cedar', 'damson', 'elder']) {
    const content = { kind: 'material', template: 'alloy_specimen@1', name, origin: 'measured', source: { kind: 'own' }, values: {} } as const
    await client.call(declared.createRecord, { params: { hub: 'main' }, body: { content } })
  }
  const generated = run(bin('openapi-typescript'), [`${hub.address}/api/v1/openapi.json`, '-o', 'hub.d.ts'])
  assert.equal(generated.status, 0, generated.stderr)
  const compiled = run(process.execPath, [join(ROOT, 'node_modules/typescript7/bin/tsc'), ...TSC, 'find-strong.ts'])
  assert.equal(compiled.status, 0, compiled.stdout)
  const found = run(process.execPath, ['find-strong.ts', 'kind = material'])
  assert.equal(found.status, 0, found.stderr)
  assert.equal(found.stdout, ['elder', 'damson', 'cedar', 'birch', 'alder'].map((name) => `${name}\talloy_specimen\n`).join(''))
})

test('a path that the hub does not have, and a field that no record has, do not compile', () => {
  writeFileSync(join(desk, 'wrong.ts'), `
    import createClient from 'openapi-fetch'
    import type { components, paths } from './hub.d.ts'
    const hub = createClient<paths>({ baseUrl: '' })
    void hub.GET('/api/v1/nothing')
    export const melt = (one: components['schemas']['RecordSummary']) => one.melting_mood
  `)
  const { status, stdout } = run(process.execPath, [join(ROOT, 'node_modules/typescript7/bin/tsc'), ...TSC, 'wrong.ts'])
  assert.notEqual(status, 0)
  assert.match(stdout, /wrong\.ts\(5,/)
  assert.match(stdout, /melting_mood/)
})

test('what may be absent may be null in the document, too', () => {
  const { Import, Job } = document.components.schemas
  const orNull = { anyOf: [{ $ref: '#/components/schemas/Text' }, { type: 'null' }] }
  assert.deepEqual([Import?.properties['problem'], Job?.properties['error']], [orNull, orNull])
  assert.doesNotMatch(JSON.stringify(document), /"allOf":\[\{"\$ref":"[^"]*"\},\{"type":\["object","null"\]\}\]/)
})

test('the document has every operation of the contract, and says of each how it is refused and what its headers are', () => {
  assert.match(document.openapi, /^3\.1\./)
  assert.deepEqual(Object.keys(document.components.securitySchemes).sort(), ['session', 'token'])
  const described = Object.values(document.paths).flatMap((path) => Object.values(path))
  const byId = new Map(described.map((one) => [one.operationId, one]))
  assert.equal(byId.size, described.length)
  for (const operation of Object.values(declared)) {
    if (typeof operation !== 'object' || !('method' in operation)) continue
    const one = byId.get(operation.id)
    assert.ok(one, operation.id)
    const headers = (one.parameters ?? []).filter((parameter) => parameter.in === 'header').map(({ name }) => name).sort()
    const expected = operation.method === 'get' ? ['if-none-match']
      : [...(operation.once ? ['idempotency-key'] : []), ...('unchanged' in operation && operation.unchanged ? ['if-match'] : [])]
    assert.deepEqual(headers, expected, operation.id)
    if (operation.method === 'get') assert.ok(one.responses['304'] && one.responses['200']?.headers, operation.id)
  }
  for (const { operationId, summary, responses } of described) {
    assert.ok(summary.length > 10, operationId)
    assert.ok(responses['default']?.content && 'application/problem+json' in responses['default'].content, operationId)
  }
  for (const streamed of ['watchJob', 'exportRecords', 'uploadFile', 'getFile', 'getPicture']) assert.ok(byId.has(streamed), streamed)
})
