// Which measurement speaks for which material: page, comparison of records, table and search give one answer.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import { HISTORY_TEMPLATES, histories } from '#record/fixtures/histories.ts'
import { lineageGraph } from '#record/lineage/graph.ts'
import type { WholeRecord } from '#record/fixtures/lineages.ts'
import { renameReferences } from '#record/lineage/participants.ts'
import { isDone, speaks, voicesFor } from '#record/lineage/speaks-for.ts'
import { resolveQuery } from '#record/search/resolve-query.ts'
import { parseQuery } from '#record/search/parse-query.ts'
import type { Template } from '#record/templates/template.ts'
import type { Actor } from '#hub/actor.ts'
import { createHub } from '#hub/hubs/create-hub.ts'
import type { Installation } from '#hub/installation.ts'
import { getLineage } from '#hub/records/get-lineage.ts'
import { insertRecords } from '#hub/records/insert-rows.ts'
import { rowsOf } from '#hub/records/record-rows.ts'
import { wantedCondition } from '#hub/records/wanted-condition.ts'
import { buildFromHub } from '#hub/tables/build-from-hub.ts'
import { openExploreIndex } from '#platform/index/explore-index.ts'
import type { ExploreIndex } from '#platform/index/explore-index.ts'
import { migrate } from '#platform/storage/migrate.ts'
import { newId } from '#platform/storage/new-id.ts'
import type { Database } from '#platform/storage/schema.ts'
import { openTrialDatabase } from '#platform/storage/trial-database.ts'

let database: Awaited<ReturnType<typeof openTrialDatabase<Database>>>
let explore: ExploreIndex
let at: Installation
const account = newId()
before(async () => {
  database = await openTrialDatabase<Database>()
  await migrate(database.pool)
  await sql`insert into account (id, name) values (${account}, 'Reader')`.execute(database.db)
  explore = await openExploreIndex({ path: `${database.home}/explore.duckdb`, temporary: database.home, pool: database.pool })
  at = { db: database.db, explore } as Installation
})
after(async () => {
  await explore.close()
  await database.close()
})

const ROLES = { material: 'attribute', process: 'parameter', measurement: 'result' } as const
/** Those of the histories as a hub takes them: what is measured is a result, and terms have a vocabulary. */
const TEMPLATES: readonly Template[] = HISTORY_TEMPLATES.map((template) => ({
  ...template, fields: template.fields.filter(({ type }) => type !== 'terms').map((field) => ({ ...field, role: ROLES[template.kind] })),
}))
const FIELDS = [['hardness', 'hardness', 'mechanical'], ['analysis', 'carbon', 'composition']] as const

/** A hub that the reader may read, with the records under ids that a store takes. */
async function store(drawn: readonly WholeRecord[]): Promise<{ hub: string; actor: Actor; records: readonly WholeRecord[] }> {
  const ids = new Map(drawn.map(({ id }) => [id, newId()]))
  const records = drawn.map(({ id, template, content }) => ({
    id: ids.get(id)!, template: TEMPLATES.find((each) => each.template === template.template)!,
    content: renameReferences(content, (one) => ids.get(one)!),
  }))
  const hub = await database.db.transaction().execute(async (trx) => {
    const made = await createHub(trx, { slug: `h${newId()}`, title: { en: '', ko: '' }, example: false }, account, TEMPLATES, assert.fail)
    const by = { hub: made, author: account, at: new Date(0), reason: '', import: null }
    await insertRecords(trx, records.map(({ id, content, template }) => (
      rowsOf({ id, content, template, elements: [], revision: 1, parent: null }, by)
    )))
    return made
  })
  return { hub, actor: { account, name: 'Reader' }, records }
}

test('page, table and search agree with the rule on who speaks for a material, for every material of any lineage', async () => {
  let sisters = 0
  await fc.assert(fc.asyncProperty(histories, async (drawn) => {
    const { hub, actor, records } = await store(drawn)
    const graph = lineageGraph(records)
    await explore.fresh()
    const found = new Map<string, Set<string>>()
    for (const [template, field] of FIELDS) {
      const wanted = resolveQuery(parseQuery(`kind = material and up.${template}.${field} is known`), TEMPLATES)
      const rows = await explore.rows(sql<{ id: string }>`select id::varchar as id from record where hub = ${hub}::uuid and ${wantedCondition(hub, wanted)}`)
      found.set(template, new Set(rows.map(({ id }) => id)))
    }
    const definition = (rows: string) => ({
      name: 'trial', title: { en: '', ko: '' }, rows: { template: rows },
      columns: FIELDS.map(([template, field]) => ({ name: template, path: { from: 'up', template, field } as const })),
    })
    const cells = new Map<string, { record: string; steps: number; among?: number } | null>()
    for (const rows of ['alloy', 'specimen']) {
      const { built } = await buildFromHub(database.db, hub, definition(rows))
      for (const row of built.rows) for (const [n, cell] of row.cells.entries()) cells.set(`${row.record} ${FIELDS[n]![0]}`, cell)
    }
    for (const { id, content } of records) {
      if (content.kind !== 'material') continue
      const { nodes, edges, speaking } = await getLineage(at, actor, id, 2)
      const onPage = nodes.filter((node) => (node.speaks?.length ?? 0) > 0)
      assert.equal(speaking, onPage.length)
      for (const [template, field, group] of FIELDS) {
        const voices = voicesFor(graph, id).filter((voice) => (
          voice.record.template.template === template && isDone(voice.record) && speaks(voice, group) && voice.record.content.values[field]
        ))
        const rule = voices.filter(({ steps }) => steps === voices[0]!.steps)
        const said = onPage.filter(({ speaks: fields }) => fields!.includes(field))
        assert.deepEqual(said.map((node) => node.id).sort(), rule.map(({ record }) => record.id).sort(), `page of ${content.name}: ${field}`)
        for (const node of said) {
          const { steps, pieceOf } = rule.find(({ record }) => record.id === node.id)!
          if (node.speaks!.length === 1) assert.deepEqual([node.away, node.piece_of ?? null], [steps, pieceOf])
          if (pieceOf !== null) sisters += 1
          assert.ok(edges.some(({ to, kind }) => to === node.id && kind === 'of'), 'it is drawn on its material')
        }
        const cell = cells.get(`${id} ${template}`) ?? null
        assert.deepEqual(cell && [cell.record, cell.steps, cell.among ?? 1], rule[0] ? [rule[0].record.id, rule[0].steps, rule.length] : null, 'table')
        if (rule.length > 0) assert.ok(found.get(template)!.has(id), `up.${template}.${field} finds ${content.name}`)
      }
    }
  }), { numRuns: 60 })
  assert.ok(sisters > 20, `${sisters} voices of pieces`)
})
