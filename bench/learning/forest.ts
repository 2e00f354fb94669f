// Our forests beside scikit-learn's on the steels, the same folds and the same inputs handed to both:
// SOJAE_PEER_PYTHON=…/python npm run bench -- learning/forest
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { parse } from 'csv-parse/sync'
import { growForest, predictForest } from '#discovery/learning/learners/forest.ts'
import type { ForestSettings } from '#discovery/learning/learners/forest.ts'
import { machine } from '../machine.ts'

const FOLDER = process.env.SOJAE_TEST_DATA ?? '../shared/data'
const SEEDS = [0, 1, 2]
type Forest = Pick<ForestSettings, 'splits' | 'trees' | 'minLeaf'> & { readonly inputs: 'fractions' | 'magpie' }
const FORESTS: Record<string, Forest> = {
  'random forest, fractions': { inputs: 'fractions', splits: 'best', trees: 300, minLeaf: 1 },
  'random forest, Magpie': { inputs: 'magpie', splits: 'best', trees: 500, minLeaf: 1 },
  'extra trees, fractions': { inputs: 'fractions', splits: 'random', trees: 500, minLeaf: 1 },
  'extra trees, fractions, leaves of 2': { inputs: 'fractions', splits: 'random', trees: 500, minLeaf: 2 },
}

const read = (path: string) => parse(readFileSync(`${FOLDER}/${path}`, 'utf8'), { bom: true, columns: true }) as Record<string, string>[]
const steels = read('matbench_steels/matbench_steels.csv')
const y = Float64Array.from(steels, (row) => Number(row['yield strength']))
const fold = steels.map((row) => Number(row['fold']))
const shares = steels.map((row) => {
  const amounts = [...row['composition']!.matchAll(/([A-Z][a-z]?)([\d.]+)/g)].map(([, element, x]) => [element!, Number(x)] as const)
  const sum = amounts.reduce((all, [, amount]) => all + amount, 0)
  return new Map(amounts.filter(([, amount]) => amount > 0).map(([element, amount]) => [element, amount / sum]))
})

/** Shares of the elements, one column each. */
function fractions(): number[][] {
  const elements = [...new Set(shares.flatMap((share) => [...share.keys()]))]
  return shares.map((share) => elements.map((element) => share.get(element) ?? 0))
}

/**
 * Magpie's statistics (Ward et al. 2016, doi 10.1038/npjcompumats.2016.28) of 22 element properties: least, greatest, range,
 * mean, mean deviation, and the value of the commonest element (the least where two are as common), 132 columns.
 */
function magpie(): number[][] {
  const table = new Map(read('element_properties/magpie.csv').map(({ element, ...properties }) => [element!, Object.values(properties).map(Number)]))
  return shares.map((share) => {
    const present = [...share].map(([element, amount]) => ({ amount, properties: table.get(element)! }))
    const most = Math.max(...present.map(({ amount }) => amount))
    return present[0]!.properties.flatMap((_, k) => {
      const values = present.map(({ properties }) => properties[k]!)
      const mean = present.reduce((sum, { amount }, at) => sum + amount * values[at]!, 0)
      const deviation = present.reduce((sum, { amount }, at) => sum + amount * Math.abs(values[at]! - mean), 0)
      const mode = Math.min(...present.flatMap(({ amount }, at) => (amount === most ? [values[at]!] : [])))
      return [Math.min(...values), Math.max(...values), Math.max(...values) - Math.min(...values), mean, deviation, mode]
    })
  })
}

/** Mean absolute error (MPa) over the held-out rows of all folds. */
function ours({ inputs: name, splits, trees, minLeaf }: Forest, seed: number): number {
  const X = inputs[name]
  const settings: ForestSettings = { splits, trees, minLeaf, featureShare: 1, bootstrap: splits === 'best' }
  const flat = (rows: number[]) => Float64Array.from(rows.flatMap((row) => X[row]!), Math.fround)
  let errors = 0
  for (const held of new Set(fold)) {
    const rows = [...fold.keys()]
    const [train, test] = [rows.filter((row) => fold[row] !== held), rows.filter((row) => fold[row] === held)]
    const forest = growForest(flat(train), Float64Array.from(train, (row) => y[row]!), train.length, settings, seed)
    const { mean } = predictForest(forest, flat(test))
    test.forEach((row, at) => (errors += Math.abs(mean[at]! - y[row]!)))
  }
  return Number((errors / y.length).toFixed(1))
}

const inputs = { fractions: fractions(), magpie: magpie() }
const maeMPa = Object.fromEntries(Object.entries(FORESTS).map(([name, forest]) => [name, SEEDS.map((seed) => ours(forest, seed))]))

/** What scikit-learn reaches on the same numbers, or null where no Python is named. */
function peer() {
  const python = process.env.SOJAE_PEER_PYTHON
  if (!python) return null
  const folder = mkdtempSync(join(tmpdir(), 'sojae-forest-'))
  try {
    const file = join(folder, 'sets.json')
    writeFileSync(file, JSON.stringify({ y: [...y], fold, inputs, forests: FORESTS, seeds: SEEDS }))
    return JSON.parse(execFileSync(python, [join(import.meta.dirname, '../peers/forest.py'), file], { encoding: 'utf8' }))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const text = JSON.stringify({ set: 'matbench_steels, five official folds', forests: FORESTS, seeds: SEEDS, maeMPa, peer: peer(), machine: machine() }, null, 1)
writeFileSync(join(import.meta.dirname, '../results/forest.json'), `${text}\n`)
process.stdout.write(`${text}\n`)
