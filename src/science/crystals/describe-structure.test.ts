import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { CrystalStructure, Orbit } from './crystal-structure.ts'
import { describeStructure, MAIN_DESCRIPTORS, STRUCTURE_DESCRIPTORS } from './describe-structure.ts'

type Vector = readonly [number, number, number]

const cubic = (a: number) => ({ a, b: a, c: a, alpha: 90, beta: 90, gamma: 90 })
const FCC: Vector[] = [[0, 0, 0], [0, 0.5, 0.5], [0.5, 0, 0.5], [0.5, 0.5, 0]]
const moved = (by: number): Vector[] => FCC.map(([x, y, z]) => [x + by, y + by, z + by])
const full = (symbol: string, positions: readonly Vector[]): Orbit => ({ occupants: { [symbol]: 1 }, positions })
const told = (structure: CrystalStructure) => {
  const values = describeStructure(structure)
  return (name: string) => {
    const at = STRUCTURE_DESCRIPTORS.indexOf(name)
    assert.ok(at >= 0, name)
    return values[at]!
  }
}
const near = (value: number | null, wanted: number, share = 5e-3) => assert.ok(
  value !== null && Math.abs(value / wanted - 1) < share, `${value} is not ${wanted}`)

const HALITE: CrystalStructure = {
  cell: cubic(5.6402), spaceGroup: { number: 225 },
  orbits: [full('Na', FCC), full('Cl', FCC.map(([x, y, z]) => [x + 0.5, y, z]))],
}
const COPPER: CrystalStructure = { cell: cubic(3.6149), spaceGroup: { symbol: 'F m -3 m' }, orbits: [full('Cu', FCC)] }
const DIAMOND: CrystalStructure = {
  cell: cubic(3.567), spaceGroup: { number: 227 }, orbits: [full('C', [...FCC, ...moved(0.25)])],
}
const TITANATE: CrystalStructure = {
  cell: cubic(3.905), spaceGroup: { number: 221 },
  orbits: [full('Sr', [[0, 0, 0]]), full('Ti', [[0.5, 0.5, 0.5]]), full('O', [[0.5, 0.5, 0], [0.5, 0, 0.5], [0, 0.5, 0.5]])],
}

test('densities are those of the handbooks: NaCl 2.165, Cu 8.96, diamond 3.515, SrTiO3 5.12 g/cm³ (CRC Handbook)', () => {
  const densities = [[HALITE, 2.165], [COPPER, 8.96], [DIAMOND, 3.515], [TITANATE, 5.12]] as const
  for (const [structure, density] of densities) near(told(structure)('density (g/cm³)'), density)
})

test('coordination is 6 in NaCl, 4 in diamond, 12 in copper; in SrTiO3 Sr has 12, Ti 6 and O 2 nearest', () => {
  const coordination = (structure: CrystalStructure) => ['mean', 'min', 'max'].map((word) => told(structure)(`coordination number, ${word}`))
  assert.deepEqual(coordination(HALITE), [6, 6, 6])
  assert.deepEqual(coordination(DIAMOND), [4, 4, 4])
  assert.deepEqual(coordination(COPPER), [12, 12, 12])
  assert.deepEqual(coordination(TITANATE), [(12 + 6 + 3 * 2) / 5, 2, 12])
})

test('effective coordination agrees where shells are well parted, and hardly minds where coordinates are not exact', () => {
  const effective = (structure: CrystalStructure) => told(structure)('effective coordination number, mean')
  near(effective(HALITE), 6, 0.02)
  near(effective(DIAMOND), 4, 0.02)
  near(effective(COPPER), 12, 0.05)
  const shaken = { ...HALITE, orbits: [full('Na', FCC.map(([x, y, z], at) => [x + 0.03 * Math.sin(7 * at + 1), y + 0.03 * Math.cos(5 * at), z])), HALITE.orbits![1]!] }
  near(effective(shaken), 6, 0.25)
  assert.ok(told(shaken)('coordination number, mean')! < 5, 'the sharp rule does mind')
})

test('bond lengths follow from the cell: a/2 in NaCl, a√3/4 in diamond, a/√2 in copper', () => {
  near(told(HALITE)('bond length (Å), mean'), 5.6402 / 2, 1e-9)
  near(told(DIAMOND)('bond length (Å), mean'), (3.567 * Math.sqrt(3)) / 4, 1e-9)
  near(told(COPPER)('bond length (Å), min'), 3.6149 / Math.SQRT2, 1e-9)
  assert.equal(told(DIAMOND)('bond length (Å), deviation')! < 1e-9, true)
  // Cordero's radius of carbon is half the bond in diamond.
  near(told(DIAMOND)('bond length over sum of covalent radii, mean'), 1, 0.02)
})

test('carbon balls of covalent radius fill 34 % of diamond, as touching balls do (π√3/16)', () => {
  near(told(DIAMOND)('packing fraction'), (Math.PI * Math.sqrt(3)) / 16, 0.06)
})

test('shortest distances are told by pair of elements, and by like elements', () => {
  near(told(HALITE)('shortest distance per element pair (Å), min'), 5.6402 / 2, 1e-9)
  near(told(HALITE)('shortest distance between like elements (Å), mean'), 5.6402 / Math.SQRT2, 1e-9)
})

