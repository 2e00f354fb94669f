import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Refusal } from '#science/refusal.ts'
import type { Field } from '../templates/template.ts'
import { readCurveCsv, writeCurveCsv } from './curve-csv.ts'

const label = { en: 'Curve', ko: '곡선' }
const field: Field = {
  name: 'curve', label, type: 'curve', role: 'result', obligation: 'optional',
  axes: [{ name: 'strain', label, unit: '%' }, { name: 'stress', label, unit: 'MPa' }],
}
const axes = [{ name: 'strain', unit: '%' }, { name: 'stress', unit: 'MPa' }]
async function* pieces(text: string, size = text.length || 1) {
  for (let start = 0; start < text.length; start += size) yield text.slice(start, start + size)
}
const read = async (text: string, size?: number) => (await readCurveCsv(field, axes, pieces(text, size))).map((column) => [...column])
const refused = async (text: string) => {
  const error = await read(text).then(() => assert.fail('nothing was refused'), (thrown: unknown) => thrown)
  assert.ok(error instanceof Refusal, String(error))
  assert.match(error.text.ko, /[가-힣]/)
  return error
}

test('what is written reads back as the same doubles, gaps included, wherever the bytes are cut', async () => {
  const y = fc.option(fc.double({ noNaN: true, noDefaultInfinity: true }).filter((value) => !Object.is(value, -0)), { nil: NaN })
  const x = fc.double({ noNaN: true, noDefaultInfinity: true }).filter((value) => !Object.is(value, -0))
  await fc.assert(fc.asyncProperty(fc.array(fc.tuple(x, y)), fc.integer({ min: 1, max: 50 }), async (points, size) => {
    const columns = [points.map(([each]) => each), points.map(([, each]) => each)]
    const text = [...writeCurveCsv(axes, columns.map((column) => Float64Array.from(column)))].join('')
    assert.deepEqual(await read(text, size), columns)
  }))
})

test('an instrument’s file may have other columns, in any order, with a byte order mark and Windows line ends', async () => {
  assert.deepEqual(await read('\uFEFFtime,stress [MPa],strain\r\n0,10,0.1\r\n1,,0.2\r\n'), [[0.1, 0.2], [10, NaN]])
  assert.deepEqual(await read('"a, b",strain,stress\n"x, y",1,2\n'), [[1], [2]])
})

test('what is no number is refused with its point and its axis', async () => {
  for (const cell of ['NaN', 'inf', '1e999', '1,5', '0x10', '12 MPa']) {
    const { code, details } = await refused(`strain;0\n`.replace(';0', ',stress') + `0,1\n1,"${cell}"\n`)
    assert.deepEqual([code, details['row'], details['axis']], ['curve.not_finite', 2, 'stress'], cell)
  }
})

test('a column that is not there, one in another unit and a row cut short are refused', async () => {
  assert.equal((await refused('strain,load\n1,2\n')).code, 'curve.column')
  assert.equal((await refused('strain [%],stress [ksi]\n1,2\n')).details['written'], 'ksi')
  assert.equal((await refused('strain,stress\n1\n')).code, 'curve.row')
  assert.equal((await refused('')).code, 'curve.column')
})
