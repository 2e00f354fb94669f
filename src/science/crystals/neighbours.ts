import type { Orbit } from './crystal-structure.ts'
import { cellEdges } from './lattice.ts'
import type { CellNumbers } from './lattice.ts'

type Vector = readonly [number, number, number]

/** A site near another: which orbit it belongs to, and how far it is, in Å. */
export type Neighbour = { readonly orbit: number; readonly distance: number }

/** Nearer than this two positions are one: coordinates are written with four digits, which is 0.01 Å in a large cell. */
export const SAME_SITE_ANGSTROM = 0.05

/**
 * Atoms within (1 + 0.1) of the shortest distance are neighbours.
 *
 * Zimmermann & Jain 2020 (doi:10.1039/C9RA07755C, § 2.2), as pymatgen's MinimumDistanceNN with its default tolerance.
 */
const TOLERANCE = 0.1

/**
 * Nearer than this share of their covalent radii's sum two sites of which one is partly occupied stand for each other.
 *
 * It parts Li–Li of split sites (up to 1.9 Å in garnets) from bonds: P–O is 0.88 of its sum, Li–O at least 0.93, and O–H 0.87.
 */
const ALTERNATIVE_SHARE = 0.75

/** All sites around a position (fractional) within `reach` Å, in all cells they repeat in, nearest first; not the site itself. */
export function atomsNear(cell: CellNumbers, orbits: readonly Orbit[], from: Vector, reach: number): Neighbour[] {
  const edges = cellEdges(cell)
  if (!edges) return []
  const [a, b, c] = edges
  // How many cells the reach spans along each axis: the planes of a cell lie 1/|a*| apart.
  const volume = a[0] * b[1] * c[2]
  const steps = [cross(b, c), cross(c, a), cross(a, b)].map((area) => reach * Math.hypot(...area) / volume)
  const found: Neighbour[] = []
  for (const [orbit, { positions }] of orbits.entries()) {
    for (const position of positions) {
      const [u, v, w] = [0, 1, 2].map((axis) => position[axis]! - from[axis]!) as [number, number, number]
      for (let i = Math.ceil(-steps[0]! - u); i <= steps[0]! - u; i++) {
        for (let j = Math.ceil(-steps[1]! - v); j <= steps[1]! - v; j++) {
          for (let k = Math.ceil(-steps[2]! - w); k <= steps[2]! - w; k++) {
            const distance = Math.hypot(
              (u + i) * a[0] + (v + j) * b[0] + (w + k) * c[0], (v + j) * b[1] + (w + k) * c[1], (w + k) * c[2])
            if (distance <= reach && distance > SAME_SITE_ANGSTROM) found.push({ orbit, distance })
          }
        }
      }
    }
  }
  return found.sort((one, other) => one.distance - other.distance || one.orbit - other.orbit)
}

/**
 * The sites `near` one of orbit `at` without those that stand for it: too near, and one of the two partly occupied.
 *
 * `radii` are covalent radii by orbit in Å.
 */
export function realNeighbours(
  at: number, near: readonly Neighbour[], radii: readonly number[], orbits: readonly Orbit[],
): readonly Neighbour[] {
  return near.filter(({ orbit, distance }) => {
    const isFull = occupancy(orbits[at]!) > 0.99 && occupancy(orbits[orbit]!) > 0.99
    return isFull || !(distance < ALTERNATIVE_SHARE * (radii[at]! + radii[orbit]!))
  })
}

/** Those of the neighbours, nearest first, that an atom is bonded to; empty where there is none. */
export function bondedAtoms(real: readonly Neighbour[]): readonly Neighbour[] {
  const [nearest] = real
  return nearest ? real.filter(({ distance }) => distance <= (1 + TOLERANCE) * nearest.distance) : []
}

/**
 * The effective coordination number (ECoN): neighbours, each counted by exp(1 − (d / d̄)⁶), d̄ the mean distance so weighted.
 *
 * Hoppe 1979, doi:10.1524/zkri.1979.150.14.23; repeated until d̄ stays. Neighbours count by their occupancy. They are given nearest first.
 */
export function effectiveCoordination(real: readonly Neighbour[], orbits: readonly Orbit[]): number {
  const weightAt = (distance: number, mean: number) => Math.exp(1 - (distance / mean) ** 6)
  let mean = real[0]!.distance
  for (let step = 0; step < 100; step++) {
    let sum = 0, weights = 0
    for (const { distance, orbit } of real) {
      const weight = weightAt(distance, mean) * occupancy(orbits[orbit]!)
      sum += weight * distance
      weights += weight
    }
    const next = sum / weights
    if (Math.abs(next - mean) < 1e-6) break
    mean = next
  }
  return real.reduce((sum, { distance, orbit }) => sum + weightAt(distance, mean) * occupancy(orbits[orbit]!), 0)
}

/** How many atoms stand on the sites that an atom is bonded to, on average. */
export function coordinationOf(bonds: readonly Neighbour[], orbits: readonly Orbit[]): number {
  return bonds.reduce((sum, { orbit }) => sum + occupancy(orbits[orbit]!), 0)
}

function occupancy({ occupants }: Orbit): number {
  return Object.values(occupants).reduce((sum, share) => sum + share, 0)
}

function cross(one: Vector, other: Vector): Vector {
  return [
    one[1] * other[2] - one[2] * other[1], one[2] * other[0] - one[0] * other[2], one[0] * other[1] - one[1] * other[0],
  ]
}
