// What the explore index finds for a query is what a reader of all records, one by one, would find.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import { element } from '#science/chemistry/elements.ts'
import { parseComposition } from '#science/chemistry/composition.ts'
import { queriesOf } from '#record/fixtures/queries.ts'
import { SEARCH_TEMPLATES } from '#record/fixtures/search-templates.ts'
import { elementsAlong } from '#record/lineage/elements-along.ts'
import type { MaterialContent, MeasurementContent, ProcessContent, RecordContent } from '#record/records/record.ts'
import { searchable, shownValues } from '#record/records/searchable.ts'
import type { QuantityValue, Value, Values } from '#record/records/value.ts'
import { parseQuery } from '#record/search/parse-query.ts'
import { printQuery } from '#record/search/print-query.ts'
import { resolveQuery } from '#record/search/resolve-query.ts'
import type { Range, Test, Wanted } from '#record/search/wanted.ts'
import { templateKey } from '#record/templates/template.ts'
import { createHub } from '#hub/hubs/create-hub.ts'
import { foundRecords } from '#hub/records/found-records.ts'
import { insertRecords } from '#hub/records/insert-rows.ts'
import { newestFound } from '#hub/records/newest-found.ts'
import type { Place } from '#hub/records/newest-found.ts'
import { rowsOf } from '#hub/records/record-rows.ts'
import { wantedCondition } from '#hub/records/wanted-condition.ts'
import { openExploreIndex } from '#platform/index/explore-index.ts'
import type { ExploreIndex } from '#platform/index/explore-index.ts'
import { migrate } from '#platform/storage/migrate.ts'
import { newId } from '#platform/storage/new-id.ts'
import type { Database } from '#platform/storage/schema.ts'
import { openTrialDatabase } from '#platform/storage/trial-database.ts'

let database: Awaited<ReturnType<typeof openTrialDatabase<Database>>>
let explore: ExploreIndex
const account = newId()
before(async () => {
  database = await openTrialDatabase<Database>()
  await migrate(database.pool)
  await sql`insert into account (id, name) values (${account}, 'Reader')`.execute(database.db)
  explore = await openExploreIndex({ path: `${database.home}/explore.duckdb`, temporary: database.home, pool: database.pool })
})
after(async () => {
  await explore.close()
  await database.close()
})

/** As a list and as facets find it: from the tally, from the values of a field, or from all records. */
async function listedAndCounted(hub: string, query: string): Promise<{ ids: string[]; total: number; counted: number; newest: string[] }> {
  const found = foundRecords(hub, { q: query }, SEARCH_TEMPLATES)
  const ids: string[] = []
  let total = 0
  for (let after: Place | null = null; ;) {
    const page: { total: number; places: Place[] } = await newestFound({ explore }, found, after, 3)
    total = page.total
    ids.push(...page.places.map(({ id }) => id))
    if (page.places.length < 3) break
    after = page.places.at(-1)!
  }
  const rows = await explore.rows(sql<{ stage: string; n: number }>`select record.stage, ${found.n} as n ${found.counted} group by 1`)
  return { ids, total, counted: rows.reduce((sum, { n }) => sum + n, 0), newest: ids.toSorted().toReversed() }
}

/** Ids of a hub's records that the explore index finds. */
async function foundIn(hub: string, wanted: Wanted): Promise<string[]> {
  await explore.fresh()
  const rows = await explore.rows(sql<{ id: string }>`
    select id::varchar as id from record where record.hub = ${hub}::uuid and ${wantedCondition(hub, wanted)}`)
  return rows.map(({ id }) => id)
}

// --- A small hub, drawn at random -------------------------------------------------------------------------------

