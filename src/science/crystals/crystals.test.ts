import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { crystalClass } from './crystal-class.ts'
import { latticeLengths, pointVolume } from './lattice.ts'
import type { CellNumbers } from './lattice.ts'

const cell = (a: number, b: number, c: number, alpha = 90, beta = 90, gamma = 90): CellNumbers => ({ a, b, c, alpha, beta, gamma })
const isClose = (one: readonly number[] | null, other: readonly number[] | null, share = 1e-4) => (
  one!.every((length, nth) => Math.abs(length / other![nth]! - 1) < share)
)

test('an F-centred cube is the rhombohedron of 60° that crystallographers call its primitive cell', () => {
  assert.ok(isClose(latticeLengths(cell(4, 4, 4), 'F'), latticeLengths(cell(4 / Math.SQRT2, 4 / Math.SQRT2, 4 / Math.SQRT2, 60, 60, 60))))
  assert.ok(Math.abs(pointVolume(cell(4, 4, 4), 'F')! - 16) < 1e-9)
})

test('axes in another order and another choice of β are one lattice (OBELiX 4kt, kbo), a β that is one degree off is not', () => {
  assert.ok(isClose(latticeLengths(cell(7.446, 10.162, 10.172, 90, 90, 132.11)), latticeLengths(cell(10.162, 10.172, 7.446, 90, 132.11, 90))))
  assert.ok(isClose(latticeLengths(cell(4.945, 22.088, 9.83739779, 90, 118.69607713)), latticeLengths(cell(4.945, 22.088, 8.632, 90, 91.47))))
  assert.ok(!isClose(latticeLengths(cell(4.945, 22.088, 9.837, 90, 118.7)), latticeLengths(cell(4.945, 22.088, 8.632, 90, 92.47)), 5e-3))
})

test('two reduced cells of one triclinic lattice, as an article and a data base print them, are one (OBELiX jqc)', () => {
  assert.ok(isClose(
    latticeLengths(cell(5.44268689, 5.5071, 5.98626141, 63.27439087, 63.91460866, 60.58000112)),
    latticeLengths(cell(5.5071, 6.0425, 5.5231, 116.912, 120.867, 62.234)),
  ))
})

test('R on hexagonal axes and the rhombohedron are one lattice', () => {
  // a = 8.5 Å and c = 20.8 Å: the edge of the rhombohedron is √(a²/3 + c²/9).
  const edge = Math.sqrt(8.5 ** 2 / 3 + 20.8 ** 2 / 9)
  const angle = (2 * Math.asin(8.5 / (2 * edge)) * 180) / Math.PI
  assert.ok(isClose(latticeLengths(cell(8.5, 8.5, 20.8, 90, 90, 120), 'R'), latticeLengths(cell(edge, edge, edge, angle, angle, angle), 'R')))
})

test('whatever whole steps two edges are sheared by, the lattice stays', () => {
  const step = fc.integer({ min: -3, max: 3 })
  const edge = fc.integer({ min: 30, max: 200 }).map((n) => n / 10)
  const degrees = fc.integer({ min: 65, max: 115 })
  fc.assert(fc.property(edge, edge, edge, degrees, degrees, degrees, step, (a, b, c, alpha, beta, gamma, n) => {
    const one = cell(a, b, c, alpha, beta, gamma)
    const plain = latticeLengths(one)
    if (plain === null) return
    // c + n·a in place of c.
    const cos = (angle: number) => Math.cos((angle * Math.PI) / 180)
    const sheared = Math.sqrt(c * c + n * n * a * a + 2 * n * a * c * cos(beta))
    const acos = (x: number) => (Math.acos(x) * 180) / Math.PI
    const other = cell(a, b, sheared, acos((c * cos(alpha) + n * a * cos(gamma)) / sheared), acos((c * cos(beta) + n * a) / sheared), gamma)
    assert.ok(isClose(latticeLengths(other), plain, 1e-6), JSON.stringify([one, n]))
  }))
})

test('six numbers that enclose no volume span no lattice', () => {
  assert.equal(latticeLengths(cell(5, 5, 5, 60, 60, 150)), null)
})

test('settings of one group share their class, with or without underscores and spaces', () => {
  const classes = (...symbols: string[]) => symbols.map((symbol) => crystalClass(symbol)?.crystalClass ?? null)
  assert.deepEqual(classes('P2_1/c', 'P 21/n', 'P 1 21/n 1', 'C2/c', 'I2/a'), Array(5).fill('2/m'))
  assert.deepEqual(classes('Pnma', 'Pbnm', 'Cmcm', 'Ibam', 'F d d d'), Array(5).fill('mmm'))
  assert.deepEqual(classes('P2_12_12_1', 'P 21 21 21', 'P4332', 'I-42d', 'P6_3mc', 'R-3c:H', 'R32', 'P3_2', 'P3c1', 'Ia-3d'), [
    '222', '222', '432', '-42m', '6mm', '-3m', '32', '3', '3m', 'm-3m',
  ])
  assert.deepEqual(classes('cubic', '', 'P', 'Pxyz'), [null, null, null, null])
  assert.deepEqual(crystalClass('F d -3 m S'), { centring: 'F', crystalClass: 'm-3m' })
})
