import type { CellNumbers } from './lattice.ts'

/** Sites of a crystal that its symmetry makes alike: what stands on each of them, and where they are in one cell (fractional). */
export type Orbit = {
  /** By element symbol the occupancy, whose sum is 1 on a full site. */
  readonly occupants: Readonly<Record<string, number>>
  readonly positions: readonly (readonly [number, number, number])[]
}

/** A crystal structure: lengths in Å, angles in degrees; null or absent where it is not known. */
export type CrystalStructure = {
  readonly cell: CellNumbers | null
  readonly spaceGroup?: { readonly number?: number; readonly symbol?: string }
  /** All atoms of one cell; null where not all of them are known. */
  readonly orbits: readonly Orbit[] | null
}