const quantity = (unit: string, ...numbers: number[]): fc.Arbitrary<QuantityValue> => fc.record({
  type: fc.constant('quantity' as const), value: fc.constantFrom(...numbers), unit: fc.constant(unit),
}).chain((value) => fc.constantFrom<QuantityValue>(
  value, value, value, { ...value, bound: '<' }, { ...value, bound: '<=' }, { ...value, bound: '>' }, { ...value, bound: '>=' },
  { ...value, high: value.value + 200 },
))
const terms = (...words: string[]): fc.Arbitrary<Value> => (
  fc.subarray(words, { minLength: 1 }).map((chosen) => ({ type: 'terms', terms: chosen }))
)
const text = fc.constantFrom('burnt 50%', 'Burnt', 'clean').map((said): Value => ({ type: 'text', text: said }))
const composition = fc.constantFrom('AlNi', 'Al2Ni', 'FeAl', 'Pb').map((written): Value => {
  const { fractions, basis } = parseComposition(written)
  return { type: 'composition', written, basis, fractions }
})
const some = (model: Record<string, fc.Arbitrary<Value>>): fc.Arbitrary<Values> => (
  fc.record(model, { requiredKeys: [] }) as fc.Arbitrary<Values>
)
const temperature = quantity('°C', 300, 500, 700)
const VALUES = {
  anneal: some({ temperature, remark: text, grade: text, aged: fc.boolean().map((boolean): Value => ({ type: 'boolean', boolean })) }),
  cell: some({
    cycles: quantity('1', 100, 300), composition, remark: text, grade: fc.constantFrom('A', 'B').map((term): Value => ({ type: 'terms', terms: [term] })),
  }),
  look: some({ phases: terms('FCC', 'BCC', 'B2') }),
  test: some({ temperature, strength: quantity('MPa', 500, 700), load: quantity('kN', 0.5, 0.7) }),
}
const state = fc.constantFrom('done', 'done', 'done', 'planned', 'failed')

type Stored = ReadonlyMap<string, RecordContent>
const hubs: fc.Arbitrary<Stored> = fc.array(fc.record({
  values: VALUES.cell, isOwn: fc.boolean(), anneal: VALUES.anneal, planned: VALUES.anneal, state,
  inputs: fc.uniqueArray(fc.nat(6), { maxLength: 2 }), joinsOutput: fc.boolean(), isPiece: fc.boolean(),
  tests: fc.array(fc.record({ isLook: fc.boolean(), look: VALUES.look, test: VALUES.test, version: fc.constantFrom(1, 2), state }), { maxLength: 2 }),
}), { minLength: 2, maxLength: 7 }).map((drawn) => {
  const stored = new Map<string, RecordContent>()
  const materials = drawn.map(() => newId())
  let last: string | null = null
  drawn.forEach((each, at) => {
    const source = each.isOwn ? { kind: 'own' as const } : { kind: 'literature' as const, doi: `10.1000/${at}` }
    const common = { origin: 'measured', source } as const
    const material: MaterialContent = { ...common, kind: 'material', template: 'cell@1', name: `cell ${at}`, values: each.values }
    stored.set(materials[at]!, material)
    const inputs = each.inputs.filter((input) => input < at).map((input) => ({ material: materials[input]! }))
    const before = last === null ? null : stored.get(last) as ProcessContent
    if (inputs.length > 0) {
      last = newId()
      const process: ProcessContent = {
        ...common, kind: 'process', template: 'anneal@1', name: `anneal ${at}`, state: each.state, planned: each.planned, values: each.anneal,
        inputs, outputs: [{ material: materials[at]!, ...(each.isPiece && { representative: true }) }],
      }
      stored.set(last, process)
    } else if (each.joinsOutput && before?.inputs.every(({ material: input }) => materials.indexOf(input) < at)) {
      // One process with several outputs: a split.
      stored.set(last!, { ...before, outputs: [...before.outputs, { material: materials[at]!, ...(each.isPiece && { representative: true }) }] })
    }
    each.tests.forEach((tested, n) => {
      const [template, values] = tested.isLook ? ['look@1', tested.look] : [`test@${tested.version}`, tested.test]
      const measurement: MeasurementContent = {
        ...common, kind: 'measurement', template, name: `test ${at}.${n}`, of: materials[at]!, state: tested.state, values,
      }
      stored.set(newId(), measurement)
    })
  })
  return stored
})

async function store(stored: Stored): Promise<string> {
  return database.db.transaction().execute(async (trx) => {
    const slug = `h${newId()}`
    // Anneals that make several things are splits, whose pieces may be called representative.
    const templates = SEARCH_TEMPLATES.map((each) => (each.template === 'anneal' ? { ...each, event: 'split' as const } : each))
    const hub = await createHub(trx, { slug, title: { en: slug, ko: slug }, example: false }, account, templates)
    const by = { hub, author: account, at: new Date(0), reason: '', import: null }
    await insertRecords(trx, [...stored].map(([id, content]) => rowsOf({
      id, content, template: templateOf(content), elements: elementsIn(stored).get(id)!, revision: 1, parent: null,
    }, by)))
    return hub
  })
}

