// Pools of the replay against those that PV-Lab's notebook makes (Liang et al. 2021, doi 10.1038/s41524-021-00656-9), whose order the published starts name.
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { parse } from 'csv-parse/sync'
import { tableFromCsv } from '#discovery/learning/from-csv.ts'
import { replayFigures } from '#discovery/planning/replay/figures.ts'
import { poolOf } from '#discovery/planning/replay/pool.ts'

const folder = `${process.env['SOJAE_TEST_DATA'] ?? '../shared/data'}/pvlab`
const read = (path: string) => parse(readFileSync(`${folder}/${path}`, 'utf8'), { bom: true }) as string[][]

for (const [name, target, n, top] of [
  ['P3HT', 'Conductivity (measured) (S/cm)', 178, 9], ['AutoAM', 'Score', 100, 5], ['Crossed_barrel', 'toughness', 600, 30],
] as const) {
  test(`${name} has ${n} different experiments in the notebook's order, and the same ${top} best`, { skip: existsSync(folder) ? false : `${folder} is not here` }, () => {
    const [header, ...rows] = read(`${name}_dataset.csv`)
    const pool = poolOf(tableFromCsv(header!, rows, { target }).table)
    const [columns, ...grouped] = read(`grouped/${name}.csv`)
    assert.equal(pool.n, n)
    assert.equal(grouped.length, n)
    const inputs = columns!.slice(1, -3)
    pool.rows.forEach(([row], at) => inputs.forEach((input, k) => (
      assert.equal(Number(rows[row!]![header!.indexOf(input)]), Number(grouped[at]![k + 1]), `${input} of experiment ${at}`)
    )))
    const best = grouped.flatMap((row, at) => (row.at(-1) === '1' ? [at] : []))
    const { n_top, top_fraction } = replayFigures(pool, [best], 'max')
    assert.deepEqual([best.length, n_top, top_fraction.mean.at(-1)], [top, top, 1])
  })
}
