// Oh Minseo has a folder: a sheet of electrolytes whose cells name CIF files, and curves whose names say what they are of.
import assert from 'node:assert/strict'
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { createClient } from '#contract/client.ts'
import type { Client } from '#contract/client.ts'
import { checkImport, getRecord, listImports, lookAtSheet, searchRecords } from '#contract/operations/index.ts'
import { ImportSchema } from '#contract/schemas/import.ts'
import { openDatabase } from '#platform/storage/connect.ts'
import { writeZip } from '#stewardship/exchange/fixtures/write-xlsx.ts'
import { startHub } from './running-hub.ts'
import type { RunningHub } from './running-hub.ts'
import { askSojae, runSojae } from './run-sojae.ts'

let hub: RunningHub
let oh: Client
let folder: string
before(async () => {
  hub = await startHub()
  oh = createClient({ address: hub.address, token: hub.token })
  folder = await mkdtemp(join(tmpdir(), 'sojae-folder-'))
  for (const [path, content] of Object.entries(FILES)) {
    await mkdir(join(folder, path, '..'), { recursive: true })
    await writeFile(join(folder, path), content)
  }
})
after(async () => {
  await hub.stop()
  await rm(folder, { recursive: true, force: true })
})

const params = { hub: 'main' }
const cif = (name: string, a: number) => `data_${name}
_symmetry_space_group_name_H-M   F-43m
_cell_length_a ${a}
_cell_length_b ${a}
_cell_length_c ${a}
_cell_angle_alpha 90
_cell_angle_beta 90
_cell_angle_gamma 90
_chemical_formula_sum 'Li6 P S5 Cl'
`
const FILES = {
  'electrolytes.csv': 'sample,composition,conductivity (S/cm),cif\nLPSCl-1,Li6PS5Cl,0.0023,a\nLPSBr-1,Li6PS5Br,<1e-10,b\nLPSI-1,Li6PS5I,1e-6,c\n',
  'cifs/a.cif': cif('a', 9.85), 'cifs/b.cif': cif('b', 9.98),
  'curves/LPSCl-1_25C.csv': 'x;y\n1;0,5\n2;0,75\n', 'curves/lpsbr 1_60C.csv': 'x;y\n1;0,5\n2;0,75\n',
  'notes.txt': 'made on a rainy day',
}
const packed = (files: Record<string, string>) => writeZip(new Map(Object.entries(files)))

const SHEET = `recipe: electrolytes
version: 1
title: {en: Electrolytes, ko: 전해질}
file: {kind: csv, path: electrolytes.csv, delimiter: ',', missing: ['']}
columns:
  sample: {header: sample, text: true}
  composition: {header: composition, composition: amount}
  conductivity: {header: 'conductivity (S/cm)', unit: S/cm}
  cif: {header: cif, file: 'cifs/{}.cif'}
records:
  - {as: electrolyte, template: ceramic_composition@1, name: '{sample}', origin: specified, key: [sample], values: {composition: composition}}
  - {as: structure, template: crystal_structure@1, name: '{sample}', origin: measured, key: [electrolyte], of: electrolyte, when: [cif], values: {structure: cif}}
  - {as: test, template: ionic_conductivity_measurement@1, name: '{sample}', origin: measured, key: [electrolyte], of: electrolyte, values: {ionic_conductivity: conductivity}}
`
const CURVES = `recipe: electrolyte-curves
version: 1
title: {en: Curves of electrolytes, ko: 전해질 곡선}
file: {kind: folder, pattern: 'curves/{sample}_{temperature}C.csv', missing: ['']}
columns:
  sample: {header: sample, names: ceramic_composition}
  temperature: {header: temperature, unit: °C}
  curve: {header: path, curve: '{}', read: {kind: csv, delimiter: ';', decimal: ',', missing: ['']}, axes: [{axis: two_theta, header: x, unit: °}, {axis: intensity, header: y, unit: '1'}]}
records:
  - {as: pattern, template: powder_diffraction@2, name: 'Pattern at {temperature} °C', origin: measured, key: [sample, temperature], of: sample, values: {diffraction_pattern: curve}}
`

async function bring(recipe: string) {
  const { report, ...done } = await askSojae(ImportSchema, ['import', recipe, '--from', folder], hub)
  return { ...done, report: report! }
}

