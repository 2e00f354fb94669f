// What structure descriptors add to OBELiX (log conductivity), on the same folds grouped by paper: the rows that have a CIF file.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import process from 'node:process'
import { parse } from 'csv-parse/sync'
import { evaluate } from '#discovery/learning/evaluate.ts'
import type { Column, LearningTable } from '#discovery/learning/columns.ts'
import { tableRows } from '#discovery/learning/columns.ts'
import { splitOf } from '#discovery/learning/splits.ts'
import { crystalIn } from '#record/structures/crystal-in.ts'
import { describeStructure, MAIN_DESCRIPTORS, STRUCTURE_DESCRIPTORS } from '#science/crystals/describe-structure.ts'
import { machine } from '../machine.ts'
import { obelix } from './sets.ts'

const FOLDER = `${process.env.SOJAE_TEST_DATA ?? '../shared/data'}/obelix`
const SEEDS = [0, 1, 2]

const ids = (parse(readFileSync(`${FOLDER}/train.csv`, 'utf8'), { bom: true, columns: true }) as { ID: string }[]).map(({ ID }) => ID)
const cifOf = (id: string) => `${FOLDER}/cifs/${id}.cif`
const rows = ids.flatMap((id, row) => (existsSync(cifOf(id)) ? [row] : []))
const all = tableRows(obelix(), rows)
const structure: Column = {
  name: 'structure', kind: 'vector', names: STRUCTURE_DESCRIPTORS, main: MAIN_DESCRIPTORS,
  values: rows.map((row) => describeStructure(crystalIn(readFileSync(cifOf(ids[row]!), 'latin1')))),
}
const composition = all.inputs.filter(({ kind }) => kind === 'composition')
const sets: Record<string, readonly Column[]> = {
  'composition': composition,
  'composition + structure': [...composition, structure],
  'composition + cell, space group, family': all.inputs,
  'composition + cell, space group, family + structure': [...all.inputs, structure],
  'structure': [structure],
}

console.log(`${all.n} rows with a CIF file of ${ids.length}; ${SEEDS.length} draws of 5 folds grouped by DOI`)
const results = Object.entries(sets).map(([name, inputs]) => {
  const runs = SEEDS.map((seed) => {
    const { folds } = splitOf(all, 5, seed)
    const of = Array.from({ length: all.n }, () => '')
    folds.forEach(({ test }, fold) => test.forEach((row) => { of[row] = String(fold) }))
    const table: LearningTable = { ...all, inputs, folds: of }
    const { overall, model } = evaluate(table, { seed, logTarget: true, now: () => performance.now() })
    return { seed, mae: overall.mae, rmse: overall.rmse, r2: overall.r2, coverage: overall.coverage, fit_seconds: overall.fit_seconds, model }
  })
  const mean = (key: 'mae' | 'rmse' | 'r2') => runs.reduce((sum, run) => sum + run[key]!, 0) / runs.length
  const line = { name, mae: mean('mae'), rmse: mean('rmse'), r2: mean('r2'), runs }
  console.log(`${name}: MAE ${line.mae.toFixed(3)} (${runs.map(({ mae }) => mae!.toFixed(3)).join(', ')}), RMSE ${line.rmse.toFixed(3)}, R² ${line.r2.toFixed(3)}`)
  return line
})
const rounded = (_: string, value: unknown) => (typeof value === 'number' ? Number(value.toPrecision(5)) : value)
writeFileSync(new URL('../results/structures.json', import.meta.url), `${JSON.stringify({
  name: 'structures', machine: machine(), sizes: { rows: all.n, descriptors: STRUCTURE_DESCRIPTORS.length },
  target: 'log10 of ionic conductivity (S/cm)', results,
}, rounded, 1)}\n`)