const templateOf = (content: RecordContent) => SEARCH_TEMPLATES.find((each) => templateKey(each) === content.template)!
const elementsIn = (stored: Stored) => elementsAlong(
  new Map([...stored].map(([id, content]) => [id, { content, own: searchable(content).elements }])), () => [],
)

// --- The same question, answered by reading -----------------------------------------------------------------------

type Truth = boolean | null
const negated = (truth: Truth) => (truth === null ? null : !truth)
const any = (truths: readonly Truth[]) => (truths.includes(true) ? true : truths.includes(null) ? null : false)
const every = (truths: readonly Truth[]) => negated(any(truths.map(negated)))

/** By id, what the lineage says is up of a record. */
function ancestors(stored: Stored, id: string): Set<string> {
  const up = new Set<string>()
  const content = stored.get(id)!
  const materials: string[] = []
  const visit = (material: string) => {
    if (up.has(material)) return
    up.add(material)
    climb(material)
  }
  const climb = (material: string) => {
    materials.push(material)
    for (const [process, made] of stored) {
      if (made.kind !== 'process' || !made.outputs.some((output) => output.material === material)) continue
      up.add(process)
      for (const input of made.inputs) visit(input.material)
    }
  }
  if (content.kind === 'measurement') visit(content.of)
  else if (content.kind === 'process') for (const { material } of content.inputs) visit(material)
  else climb(id)
  // Representative pieces are no ancestors, but what is measured on them is heard.
  const measured = new Set(materials)
  for (const whole of measured) for (const made of stored.values()) {
    if (made.kind !== 'process' || !made.inputs.some(({ material }) => material === whole)) continue
    for (const { material, representative } of made.outputs) if (representative) measured.add(material)
  }
  for (const [measurement, seen] of stored) {
    if (seen.kind === 'measurement' && measured.has(seen.of)) up.add(measurement)
  }
  up.delete(id)
  return up
}

/** What is down of a record is what it is up of; but what measures a material is beside it, and so on both sides. */
function descendants(stored: Stored, id: string): Set<string> {
  const content = stored.get(id)!
  const start = content.kind === 'measurement' ? content.of : id
  const things = [...stored].filter(([other, { kind }]) => kind !== 'measurement' && other !== start && ancestors(stored, other).has(start))
  const down = new Set(things.map(([other]) => other))
  for (const [other, seen] of stored) {
    if (seen.kind === 'measurement' && (seen.of === start || down.has(seen.of))) down.add(other)
  }
  down.delete(id)
  return down
}

function answer(stored: Stored, wanted: Wanted, id: string): Truth {
  switch (wanted.is) {
    case 'not': return negated(answer(stored, wanted.part, id))
    case 'and': return every(wanted.parts.map((part) => answer(stored, part, id)))
    case 'or': return any(wanted.parts.map((part) => answer(stored, part, id)))
    case 'test': {
      const content = stored.get(id)!
      return wanted.templates?.includes(content.template) === false ? null : answerTest(stored, wanted.test, id, content)
    }
    case 'some': {
      const reached = [...(wanted.reach === 'up' ? ancestors(stored, id) : descendants(stored, id))]
      const asked = reached.filter((other) => wanted.templates?.includes(stored.get(other)!.template) !== false)
      return asked.length === 0 ? null : any(asked.map((other) => answer(stored, wanted.of, other)))
    }
  }
}

