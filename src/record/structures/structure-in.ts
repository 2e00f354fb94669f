import { parseQuantity } from '#science/quantities/quantity.ts'
import type { Quantity } from '#science/quantities/quantity.ts'
import { Refusal } from '#science/refusal.ts'
import type { Text } from '#science/refusal.ts'
import type { Cell, StructureValue } from '../records/value.ts'
import { readCif } from './read-cif.ts'
import type { CifBlock } from './read-cif.ts'

/** What a CIF file says of a structure. */
export type Structure = Pick<StructureValue, 'block' | 'cell' | 'volume' | 'space_group' | 'formula'>

// Tags of the core dictionary and, with a full stop, of mmCIF; lengths in Å, angles in degrees (International Tables G, 4.1).
const CELL = [
  ['a', 'length_a', 'Å'], ['b', 'length_b', 'Å'], ['c', 'length_c', 'Å'],
  ['alpha', 'angle_alpha', '°'], ['beta', 'angle_beta', '°'], ['gamma', 'angle_gamma', '°'],
] as const
const SPACE_GROUP = ['_space_group_name_h-m_alt', '_symmetry_space_group_name_h-m', '_symmetry.space_group_name_h-m', '_space_group.name_h-m_alt']
const FORMULA = ['_chemical_formula_sum', '_chemical_formula.sum']

/**
 * The cell, volume, space group and formula that a CIF file states, numbers with their standard uncertainties as written.
 *
 * `block` names the data block meant; it may be left out where only one has a cell. Nothing is computed: a volume that the
 * file does not state is not given. Refuses `structure.no_cell`, `structure.several`, `structure.twice`, `structure.cell`
 * and what `parseQuantity` refuses.
 */
export function structureIn(text: string, block?: string): Structure {
  return statedBy(structureBlock(text, block))
}

/** The data block of a CIF file that holds the structure meant; refuses `structure.no_cell` and `structure.several`. */
export function structureBlock(text: string, block?: string): CifBlock {
  const blocks = readCif(text)
  const withCell = blocks.filter((each) => itemOf(each, tagsOf('length_a')) !== null)
  const meant = block === undefined ? withCell : withCell.filter(({ name }) => name === block)
  if (meant.length !== 1) throw meant.length === 0 ? noCell(block, withCell) : several(withCell)
  return meant[0]!
}

/** What a data block states, as {@link structureIn}. */
export function statedBy(found: CifBlock): Structure {
  const cell = Object.fromEntries(CELL.map(([name, tag, unit]) => [name, required(found, tagsOf(tag), unit)])) as Cell
  requireCell(cell)
  const volume = itemOf(found, tagsOf('volume'))
  const [group, formula] = [itemOf(found, SPACE_GROUP), itemOf(found, FORMULA)]
  return {
    block: found.name, cell,
    ...(volume !== null && { volume: numberIn(volume, '_cell_volume', 'Å³') }),
    ...(group !== null && { space_group: group }),
    ...(formula !== null && { formula }),
  }
}

function tagsOf(item: string): readonly string[] {
  return [`_cell_${item}`, `_cell.${item}`]
}

/** What stands behind the first of the tags that says something; `?`, `.` and an empty text say nothing. */
export function itemOf({ items }: CifBlock, tags: readonly string[]): string | null {
  for (const tag of tags) {
    const said = [...new Set((items.get(tag) ?? []).map((text) => text.trim()))].filter((text) => !['', '?', '.'].includes(text))
    if (said.length > 1) throw twice(tag, said)
    if (said.length === 1) return said[0]!
  }
  return null
}

function required(block: CifBlock, tags: readonly string[], unit: string): Quantity {
  const text = itemOf(block, tags)
  if (text === null) {
    throw refuse('structure.cell', {
      en: `The block “${block.name}” states no ${tags[0]}; a cell has three lengths and three angles.`,
      ko: `블록 “${block.name}”에 ${tags[0]} 값이 없습니다. 단위포에는 길이 셋과 각 셋이 필요합니다.`,
    }, { tag: tags[0] })
  }
  return numberIn(text, tags[0]!, unit)
}

function numberIn(text: string, tag: string, unit: string): Quantity {
  try {
    return parseQuantity(text, unit)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    throw refuse(error.code, { en: `${tag}: ${error.text.en}`, ko: `${tag}: ${error.text.ko}` }, { ...error.details, tag })
  }
}

/** That six numbers are a cell: they span a volume. */
function requireCell(cell: Cell): void {
  const [cosAlpha, cosBeta, cosGamma] = [cell.alpha, cell.beta, cell.gamma].map(({ value }) => Math.cos((value * Math.PI) / 180))
  // (V/abc)² of International Tables C, 1.1.
  const squared = 1 - cosAlpha! ** 2 - cosBeta! ** 2 - cosGamma! ** 2 + 2 * cosAlpha! * cosBeta! * cosGamma!
  const isCell = [cell.a, cell.b, cell.c].every(({ value }) => value > 0) && squared > 0
    && [cell.alpha, cell.beta, cell.gamma].every(({ value }) => value > 0 && value < 180)
  if (isCell) return
  const told = Object.values(cell).map(({ value }) => value).join(', ')
  throw refuse('structure.cell', {
    en: `a, b, c, α, β, γ of ${told} span no cell; check the file.`,
    ko: `a, b, c, α, β, γ 값 ${told}(으)로는 단위포가 되지 않습니다. 파일을 확인하십시오.`,
  }, { cell: told })
}

function noCell(block: string | undefined, withCell: readonly CifBlock[]): Refusal {
  const names = withCell.map(({ name }) => name).join(', ')
  return refuse('structure.no_cell', block === undefined ? {
    en: 'The file is no CIF file with a cell: no data block has _cell_length_a.',
    ko: '단위포가 있는 CIF 파일이 아닙니다. _cell_length_a가 있는 데이터 블록이 없습니다.',
  } : {
    en: `The file has no data block “${block}” with a cell; it has: ${names || '–'}.`,
    ko: `파일에 단위포가 있는 데이터 블록 “${block}”이(가) 없습니다. 있는 것: ${names || '–'}.`,
  }, { block, blocks: names })
}

function several(withCell: readonly CifBlock[]): Refusal {
  const names = withCell.map(({ name }) => name).join(', ')
  return refuse('structure.several', {
    en: `The file has several structures: ${names}. Name the one meant in “block”.`,
    ko: `파일에 구조가 여럿 있습니다: ${names}. 대상 블록의 이름을 “block”에 쓰십시오.`,
  }, { blocks: names })
}

function twice(tag: string, said: readonly string[]): Refusal {
  return refuse('structure.twice', {
    en: `The file states ${tag} more than once, and not the same: ${said.join(', ')}. Correct it.`,
    ko: `파일에 ${tag} 값이 서로 다르게 여러 번 적혀 있습니다: ${said.join(', ')}. 고친 뒤 다시 시도하십시오.`,
  }, { tag, said })
}

function refuse(code: string, text: Text, details: Record<string, unknown>): Refusal {
  return new Refusal(code, text, details)
}
