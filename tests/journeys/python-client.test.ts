// A data scientist works from a notebook with the one file of Python that the hub gives.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { startHub } from './running-hub.ts'
import type { RunningHub } from './running-hub.ts'

const version = spawnSync('python3', ['--version'], { encoding: 'utf8' })
const options = { skip: version.status === 0 ? false : 'python3 is not here' }
const PLATE = `{"kind": "material", "template": "wrought_plate@1", "name": name, "origin": "specified", "source": {"kind": "own"}, "values": {"designation": {"type": "text", "text": "6061-T6"}}}`

let hub: RunningHub
let desk: string
before(async () => {
  hub = await startHub()
  desk = mkdtempSync(join(tmpdir(), 'sojae-python-'))
  writeFileSync(join(desk, 'sojae.py'), await (await fetch(`${hub.address}/sojae.py`)).text())
})
after(async () => {
  await hub?.stop()
  if (desk) rmSync(desk, { recursive: true, force: true })
})

function python(script: string, environment: Record<string, string> = { SOJAE_ADDRESS: hub.address, SOJAE_TOKEN: hub.token }) {
  const { PATH = '' } = process.env
  const { stdout, stderr, status } = spawnSync('python3', ['-c', script], { cwd: desk, encoding: 'utf8', timeout: 120_000, env: { PATH, ...environment } })
  assert.equal(status, 0, stderr)
  return JSON.parse(stdout)
}

test('every operation that the file calls is one of the hub’s OpenAPI document, by its method and path', options, async () => {
  const document = await (await fetch(`${hub.address}/api/v1/openapi.json`)).json() as { paths: Record<string, Record<string, { operationId: string }>> }
  const described = Object.entries(document.paths).flatMap(([path, methods]) => (
    Object.entries(methods).map(([method, { operationId }]) => [operationId, `${method.toUpperCase()} ${path.replace('/api/v1', '')}`])
  ))
  const known = Object.fromEntries(described)
  const called = python('import json, sojae; print(json.dumps({k: " ".join(v) for k, v in sojae.OPERATIONS.items()}))') as Record<string, string>
  for (const [id, place] of Object.entries(called)) assert.equal(place, known[id], id)
})

test('records are added, found, revised, withdrawn; a refusal is one line with its code', options, () => {
  const answer = python(`
import json
from sojae import Hub, Refused
hub = Hub()
plate = lambda name: ${PLATE}
first = hub.add(plate("Plate 1"), reason="rolled")
revised = hub.revise(first, dict(first["content"], note="heat 4711"), reason="from the certificate")
said = []
for attempt in (lambda: hub.revise(first, first["content"], "late"), lambda: hub.record("0" * 8 + "-0000-0000-0000-" + "0" * 12),
                lambda: hub.add(dict(plate("x"), template="plate@9")), lambda: list(hub.search("strength >")), lambda: hub.table("nothing")):
    try:
        attempt()
    except Refused as refusal:
        said.append([refusal.code, str(refusal)])
made = hub.add_all([{"key": "a", "content": plate("Plate 2")}, {"key": "b", "content": plate("Plate 3")}])
hub.withdraw(hub.record(made[0]["id"]), reason="entered twice")
print(json.dumps([revised["revision"], said, sorted(r["name"] for r in hub.search("template = wrought_plate")), hub.count("template = wrought_plate"),
                  len(hub.revisions(first["id"])), [n["name"] for n in hub.lineage(first["id"])["nodes"]]]))`)
  const [revision, said, names, count, revisions, lineage] = answer
  assert.deepEqual([revision, names, count, revisions, lineage], [2, ['Plate 1', 'Plate 3'], 2, 2, ['Plate 1']])
  assert.deepEqual(said.map(([code]: [string]) => code), ['record.revised_meanwhile', 'record.not_found', 'template.unknown_version', 'query.syntax', 'table.not_found'])
  for (const [, line] of said) assert.ok(!line.includes('\n') && line.length > 20, line)
})

test('a thousand records come in as lines; a table of them has bounds and uncertainties in columns of their own, and a missing value is none', options, () => {
  const answer = python(`
import json
from sojae import Hub
hub = Hub()
plate = lambda name: ${PLATE}
def test(n):
    value = {"type": "quantity", "value": 270.0 + n % 5, "unit": "MPa", "uncertainty": {"kind": "standard", "value": 3}}
    if n == 7: value = {"type": "quantity", "value": 300.0, "unit": "MPa", "bound": ">"}
    return {"kind": "measurement", "template": "tension_test@2", "name": "T%d" % n, "origin": "measured", "source": {"kind": "own"}, "state": "done",
            "of": "p%d" % n, "values": {} if n == 8 else {"yield_strength": value}}
lines = [line for n in range(1000) for line in ({"key": "p%d" % n, "content": plate("P%d" % n)}, {"key": "t%d" % n, "content": test(n)})]
report = hub.import_records(lines, name="python")["report"]
again = hub.import_records(lines, name="python")["report"]
hub.call("createTable", body={"name": "tests", "title": {"en": "t", "ko": "t"}, "rows": {"template": "tension_test"},
    "columns": [{"name": "ys", "path": {"from": "own", "field": "yield_strength"}, "unit": "MPa"}]})
rows = hub.table("tests")
hub.export("out.jsonl", "template = tension_test")
print(json.dumps([report["records_made"], again["records_unchanged"], len(rows), rows.columns[0]["unit"], rows[7], rows[8], rows[9], sum(1 for _ in open("out.jsonl")),
                  hub.count("yield_strength > 273.5 MPa")]))`)
  const [made, unchanged, rows, unit, bounded, missing, plain, exported, strong] = answer
  assert.deepEqual([made, unchanged, rows, unit, exported >= 1000], [2000, 2000, 1000, 'MPa', true])
  assert.deepEqual(bounded, { ys: 300, 'ys (bound)': '>', 'ys (uncertainty)': null })
  assert.deepEqual(missing, { ys: null, 'ys (bound)': null, 'ys (uncertainty)': null })
  assert.deepEqual(plain, { ys: 274, 'ys (bound)': null, 'ys (uncertainty)': { kind: 'standard', value: 3 } })
  assert.equal(strong, 201)
})

test('a large file goes in parts, and goes on by itself where the connection broke and an answer was lost', options, () => {
  const [whole, parts, asked] = python(`
import hashlib, json, os, urllib.error, urllib.request
from sojae import Hub
content = os.urandom(9_000_000)
with open("film.bin", "wb") as file: file.write(content)
send, asked = urllib.request.urlopen, []
def bad_line(request, **more):
    asked.append(request.get_method())
    if len(asked) == 2: raise urllib.error.URLError("the line is cut before it arrives")
    answer = send(request, **more)
    if len(asked) == 4: raise ConnectionResetError("the part arrives, its answer does not")
    return answer
urllib.request.urlopen = bad_line
print(json.dumps([hashlib.sha256(content).hexdigest(), Hub().upload("film.bin"), asked]))`)
  assert.equal(parts, whole)
  assert.deepEqual(asked, ['POST', 'PATCH', 'GET', 'PATCH', 'GET', 'PATCH'])
})

test('on the hub’s own machine neither address nor token need be given; elsewhere a missing token is said', options, () => {
  assert.ok(python('import json; from sojae import Hub; print(json.dumps(Hub().count()))', { SOJAE_HOME: hub.home }) > 0)
  assert.deepEqual(python(`
import json
from sojae import Hub, Refused
try: Hub("http://localhost:1")
except Refused as refusal: print(json.dumps(refusal.code))`, {}), 'hub.token_missing')
})
