// Han Jiwoo brings four published sets in by the recipes that are shipped, and finds the flaws that their SOURCE.md lists where a hub
// shows flaws: in the report of the import or among the findings of its checks.
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { createClient } from '#contract/client.ts'
import type { Client } from '#contract/client.ts'
import { createHub, getJob, getLineage, getRecord, listFindings, searchRecords, startCheck } from '#contract/operations/index.ts'
import { ImportSchema } from '#contract/schemas/import.ts'
import { startHub } from './running-hub.ts'
import type { RunningHub } from './running-hub.ts'
import { askSojae, runSojae } from './run-sojae.ts'

const DATA = process.env['SOJAE_TEST_DATA'] ?? '../shared/data'
const skipOf = (set: string) => ({ skip: existsSync(join(DATA, set)) ? false : `${join(DATA, set)} is not there (set SOJAE_TEST_DATA)` })

let hub: RunningHub
let han: Client
let folder: string
before(async () => {
  hub = await startHub()
  han = createClient({ address: hub.address, token: hub.token })
  folder = await mkdtemp(join(tmpdir(), 'sojae-sets-'))
})
after(async () => {
  await hub.stop()
  await rm(folder, { recursive: true, force: true })
})

/** Brings a set into a hub of its own; what each of its recipes reported, by recipe. */
async function bring(slug: string, recipe: string, from: string) {
  await han.call(createHub, { body: { slug, title: { en: slug, ko: slug } } })
  const answer = await askSojae(z.union([z.object({ imports: z.array(ImportSchema) }), ImportSchema]), ['import', recipe, '--hub', slug, '--from', join(DATA, from)], hub)
  const imports = 'imports' in answer ? answer.imports : [answer]
  return new Map(imports.map(({ recipe: name, report }) => [name, report!]))
}

/** What the checks find in a hub as it stands, by code. */
async function found(slug: string) {
  const params = { hub: slug }
  const { job } = await han.call(startCheck, { params, body: {} })
  for (;;) {
    const { state } = await han.call(getJob, { params: { id: job } })
    assert.notEqual(state, 'failed')
    if (state === 'done') break
    await sleep(200)
  }
  const { findings } = await han.all(listFindings, { params, query: {} })
  return Map.groupBy(findings, ({ code }) => code)
}
const texts = (findings: readonly { text: { en: string } }[] | undefined) => (findings ?? []).map(({ text }) => text.en)

test('six catalysts go in from what was weighed in to what an electrolyser left; their two XRF values and their nominal compositions are told', skipOf('irco_oer'), async () => {
  const reports = await bring('catalysts', 'recipes/irco_oer', 'irco_oer/Key-Aspects')
  assert.deepEqual(reports.get('irco-composition')!.by_template, { 'catalyst@1': 18, 'composition_analysis@1': 24, 'electrochemical_operation@1': 6 })
  assert.deepEqual([...reports].map(([name, { records_made, cells_refused }]) => [name.replace('irco-', ''), records_made, cells_refused]), [
    ['composition', 48, 0], ['tafel', 12, 0], ['stability-numbers', 16, 0], ['dissolved-share', 10, 0], ['voltammetry', 6, 0], ['dissolution', 12, 0],
    // The profile in mm that calls itself µm is refused by the recipe of the others.
    ['profiles', 5, 1], ['profile-in-mm', 1, 0], ['pictures', 1, 0], ['sem', 3, 0],
  ])
  const told = await found('catalysts')
  assert.deepEqual(told.get('two_compositions')!.map(({ text }) => /^[^;]*? in “(\w+)/.exec(text.en)?.[1]).toSorted(), ['IrCo2080', 'IrCo4060', 'IrCo6040', 'IrCo8020'])
  const far = told.get('analysis_far_from_nominal')!
  assert.ok(texts(far).some((text) => text.includes('Co 54.7 at.%') && text.includes('14.7 at.% apart')))
  // 18 at.% of cobalt after operation is no slip of the ink: a process lies between.
  assert.equal(far.filter(({ record }) => record.name.includes('after')).length, 0)
  assert.equal(far.length, 11)
})

test('the composition before operation does not speak for the catalyst that was run', skipOf('irco_oer'), async () => {
  const { records } = await han.call(searchRecords, { params: { hub: 'catalysts' }, query: { q: 'template = catalyst', limit: 50 } })
  const speaking = async (name: string) => {
    const { nodes } = await han.call(getLineage, { params: { id: records.find((one) => one.name === name)!.id } })
    return nodes.flatMap(({ template, name: said, speaks }) => (template === 'composition_analysis' && speaks!.includes('composition') ? [said] : [])).toSorted()
  }
  assert.deepEqual(await speaking('IrCo4060 · after operation'), ['IrCo4060 · XPS after operation'])
  assert.deepEqual(await speaking('IrCo4060'), ['IrCo4060 · XPS before operation', 'IrCo4060 · XRF', 'XRF, of the spots that were run · 60 % Co'])
})

