import { crystalClass } from './crystal-class.ts'

/** The crystal systems, from the least symmetric to the most. */
export const CRYSTAL_SYSTEMS = ['triclinic', 'monoclinic', 'orthorhombic', 'tetragonal', 'trigonal', 'hexagonal', 'cubic'] as const
export type CrystalSystem = (typeof CRYSTAL_SYSTEMS)[number]

/** By crystal class its system and order, and the last space group of it (International Tables A, 2.1.1 and 3.2). */
const CLASSES: readonly (readonly [name: string, system: CrystalSystem, order: number, last: number])[] = [
  ['1', 'triclinic', 1, 1], ['-1', 'triclinic', 2, 2],
  ['2', 'monoclinic', 2, 5], ['m', 'monoclinic', 2, 9], ['2/m', 'monoclinic', 4, 15],
  ['222', 'orthorhombic', 4, 24], ['mm2', 'orthorhombic', 4, 46], ['mmm', 'orthorhombic', 8, 74],
  ['4', 'tetragonal', 4, 80], ['-4', 'tetragonal', 4, 82], ['4/m', 'tetragonal', 8, 88], ['422', 'tetragonal', 8, 98],
  ['4mm', 'tetragonal', 8, 110], ['-42m', 'tetragonal', 8, 122], ['4/mmm', 'tetragonal', 16, 142],
  ['3', 'trigonal', 3, 146], ['-3', 'trigonal', 6, 148], ['32', 'trigonal', 6, 155], ['3m', 'trigonal', 6, 161], ['-3m', 'trigonal', 12, 167],
  ['6', 'hexagonal', 6, 173], ['-6', 'hexagonal', 6, 174], ['6/m', 'hexagonal', 12, 176], ['622', 'hexagonal', 12, 182],
  ['6mm', 'hexagonal', 12, 186], ['-6m2', 'hexagonal', 12, 190], ['6/mmm', 'hexagonal', 24, 194],
  ['23', 'cubic', 12, 199], ['m-3', 'cubic', 24, 206], ['432', 'cubic', 24, 214], ['-43m', 'cubic', 24, 220], ['m-3m', 'cubic', 48, 230],
]

/**
 * Number, crystal system and order of the point group of a space group, as its number says, else its symbol; null where neither does.
 *
 * The number is not worked out from a symbol.
 */
export function symmetryOf(
  { number, symbol }: { readonly number?: number; readonly symbol?: string },
): { readonly number: number | null; readonly system: CrystalSystem | null; readonly order: number | null } {
  const isNumber = number !== undefined && Number.isInteger(number) && number >= 1 && number <= 230
  const name = symbol === undefined ? undefined : crystalClass(symbol)?.crystalClass
  const found = isNumber ? CLASSES.find(([, , , last]) => number <= last) : CLASSES.find(([one]) => one === name)
  return { number: isNumber ? number : null, system: found?.[1] ?? null, order: found?.[2] ?? null }
}
