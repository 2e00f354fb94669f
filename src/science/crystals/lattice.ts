/** The six numbers of a cell: lengths in one unit, angles in degrees. */
export type CellNumbers = Readonly<Record<'a' | 'b' | 'c' | 'alpha' | 'beta' | 'gamma', number>>

type Vector = readonly [number, number, number]

/** The first letter of a Hermann–Mauguin symbol; R is R on hexagonal axes unless the cell is a rhombohedron. */
export type Centring = 'P' | 'A' | 'B' | 'C' | 'I' | 'F' | 'R'

/**
 * The lengths of the seven vectors that bound the Voronoi cell of a lattice, in rising order: the same for every cell, primitive or
 * centred, in which one lattice may be described.
 *
 * Selling's reduction (Selling 1874; Delone 1932), as Andrews, Bernstein & Sauter 2019, Acta Cryst. A75, 115–120, put it: while
 * two of four vectors that sum to zero enclose less than a right angle, one is turned round and added to the other two. Null where the
 * six numbers enclose no volume.
 */
export function latticeLengths(cell: CellNumbers, centring: Centring = 'P'): readonly number[] | null {
  const edges = cellEdges(cell)
  if (edges === null) return null
  const [a, b, c] = primitive(edges, isRhombohedron(cell) && centring === 'R' ? 'P' : centring)
  const four = [a, b, c, scaled(-1, added(a, b, c))]
  const scale = dot(a, a) + dot(b, b) + dot(c, c)
  for (let step = 0; step < MOST_STEPS; step++) {
    const pair = PAIRS.find(([i, j]) => dot(four[i]!, four[j]!) > 1e-9 * scale)
    if (!pair) break
    const [i, j] = pair
    const turned = four[i]!
    for (const k of four.keys()) if (k !== i && k !== j) four[k] = added(four[k]!, turned)
    four[i] = scaled(-1, turned)
  }
  const [p, q, r, s] = four as [Vector, Vector, Vector, Vector]
  return [p, q, r, s, added(p, q), added(q, r), added(p, r)].map((vector) => Math.sqrt(dot(vector, vector))).sort((x, y) => x - y)
}

/** The volume of one lattice point, in the cube of the lengths' unit; null where the six numbers enclose none. */
export function pointVolume(cell: CellNumbers, centring: Centring = 'P'): number | null {
  const edges = cellEdges(cell)
  if (edges === null) return null
  const [a, b, c] = primitive(edges, isRhombohedron(cell) && centring === 'R' ? 'P' : centring)
  return Math.abs(a[0] * (b[1] * c[2] - b[2] * c[1]) - a[1] * (b[0] * c[2] - b[2] * c[0]) + a[2] * (b[0] * c[1] - b[1] * c[0]))
}

// Each step makes the sum of the squares smaller; real cells need fewer than ten.
const MOST_STEPS = 1_000
const PAIRS = [[0, 1], [0, 2], [0, 3], [1, 2], [1, 3], [2, 3]] as const

/** The edges a, b, c of a cell: a along x, b in the plane of x and y; null where the six numbers enclose no volume. */
export function cellEdges({ a, b, c, alpha, beta, gamma }: CellNumbers): readonly [Vector, Vector, Vector] | null {
  const [x, y, z] = [alpha, beta, gamma].map((degrees) => Math.cos((degrees * Math.PI) / 180)) as [number, number, number]
  const sine = Math.sqrt(1 - z * z)
  const across = (x - y * z) / sine
  const up = 1 - y * y - across * across
  if (!(a > 0 && b > 0 && c > 0 && sine > 1e-6 && up > 1e-9)) return null
  return [[a, 0, 0], [b * z, b * sine, 0], [c * y, c * across, c * Math.sqrt(up)]]
}

function primitive([a, b, c]: readonly [Vector, Vector, Vector], centring: Centring): readonly [Vector, Vector, Vector] {
  const middle = (...vectors: Vector[]) => scaled(0.5, added(...vectors))
  switch (centring) {
    case 'P': return [a, b, c]
    case 'A': return [a, b, middle(b, c)]
    case 'B': return [a, b, middle(a, c)]
    case 'C': return [a, middle(a, b), c]
    case 'I': return [a, b, middle(a, b, c)]
    case 'F': return [middle(b, c), middle(a, c), middle(a, b)]
    // Obverse setting: ⅔ ⅓ ⅓ (International Tables A, 2.1.1).
    case 'R': return [a, b, scaled(1 / 3, added(a, a, b, c))]
  }
}

function isRhombohedron({ a, b, c, alpha, beta, gamma }: CellNumbers): boolean {
  const near = (one: number, other: number) => Math.abs(one - other) <= 1e-3 * one
  return near(a, b) && near(b, c) && near(alpha, beta) && near(beta, gamma)
}

function dot(a: Vector, b: Vector): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
}

function added(...vectors: Vector[]): Vector {
  return vectors.reduce((sum, vector) => [sum[0] + vector[0], sum[1] + vector[1], sum[2] + vector[2]])
}

function scaled(factor: number, [x, y, z]: Vector): Vector {
  return [factor * x, factor * y, factor * z]
}