test('she packs the folder into a ZIP, and sees its sheet and the files that could be one', async () => {
  const { sha256 } = await oh.upload('main', packed(FILES), 'application/zip')
  const look = await oh.call(lookAtSheet, { params, body: { file: { sha256, name: 'run 7.zip' } } })
  assert.deepEqual(look.header, ['sample', 'composition', 'conductivity (S/cm)', 'cif'])
  assert.equal((look.reading as { path?: string }).path, 'electrolytes.csv')
  assert.deepEqual(look.tables, ['electrolytes.csv', 'notes.txt', 'curves/LPSCl-1_25C.csv', 'curves/lpsbr 1_60C.csv'])
  const { findings, records } = await oh.call(checkImport, { params, body: { recipe: { yaml: SHEET }, file: { sha256, name: 'run 7.zip' } } })
  assert.equal(records, 8)
  assert.deepEqual(findings.filter(({ severity }) => severity === 'refused').map(({ line, column, value, code }) => [line, column, value, code]), [
    [4, 'cif', 'c', 'folder.no_file'],
  ])
})

test('from the command line the folder goes in as it is; the cell of each CIF is read out of it, the bound stays a bound', async () => {
  await writeFile(join(folder, '..', 'electrolytes.recipe.yaml'), SHEET)
  const done = await bring(join(folder, '..', 'electrolytes.recipe.yaml'))
  assert.deepEqual([done.state, done.report.records_made, done.file.name.endsWith('.zip')], ['done', 8, true])
  const { records } = await oh.call(searchRecords, { params, query: { q: 'template = crystal_structure', limit: 5 } })
  const { content } = await oh.call(getRecord, { params: { id: records.find(({ name }) => name === 'LPSCl-1')!.id } })
  const structure = content.values['structure']
  assert.ok(structure?.type === 'structure')
  assert.deepEqual([structure.name, structure.cell?.a.value], ['a.cif', 9.85])
})

test('the curves find their samples by name; one that is written otherwise is refused with the near one, and never taken', async () => {
  await writeFile(join(folder, '..', 'curves.recipe.yaml'), CURVES)
  const done = await bring(join(folder, '..', 'curves.recipe.yaml'))
  assert.deepEqual([done.report.rows_read, done.report.records_made], [2, 1])
  const refused = done.report.findings.find(({ code }) => code === 'cell.unknown_record')!
  assert.deepEqual([refused.column, refused.value], ['sample', 'lpsbr 1'])
  assert.match(refused.text.en, /Did you mean “LPSBr-1”/)
  const { records: [pattern] } = await oh.call(searchRecords, { params, query: { q: 'template = powder_diffraction', limit: 5 } })
  const { content } = await oh.call(getRecord, { params: { id: pattern!.id } })
  assert.ok(content.kind === 'measurement')
  const { content: sample } = await oh.call(getRecord, { params: { id: content.of } })
  assert.equal(sample.name, 'LPSCl-1')
  assert.deepEqual((content.values['strongest_reflection'] as { value: number }).value, 2)
})

test('of what was looked into nothing lies in the store but files that the hub knows', async () => {
  const { pool, close } = openDatabase(hub.database)
  const { rows } = await pool.query<{ sha256: string }>('select sha256 from file')
  await close()
  const there = (await readdir(join(hub.home, 'files'), { recursive: true, withFileTypes: true })).filter((one) => one.isFile()).map(({ name }) => name)
  assert.deepEqual(there.toSorted(), [...new Set(rows.map(({ sha256 }) => sha256))].toSorted())
})

test('a folder for a recipe that reads one sheet is refused with the sheets that are in it', async () => {
  await writeFile(join(folder, '..', 'alone.recipe.yaml'), SHEET.replace(', path: electrolytes.csv', '').replace('recipe: electrolytes', 'recipe: alone').replace(/ {2}cif: .*\n/, '').replace(/ {2}- \{as: structure.*\n/, ''))
  const { status, err } = await runSojae(['import', join(folder, '..', 'alone.recipe.yaml'), '--from', folder], hub)
  assert.equal(status, 1)
  assert.match(err, /A folder of 6 files was given, and the recipe reads one sheet\. Give that sheet itself, perhaps electrolytes\.csv/)
})

test('the same folder again changes nothing', async () => {
  const again = await bring(join(folder, '..', 'electrolytes.recipe.yaml'))
  assert.deepEqual([again.report.records_made, again.report.records_revised, again.report.records_unchanged], [0, 0, 8])
  const { imports } = await oh.call(listImports, { params })
  assert.equal(imports.filter(({ recipe }) => recipe === 'electrolytes').length, 2)
})