function answerTest(stored: Stored, asked: Test, id: string, content: RecordContent): Truth {
  const values = shownValues(content)
  const amongst = (own: readonly (string | number)[], how: 'any' | 'only', named: readonly (string | number)[]) => {
    if (own.length === 0) return null
    return how === 'any' ? own.some((one) => named.includes(one)) : own.every((one) => named.includes(one))
  }
  switch (asked.on) {
    case 'quantity': {
      const found = searchable(content).quantities.find(({ field }) => field === asked.field)
      return found ? inRange(found, asked.range) : null
    }
    case 'terms': return amongst(searchable(content).terms.filter(({ field }) => field === asked.field).map(({ term }) => term), asked.how, asked.terms)
    case 'elements': return amongst(elementsIn(stored).get(id)!, asked.how, asked.elements)
    case 'choice': {
      const { stage, template } = templateOf(content)
      const own = { stage, template, kind: content.kind, origin: content.origin, state: content.kind === 'material' ? 'done' : content.state }
      return asked.choices.includes(own[asked.column])
    }
    case 'text': {
      const value = typeof asked.of === 'object' ? values[asked.of.field] : undefined
      const own = asked.of === 'name' ? content.name
        : asked.of === 'source' ? (content.source.kind === 'literature' ? content.source.doi : null)
        : value?.type === 'text' ? value.text : null
      if (own === null) return null
      return asked.how === 'whole' ? own === asked.text : own.toLowerCase().includes(asked.text.toLowerCase())
    }
    case 'composition': {
      const own = Object.entries(values).flatMap(([field, value]) => (
        value.type === 'composition' && (asked.field === null || asked.field === field) ? [value.fractions] : []
      ))
      if (own.length === 0) return null
      const isSame = (a: Record<string, number>, b: Record<string, number>) => [...Object.keys(a), ...Object.keys(b)].every(
        (symbol) => element(symbol) && Math.abs((a[symbol] ?? 0) - (b[symbol] ?? 0)) < 1e-6,
      )
      return own.some((fractions) => isSame(fractions, asked.fractions))
    }
    case 'known': {
      if (asked.of === 'name') return true
      if (asked.of === 'source') return content.source.kind !== 'own'
      if (asked.of === 'elements') return elementsIn(stored).get(id)!.length > 0
      if (asked.of === 'formula') return Object.values(values).some(({ type }) => type === 'composition')
      return values[asked.of.field] !== undefined
    }
  }
}

/** By the values that it may have: from the lowest to the highest, each end itself among them or not. */
function inRange({ value, high, bound }: { value: number; high: number | null; bound?: string | null }, { low: from, high: to }: Range): Truth {
  const least = bound?.startsWith('<') ? -Infinity : value
  const most = bound?.startsWith('>') ? Infinity : (high ?? value)
  const isNotLeast = bound === '>'
  const isNotMost = bound === '<'
  const above = from === null ? true : from.open
    ? (least > from.value || (least === from.value && isNotLeast) ? true : most <= from.value ? false : null)
    : (least >= from.value ? true : most < from.value || (most === from.value && isNotMost) ? false : null)
  const below = to === null ? true : to.open
    ? (most < to.value || (most === to.value && isNotMost) ? true : least >= to.value ? false : null)
    : (most <= to.value ? true : least > to.value || (least === to.value && isNotLeast) ? false : null)
  return every([above, below])
}

// --- Questions ------------------------------------------------------------------------------------------------------

const conditions = fc.oneof(
  fc.tuple(
    fc.constantFrom('', '', 'up.', 'down.', 'test.', 'up.test.', 'down.test.'), fc.constantFrom('strength', 'load'),
    fc.constantFrom('=', '!=', '<', '<=', '>', '>='), fc.constantFrom(500, 600, 700, 900),
  ).map(([reach, field, sign, n]) => `${reach}${field} ${sign} ${n} ${field === 'load' ? 'N' : 'MPa'}`),
  fc.tuple(fc.constantFrom('', 'up.', 'up.anneal.', 'down.anneal.', 'test.', 'down.'), fc.constantFrom(
    'temperature between 300 and 500 degC', 'temperature in (500 degC, 973.15 K)', 'temperature is known',
    'temperature is unknown', 'temperature > 400 degC', 'remark contains BURNT', 'remark is known', 'name contains 1',
    'state = failed', 'state != done', 'template in (anneal, test)', 'kind = material', 'source is unknown',
    'elements has any Al, Pb', 'elements is known', 'stage = property',
  )).filter(([reach, rest]) => reach !== 'test.' || !rest.startsWith('remark')).map(([reach, rest]) => `${reach}${rest}`),
  fc.tuple(fc.constantFrom('', 'up.', 'down.'), fc.constantFrom(
    'phases has all FCC, BCC', 'phases has any FCC, B2', 'phases has only FCC, BCC', 'phases has none BCC', 'phases = FCC',
    'phases != FCC', 'aged = yes', 'aged != yes', 'anneal.grade = clean', 'cell.grade in (A, 양호)', 'remark = Burnt',
    'remark contains "50%"', 'cycles = 100', 'elements has only Al, Ni', 'elements has none Pb', 'formula = NiAl',
    'formula != NiAl', 'composition = "Al 2 Ni"', 'formula is unknown', 'source contains 10.1000/1', 'grade is known',
    'name = "cell 1"',
  )).map(([reach, rest]) => `${reach}${rest}`),
)
const questions = queriesOf(conditions.map(parseQuery)).filter((query) => (printQuery(query).match(/\b(?:up|down)\./g) ?? []).length <= 8)