test('the radial distribution counts: over all shells it holds as many atoms as lie there', () => {
  const one = told(COPPER)
  const perVolume = 4 / 3.6149 ** 3
  let atoms = 0
  for (let from = 1; from < 8; from += 0.5) {
    atoms += one(`radial distribution ${from}–${from + 0.5} Å`)! * (4 / 3) * Math.PI * ((from + 0.5) ** 3 - from ** 3) * perVolume
  }
  // Shells of fcc at a√(n/2): 12, 6, 24, 12, 24, 8, 48, 6, 36 up to 7.67 Å (n = 9).
  near(atoms, 12 + 6 + 24 + 12 + 24 + 8 + 48 + 6 + 36, 1e-9)
})

test('number, system and point group order are what the file says: 225 and its symbol are both cubic of order 48', () => {
  const symmetry = (structure: CrystalStructure) => ['space group number', 'crystal system', 'point group order'].map((name) => told(structure)(name))
  assert.deepEqual(symmetry(HALITE), [225, 7, 48])
  assert.deepEqual(symmetry(COPPER), [null, 7, 48], 'a number is not worked out from a symbol')
  assert.deepEqual(symmetry({ ...HALITE, spaceGroup: { number: 15 } }), [15, 2, 4])
  assert.deepEqual(symmetry({ ...HALITE, spaceGroup: {} }), [null, null, null])
})

test('half a site weighs half, has half a neighbour, and is no neighbour of the site that stands for it', () => {
  const half: CrystalStructure = { ...HALITE, orbits: [HALITE.orbits![0]!, { ...HALITE.orbits![1]!, occupants: { Cl: 0.5 } }] }
  near(told(half)('density (g/cm³)'), (2.165 * (22.99 + 35.45 / 2)) / (22.99 + 35.45))
  assert.equal(told(half)('coordination number, min'), 3)
  assert.equal(told(half)('share of partly occupied sites'), 0.5)
  const split: CrystalStructure = { ...HALITE, orbits: [
    HALITE.orbits![1]!, { occupants: { Na: 0.5 }, positions: FCC.flatMap(([x, y, z]): Vector[] => [[x + 0.02, y, z], [x - 0.02, y, z]]) },
  ] }
  near(told(split)('density (g/cm³)'), 2.165)
  assert.ok(told(split)('bond length (Å), min')! > 2.5, 'two halves of one Na are not bonded')
  const shared: CrystalStructure = { ...HALITE, orbits: [{ occupants: { Na: 0.5, K: 0.5 }, positions: FCC }, HALITE.orbits![1]!] }
  assert.deepEqual([told(shared)('share of partly occupied sites'), told(shared)('coordination number, mean')], [0.5, 6])
})

test('what is not known is unknown, never zero', () => {
  assert.ok(describeStructure({ cell: null, orbits: null }).every((value) => value === null))
  const without = told({ cell: cubic(4), orbits: null })
  assert.deepEqual([without('cell length a (Å)'), without('density (g/cm³)'), without('coordination number, mean')], [4, null, null])
  const cellless = told({ cell: null, orbits: COPPER.orbits })
  assert.deepEqual([cellless('sites in the cell'), cellless('density (g/cm³)'), cellless('bond length (Å), mean')], [4, null, null])
  // Technetium has no standard atomic weight.
  assert.equal(told({ cell: cubic(3.9), orbits: [full('Tc', FCC)] })('density (g/cm³)'), null)
  assert.equal(told({ cell: cubic(30), orbits: [full('Cu', [[0, 0, 0]])] })('bond length (Å), mean'), null, 'nothing within reach')
})

test('what does not depend on the origin, or on how many cells are described, stays the same', () => {
  const free = ['density (g/cm³)', 'volume per atom (Å³)', 'coordination number, mean', 'bond length (Å), mean', 'radial distribution 4–4.5 Å']
  const shift = fc.double({ min: -2, max: 2, noNaN: true })
  fc.assert(fc.property(shift, shift, shift, (x, y, z) => {
    const shifted = { ...TITANATE, orbits: TITANATE.orbits!.map((orbit) => ({
      ...orbit, positions: orbit.positions.map(([u, v, w]): Vector => [u + x, v + y, w + z]) })) }
    for (const name of free) near(told(shifted)(name), told(TITANATE)(name)!, 1e-6)
  }), { numRuns: 20 })
  const doubled = { cell: { ...cubic(3.905), c: 7.81 }, orbits: TITANATE.orbits!.map((orbit) => ({
    ...orbit, positions: orbit.positions.flatMap(([u, v, w]): Vector[] => [[u, v, w / 2], [u, v, (w + 1) / 2]]) })) }
  for (const name of free) near(told(doubled)(name), told(TITANATE)(name)!, 1e-9)
})

test('the main descriptors end where the shells begin', () => {
  assert.match(STRUCTURE_DESCRIPTORS[MAIN_DESCRIPTORS]!, /^radial distribution/)
  assert.doesNotMatch(STRUCTURE_DESCRIPTORS[MAIN_DESCRIPTORS - 1]!, /^radial/)
})
