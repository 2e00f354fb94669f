import assert from 'node:assert/strict'
import { cp, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { migrate } from './migrate.ts'
import { openTrialDatabase } from './trial-database.ts'

const folder = join(import.meta.dirname, 'migrations')

test('a template of before keeps the test methods that its author wrote, as a standard without a title', async (t) => {
  const earlier = await mkdtemp(join(tmpdir(), 'sojae-migrations-'))
  t.after(() => rm(earlier, { recursive: true }))
  for (const name of (await readdir(folder)).filter((each) => each < '0011')) await cp(join(folder, name), join(earlier, name))
  const trial = await openTrialDatabase()
  t.after(() => trial.close())
  await migrate(trial.pool, earlier)
  const hub = '01890000-0000-7000-8000-000000000001'
  await trial.pool.query(`insert into hub (id, slug, title, example) values ($1, 'main', '{}', false)`, [hub])
  const fields = [{ name: 'b', method: 'ASTM E112' }, { name: 'a' }]
  const add = (name: string, document: unknown, written: unknown) => trial.pool.query(
    `insert into template (hub, name, version, kind, stage, document, written) values ($1, $2, 1, 'measurement', 'property', $3, $4)`,
    [hub, name, JSON.stringify(document), written === null ? null : JSON.stringify(written)],
  )
  await add('grain', { fields }, { fields: fields.slice(0, 1) })
  await add('bare', { fields: [] }, null)
  await migrate(trial.pool)
  const { rows } = await trial.pool.query('select document, written from template order by name')
  const moved = { name: 'b', methods: [{ standard: 'ASTM E112' }] }
  assert.deepEqual(rows, [
    { document: { fields: [] }, written: null },
    { document: { fields: [moved, { name: 'a' }] }, written: { fields: [moved] } },
  ])
})
