import { isElement } from '#science/chemistry/elements.ts'
import type { CrystalStructure, Orbit } from '#science/crystals/crystal-structure.ts'
import { cellEdges } from '#science/crystals/lattice.ts'
import type { CellNumbers } from '#science/crystals/lattice.ts'
import { SAME_SITE_ANGSTROM } from '#science/crystals/neighbours.ts'
import type { CifBlock } from './read-cif.ts'
import { itemOf, statedBy, structureBlock } from './structure-in.ts'

type Vector = readonly [number, number, number]

const GROUP_NUMBER = [
  '_space_group_it_number', '_symmetry_int_tables_number', '_symmetry.int_tables_number', '_space_group.it_number',
]
const OPERATIONS = ['_symmetry_equiv_pos_as_xyz', '_space_group_symop_operation_xyz', '_symmetry_equiv.pos_as_xyz', '_space_group_symop.operation_xyz']
/** More sites than this take longer to look around in than anyone waits; their descriptors of neighbours stay unknown. */
const MOST_SITES = 2000

/**
 * The crystal that a CIF file describes: cell, space group as stated, and all sites of one cell.
 *
 * Symmetry operations are those that the file lists, applied to each site listed; without any, sites are complete only in P 1. Sites at
 * one position share it (partial occupancies); an occupancy that is not given is 1, as the core dictionary says
 * (International Tables G, 4.1). Sites are null, not fewer, where one has no coordinates, no known element or no operations: then what is
 * near an atom cannot be told. D is H. Refuses what `structureIn` refuses.
 */
export function crystalIn(text: string, block?: string): CrystalStructure {
  const found = structureBlock(text, block)
  const stated = statedBy(found)
  const numbers = Object.fromEntries(Object.entries(stated.cell!).map(([name, { value }]) => [name, value])) as CellNumbers
  const number = Number(itemOf(found, GROUP_NUMBER) ?? NaN)
  return {
    cell: numbers,
    spaceGroup: {
      ...(Number.isInteger(number) && { number }),
      ...(stated.space_group !== undefined && { symbol: stated.space_group }),
    },
    orbits: orbitsIn(found, numbers, number === 1 || /^P\s*1$/i.test(stated.space_group ?? '')),
  }
}

function orbitsIn(block: CifBlock, cell: CellNumbers, isTriclinic: boolean): Orbit[] | null {
  const written = columnOf(block, OPERATIONS) ?? (isTriclinic ? ['x,y,z'] : [])
  const operations = written.map(readOperation)
  const loop = block.loops.find(({ tags }) => tags.some((tag) => tag.replace('.', '_') === '_atom_site_fract_x'))
  if (operations.length === 0 || operations.includes(null) || !loop) return null
  const column = (name: string) => loop.tags.findIndex((tag) => tag.replace('.', '_') === `_atom_site_${name}`)
  const [symbolAt, labelAt, occupancyAt, ...axes] = [
    'type_symbol', 'label', 'occupancy', 'fract_x', 'fract_y', 'fract_z',
  ].map(column) as [number, number, number, number, number, number]
  const orbits: { occupants: Record<string, number>; positions: Vector[] }[] = []
  const same = (one: Vector, other: Vector) => distanceModuloCell(cell, one, other) < SAME_SITE_ANGSTROM
  let sites = 0
  for (const row of loop.rows) {
    const symbol = symbolOf(row[symbolAt] ?? row[labelAt] ?? '')
    const position = axes.map((axis) => numberOf(row[axis])) as [number, number, number]
    const occupancy = occupancyAt < 0 || ['.', '?'].includes(row[occupancyAt]!) ? 1 : numberOf(row[occupancyAt])
    if (symbol === null || position.some(Number.isNaN) || !(occupancy >= 0)) return null
    if (occupancy === 0) continue
    const there = orbits.find(({ positions }) => positions.some((known) => same(known, position)))
    if (there) {
      there.occupants[symbol] = (there.occupants[symbol] ?? 0) + occupancy
      continue
    }
    const positions: Vector[] = []
    for (const operation of operations) {
      const image = operation!(position)
      if (!positions.some((known) => same(known, image))) positions.push(image)
    }
    sites += positions.length
    if (sites > MOST_SITES) return null
    orbits.push({ occupants: { [symbol]: occupancy }, positions })
  }
  return orbits.length > 0 ? orbits : null
}

function columnOf({ items, loops }: CifBlock, tags: readonly string[]): readonly string[] | null {
  for (const tag of tags) {
    const loop = loops.find((one) => one.tags.includes(tag))
    const at = loop?.tags.indexOf(tag) ?? -1
    if (loop) return loop.rows.map((row) => row[at]!)
    if (items.has(tag)) return items.get(tag)!
  }
  return null
}

/** `-x+1/2, y, z-x` as a movement of fractional coordinates; null for what is none. */
function readOperation(text: string): ((at: Vector) => Vector) | null {
  const rows = text.toLowerCase().replaceAll(/[\s'"]/g, '').split(',').map((part) => {
    const terms = [...part.matchAll(/([+-]?)(?:([xyz])|(\d*\.?\d+)(?:\/(\d+))?)/g)]
    if (terms.length === 0 || terms.map(([whole]) => whole).join('') !== part) return null
    const row = [0, 0, 0, 0]
    for (const [, sign, axis, above, below] of terms) {
      row[axis ? 'xyz'.indexOf(axis) : 3]! += (sign === '-' ? -1 : 1) * (axis ? 1 : Number(above) / Number(below ?? 1))
    }
    return row
  })
  if (rows.length !== 3 || rows.includes(null)) return null
  return ([x, y, z]) => rows.map((row) => row![0]! * x + row![1]! * y + row![2]! * z + row![3]!) as [number, number, number]
}

/** The element of `Li1+`, `O2-`, `Fe3` or `Wat`; null where none begins so. */
function symbolOf(text: string): string | null {
  const [, first = '', second = ''] = /^([A-Za-z])([A-Za-z]?)/.exec(text.trim()) ?? []
  const two = first.toUpperCase() + second.toLowerCase()
  if (two === 'D') return 'H'
  if (isElement(two)) return two
  return isElement(first.toUpperCase()) ? first.toUpperCase() : null
}

/** A number without its standard uncertainty; NaN for what is none. */
function numberOf(text: string | undefined): number {
  const [, digits] = /^([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)(?:\(\d+\))?$/i.exec(text ?? '') ?? []
  return digits === undefined ? NaN : Number(digits)
}

/** In Å, to the nearest image; for positions that may be the same, so the nearest whole numbers of cells are near enough. */
function distanceModuloCell(cell: CellNumbers, one: Vector, other: Vector): number {
  const edges = cellEdges(cell)
  if (!edges) return Infinity
  const steps = one.map((value, axis) => value - other[axis]! - Math.round(value - other[axis]!))
  return Math.hypot(...[0, 1, 2].map((k) => steps[0]! * edges[0][k]! + steps[1]! * edges[1][k]! + steps[2]! * edges[2][k]!))
}
