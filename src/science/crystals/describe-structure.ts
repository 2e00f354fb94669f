import { ELEMENT_PROPERTIES } from '../chemistry/data/element-properties.ts'
import { ELEMENTS } from '../chemistry/elements.ts'
import { mean, standardDeviation } from '../numerics/summary.ts'
import type { CrystalStructure, Orbit } from './crystal-structure.ts'
import { CRYSTAL_SYSTEMS, symmetryOf } from './crystal-system.ts'
import { pointVolume } from './lattice.ts'
import type { CellNumbers } from './lattice.ts'
import { atomsNear, bondedAtoms, coordinationOf, effectiveCoordination, realNeighbours } from './neighbours.ts'
import type { Neighbour } from './neighbours.ts'

const ANGSTROM3_TO_G = 1.66053906892 // g/mol per Å³ in g/cm³: 10²⁴ / N_A (CODATA 2022)
/** How far atoms are looked for: beyond the second shell of all but the loosest packings, and cheap. */
const REACH_ANGSTROM = 8
const SHELL_ANGSTROM = 0.5
const SHELLS = Array.from({ length: 14 }, (_, nth) => 1 + nth * SHELL_ANGSTROM)
const LOCAL = ['Electronegativity', 'CovalentRadius', 'AtomicWeight', 'MendeleevNumber', 'NValence'] as const

const CELL = ['a', 'b', 'c', 'alpha', 'beta', 'gamma'] as const
const SPREAD = ['mean', 'deviation', 'min', 'max'] as const

/** How many of the names come first that say most by themselves; shells and element means follow. */
export const MAIN_DESCRIPTORS = 41

/** What `describeStructure` tells, in its order; a unit stands behind the name where there is one. */
export const STRUCTURE_DESCRIPTORS: readonly string[] = [
  'cell length a (Å)', 'cell length b (Å)', 'cell length c (Å)',
  'cell angle alpha (°)', 'cell angle beta (°)', 'cell angle gamma (°)',
  'cell volume (Å³)', 'volume per atom (Å³)', 'density (g/cm³)', 'packing fraction',
  'sites in the cell', 'atoms in the cell', 'number of elements', 'share of partly occupied sites',
  'space group number', 'crystal system', 'point group order',
  ...SPREAD.map((word) => `coordination number, ${word}`),
  ...SPREAD.map((word) => `effective coordination number, ${word}`),
  ...SPREAD.map((word) => `bond length (Å), ${word}`),
  ...SPREAD.map((word) => `bond length over sum of covalent radii, ${word}`),
  ...SPREAD.map((word) => `shortest distance per element pair (Å), ${word}`),
  ...SPREAD.map((word) => `shortest distance between like elements (Å), ${word}`),
  ...SHELLS.map((from) => `radial distribution ${from}–${from + SHELL_ANGSTROM} Å`),
  ...LOCAL.map((name) => `site mean ${name}`),
  ...LOCAL.map((name) => `neighbour difference ${name}`),
]

/**
 * Numbers that describe a crystal, in the order of `STRUCTURE_DESCRIPTORS`; null where the structure does not say enough.
 *
 * Sites count as often as they stand in the cell; on a partly occupied site each element counts by its occupancy, as a neighbour too.
 * Coordination numbers and bonds are those of `bondedAtoms`; the effective ones weigh neighbours by distance and so bear coordinates that are
 * not exact. Density is mass over volume with standard atomic weights. The packing fraction takes atoms
 * for balls of their covalent radius (Cordero et al. 2008, doi:10.1039/b801115j): a measure of room, not of touching ions.
 * A radial distribution is the density of atoms in a shell over that of the crystal, so 1 where there is no order (pair
 * distribution function g(r); Egami & Billinge 2012, § 3.1). The neighbour difference is the mean absolute difference of an element property
 * across bonds (Ward et al. 2017, doi:10.1103/PhysRevB.96.024104, local environments). Crystal systems are counted 1 (triclinic) to 7 (cubic).
 * Cell lengths, angles, volume and numbers of sites are those of the cell as described: another setting gives others.
 */