test('the explore index finds what reading every record finds: units, bounds, missing values, up and down the lineage', async () => {
  let found = 0
  let asked = 0
  await fc.assert(fc.asyncProperty(hubs, fc.array(questions, { minLength: 20, maxLength: 20 }), async (stored, drawn) => {
    const hub = await store(stored)
    for (const query of drawn) {
      const wanted = resolveQuery(query, SEARCH_TEMPLATES)
      const rows = await foundIn(hub, wanted)
      const read = [...stored.keys()].filter((id) => answer(stored, wanted, id) === true)
      const named = (ids: string[]) => ids.map((id) => stored.get(id)!.name).sort()
      assert.deepEqual(named(rows), named(read), printQuery(query))
      const { ids, total, counted, newest } = await listedAndCounted(hub, printQuery(query))
      assert.deepEqual(named(ids), named(read), `listed: ${printQuery(query)}`)
      assert.deepEqual(ids, newest, `in order: ${printQuery(query)}`)
      assert.deepEqual([total, counted], [read.length, read.length], `counted: ${printQuery(query)}`)
      asked += 1
      found += rows.length > 0 ? 1 : 0
    }
  }), { numRuns: Number(process.env['SOJAE_TEST_RUNS'] ?? 20) })
  assert.ok(found > asked / 4, `only ${found} of ${asked} questions found anything`)
})

test('what is asked and its opposite never both find a record, and neither finds one without the value', async () => {
  await fc.assert(fc.asyncProperty(hubs, conditions, async (stored, question) => {
    const hub = await store(stored)
    const ids = async (text: string) => {
      const wanted = resolveQuery(parseQuery(text), SEARCH_TEMPLATES)
      return foundIn(hub, wanted)
    }
    const [yes, no] = [await ids(question), await ids(`not ${question}`)]
    assert.deepEqual(yes.filter((id) => no.includes(id)), [], question)
    if (!/is (?:un)?known/.test(question)) {
      const known = await ids(question.replace(/^(\S+) .*/, '$1 is known').replace(/^(.*\.)?(?:state|template|kind|stage) is known/, '$1name is known'))
      for (const id of [...yes, ...no]) assert.ok(known.includes(id), question)
    }
  }), { numRuns: 40 })
})

test('six hundred records of one millisecond are listed once each, in the order of their ids, page by page', async () => {
  const stored = new Map(Array.from({ length: 600 }, (_, n): [string, RecordContent] => [newId(), {
    kind: 'material', template: 'cell@1', name: `cell ${n}`, origin: 'measured', source: { kind: 'own' },
    values: { cycles: { type: 'quantity', value: 100 + n, unit: '1' } },
  }]))
  const hub = await store(stored)
  await explore.fresh()
  for (const query of ['cycles > 50', 'kind = material', 'name contains cell', 'cycles > 50 and name contains cell']) {
    const found = foundRecords(hub, { q: query }, SEARCH_TEMPLATES)
    const ids: string[] = []
    for (let after: Place | null = null; ids.length < 600; after = { id: ids.at(-1)!, at: '1970-01-01T00:00:00.000Z', exact: false }) {
      const { total, places } = await newestFound({ explore }, found, after, 50)
      assert.deepEqual([total, places.length], [600, 50], query)
      ids.push(...places.map(({ id }) => id))
    }
    assert.deepEqual(ids, [...stored.keys()].sort().reverse(), query)
  }
})

test('a number beyond 64 bits, as of carriers in a cubic metre, is asked for like any other', async () => {
  const values = [3e24, 5e25, 7].map((value): Values => ({ cycles: { type: 'quantity', value, unit: '1' } }))
  const hub = await store(new Map(values.map((each, n): [string, RecordContent] => [newId(), {
    kind: 'material', template: 'cell@1', name: `cell ${n}`, origin: 'measured', source: { kind: 'own' }, values: each,
  }])))
  await explore.fresh()
  const { total, counted } = await listedAndCounted(hub, 'cycles > 1e25')
  assert.deepEqual([total, counted], [1, 1])
  assert.deepEqual((await listedAndCounted(hub, 'cycles = 3e24')).total, 1)
})