test('a sheet that lacks the column its header begins with is refused in one line with both numbers of cells', skipOf('irco_oer'), async () => {
  const yaml = readFileSync('recipes/irco_oer/4-dissolved-share.recipe.yaml', 'utf8')
    .replace('Dissolution%.txt', 'Overpot_change.txt').replace(/columns:[\s\S]*/, `columns:
  catalyst: {header: XRF Co content / at.-%, names: catalyst}
  first: {header: Overpot @ 1st hold - average / mV, unit: mV}
records:
  - {as: test, template: overpotential_measurement@2, of: catalyst, name: Overpotential, origin: measured, key: [catalyst], values: {overpotential: first}}
`)
  const path = join(folder, 'overpotential.recipe.yaml')
  await writeFile(path, yaml)
  const { status, err } = await runSojae(['import', path, '--hub', 'catalysts', '--from', join(DATA, 'irco_oer/Key-Aspects')], { ...hub, env: { LANG: 'C' } })
  assert.notEqual(status, 0)
  assert.match(err.trim().split('\n').at(-1)!, /Line 3 has 4 .*header (has )?5/)
})

test('1,732 micrographs keep their scale whatever its unit and sign; three labels tell of steps that no column has', skipOf('uhcs'), async () => {
  const { by_template: made, cells_refused } = (await bring('steel', 'recipes/uhcs', 'uhcs/uhcs-metadata.csv')).get('uhcs')!
  assert.deepEqual([made, cells_refused], [{ 'alloy_specimen@1': 48, 'heat_treatment@1': 38, 'micrograph@1': 1732 }, 0])
  const said = await found('steel')
  assert.deepEqual(said.get('name_against_values')!.map(({ record }) => record.name).toSorted(), ['AC1 1100C 1H 650C 1H', 'AC1 800C 900C 970C 90M Q', 'AC1 970C 90M 65C 4H FC'])
  // Pixel times magnification is 188 to 194 µm in each picture that has both, so no bar and no sign was misread: none stands out.
  assert.deepEqual([...said.keys()], ['name_against_values'])
  const { records } = await han.call(searchRecords, { params: { hub: 'steel' }, query: { q: 'template = micrograph and magnified_pixel < 188 µm', limit: 5 } })
  assert.deepEqual(records.map(({ name }) => name), [])
})

test('31 curves of a plate in ksi that nothing labels raise no doubt; the same numbers taken for MPa are all told', skipOf('matcal_tensile'), async () => {
  const { by_template: made } = (await bring('plate', 'recipes/matcal_tensile', 'matcal_tensile')).get('matcal-tensile')!
  assert.deepEqual(made, { 'specimen_cutting@1': 31, 'tension_test@2': 31, 'test_bar@2': 31, 'wrought_plate@1': 1 })
  assert.deepEqual([...(await found('plate')).keys()], [])
  const wrong = join(folder, 'wrong.recipe.yaml')
  await writeFile(wrong, readFileSync('recipes/matcal_tensile/recipe.yaml', 'utf8').replace('unit: ksi', 'unit: MPa').replace('recipe: matcal-tensile', 'recipe: wrong'))
  await bring('plate-wrong', wrong, 'matcal_tensile')
  const told = (await found('plate-wrong')).get('slope_of_curve')!
  assert.equal(told.length, 31)
  assert.ok(texts(told).every((text) => text.endsWith('ksi taken for MPa?')), texts(told).join('\n'))
})

test('of 254 structures five differ from their row and two in their class; bounds stay bounds; 48 materials of several articles are named', skipOf('obelix'), async () => {
  const report = (await bring('electrolytes', 'recipes/obelix', 'obelix')).get('obelix')!
  assert.equal(report.by_template['crystal_structure@1'], 254)
  const shared = report.findings.filter(({ code }) => code === 'record.several_articles')
  // 44 by what is written, 48 by what it means: Li7GePS8 and Li10.5Ge1.5P1.5S12 are one composition.
  assert.equal(new Set(shared.flatMap(({ records }) => records!.map(({ id }) => id))).size, 48)
  const told = await found('electrolytes')
  const names = (code: string) => told.get(code)!.map(({ record }) => record.name.split(' · ').at(-1)!).toSorted()
  assert.deepEqual(names('cell_against_structure'), ['fwz', 'gkl', 'lrh', 'nhq', 'x2i'])
  assert.deepEqual(names('space_group_against_structure'), ['xa0', 'yqu'])
  const { records } = await han.call(searchRecords, {
    params: { hub: 'electrolytes' }, query: { q: 'template = ionic_conductivity_measurement and ionic_conductivity < 1e-9 S/cm', limit: 100 },
  })
  const held = await Promise.all(records.map(({ id }) => han.call(getRecord, { params: { id } })))
  const bounds = held.map(({ content }) => content.values['ionic_conductivity'] as { bound?: string; written?: string }).filter(({ bound }) => bound === '<')
  assert.deepEqual([bounds.length, ...new Set(bounds.map(({ written }) => written))], [28, '<1E-10'])
})