export function describeStructure({ cell, spaceGroup = {}, orbits }: CrystalStructure): (number | null)[] {
  const volume = cell && pointVolume(cell)
  const { number, system, order } = symmetryOf(spaceGroup)
  const known = [
    ...CELL.map((name) => (volume ? cell![name] : null)), volume,
    ...(orbits ? contents(orbits, volume) : Array.from({ length: 7 }, () => null)),
    number, system && CRYSTAL_SYSTEMS.indexOf(system) + 1, order,
  ]
  const around = cell && volume && orbits && orbits.length > 0 ? surroundings(cell, volume, orbits) : []
  return STRUCTURE_DESCRIPTORS.map((_, nth) => {
    const value = (nth < known.length ? known[nth] : around[nth - known.length]) ?? null
    return value !== null && Number.isFinite(value) ? value : null
  })
}

/** Volume per atom, density, packing fraction, sites, atoms, elements, share of partly occupied sites. */
function contents(orbits: readonly Orbit[], volume: number | null): (number | null)[] {
  const sum = (value: (symbol: string) => number | null) => orbits.reduce((total, { occupants, positions }) => (
    total + positions.length * Object.entries(occupants).reduce((part, [symbol, share]) => part + share * (value(symbol) ?? NaN), 0)
  ), 0)
  const sites = orbits.reduce((total, { positions }) => total + positions.length, 0)
  const atoms = sum(() => 1)
  const partly = orbits.reduce((total, { occupants, positions }) => total + (isPartly(occupants) ? positions.length : 0), 0)
  const elements = new Set(orbits.flatMap(({ occupants }) => Object.keys(occupants)))
  return [
    volume && volume / atoms,
    volume && (ANGSTROM3_TO_G * sum((symbol) => bySymbol.get(symbol)!.atomicWeight)) / volume,
    volume && sum((symbol) => (4 / 3) * Math.PI * ((propertyOf('CovalentRadius', symbol) ?? NaN) / 100) ** 3) / volume,
    sites, atoms, elements.size, sites > 0 ? partly / sites : null,
  ]
}

/** A site on which less than one whole atom of one element stands. */
function isPartly(occupants: Orbit['occupants']): boolean {
  return Object.values(occupants).every((share) => share < 1 - 1e-3)
}

function surroundings(cell: CellNumbers, volume: number, orbits: readonly Orbit[]): (number | null)[] {
  const near = orbits.map((orbit) => atomsNear(cell, orbits, orbit.positions[0]!, REACH_ANGSTROM))
  const radii = orbits.map(({ occupants }) => averaged(occupants, 'CovalentRadius') / 100)
  const real = orbits.map((_, at) => realNeighbours(at, near[at]!, radii, orbits))
  const bonds = real.map(bondedAtoms)
  // Each orbit counts as often as atoms stand on it.
  const weights = orbits.map(({ occupants, positions }) => positions.length * totalOf(occupants))
  const bondList = bonds.flatMap((found, at) => found.map((bond) => ({ ...bond, at, weight: weights[at]! * totalOf(orbits[bond.orbit]!.occupants) })))
  const pairs = shortestPairs(orbits, real)
  return [
    ...weightedSpread(bonds.flatMap((found, at) => (found.length > 0 ? [[coordinationOf(found, orbits), weights[at]!] as const] : []))),
    ...weightedSpread(real.flatMap((found, at) => (found.length > 0 ? [[effectiveCoordination(found, orbits), weights[at]!] as const] : []))),
    ...weightedSpread(bondList.map(({ distance, weight }) => [distance, weight])),
    ...weightedSpread(bondList.map(({ distance, weight, at, orbit }) => [distance / (radii[at]! + radii[orbit]!), weight])),
    ...plainSpread([...pairs.values()]),
    ...plainSpread([...pairs].filter(([key]) => isLike(key)).map(([, distance]) => distance)),
    ...radialDistribution(orbits, near, weights, volume),
    ...LOCAL.map((name) => weightedMean(orbits.map(({ occupants }, at) => [averaged(occupants, name), weights[at]!]))),
    ...LOCAL.map((name) => weightedMean(bondList.map(({ at, orbit, weight }) => [
      Math.abs(averaged(orbits[at]!.occupants, name) - averaged(orbits[orbit]!.occupants, name)), weight,
    ]))),
  ]
}

/** g(r) in each shell: occupied neighbours of the mean atom over what a structureless crystal of that density would have. */
function radialDistribution(
  orbits: readonly Orbit[], near: readonly (readonly Neighbour[])[], weights: readonly number[], volume: number,
): number[] {
  const atoms = weights.reduce((sum, weight) => sum + weight, 0)
  return SHELLS.map((from) => {
    const to = from + SHELL_ANGSTROM
    const found = near.reduce((sum, list, at) => sum + (weights[at]! / atoms) * list.reduce((count, { distance, orbit }) => (
      count + (distance >= from && distance < to ? totalOf(orbits[orbit]!.occupants) : 0)
    ), 0), 0)
    return found / ((4 / 3) * Math.PI * (to ** 3 - from ** 3) * (atoms / volume))
  })
}

/** By pair of elements their shortest distance within reach. */
function shortestPairs(orbits: readonly Orbit[], real: readonly (readonly Neighbour[])[]): Map<string, number> {
  const shortest = new Map<string, number>()
  for (const [at, list] of real.entries()) {
    for (const { distance, orbit } of list) {
      for (const one of Object.keys(orbits[at]!.occupants)) {
        for (const other of Object.keys(orbits[orbit]!.occupants)) {
          const key = [one, other].sort().join(' ')
          if (distance < (shortest.get(key) ?? Infinity)) shortest.set(key, distance)
        }
      }
    }
  }
  return shortest
}

function isLike(pair: string): boolean {
  const [one, other] = pair.split(' ')
  return one === other
}

function plainSpread(values: readonly number[]): (number | null)[] {
  if (values.length === 0) return SPREAD.map(() => null)
  return [mean(values), values.length > 1 ? standardDeviation(values) : 0, Math.min(...values), Math.max(...values)]
}

function weightedSpread(list: readonly (readonly [value: number, weight: number])[]): (number | null)[] {
  const centre = weightedMean(list)
  if (centre === null) return SPREAD.map(() => null)
  const variance = weightedMean(list.map(([value, weight]) => [(value - centre) ** 2, weight]))!
  const values = list.map(([value]) => value)
  return [centre, Math.sqrt(variance), values.reduce((a, b) => Math.min(a, b)), values.reduce((a, b) => Math.max(a, b))]
}

function weightedMean(list: readonly (readonly [value: number, weight: number])[]): number | null {
  const sum = list.reduce((total, [, weight]) => total + weight, 0)
  return sum > 0 ? list.reduce((total, [value, weight]) => total + value * weight, 0) / sum : null
}

function totalOf(occupants: Orbit['occupants']): number {
  return Object.values(occupants).reduce((sum, share) => sum + share, 0)
}

/** The mean of an element property over what stands on a site; NaN where it is not known of an element. */
function averaged(occupants: Orbit['occupants'], property: string): number {
  const total = totalOf(occupants)
  return Object.entries(occupants).reduce((sum, [symbol, share]) => sum + (share / total) * (propertyOf(property, symbol) ?? NaN), 0)
}

const bySymbol = new Map(ELEMENTS.map((element) => [element.symbol, element]))
const valuesOf = new Map(ELEMENT_PROPERTIES.map(({ name, values }) => [name, values]))

function propertyOf(name: string, symbol: string): number | null {
  return valuesOf.get(name)![bySymbol.get(symbol)!.number - 1] ?? null
}
