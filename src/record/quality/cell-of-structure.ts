import { convert } from '#science/quantities/convert.ts'
import { parseUnit } from '#science/quantities/parse-unit.ts'
import { crystalClass } from '#science/crystals/crystal-class.ts'
import { latticeLengths, pointVolume } from '#science/crystals/lattice.ts'
import type { CellNumbers, Centring } from '#science/crystals/lattice.ts'
import type { Quantity } from '#science/quantities/quantity.ts'
import type { Cell } from '../records/value.ts'
import type { Check, Found, Subject } from './finding.ts'
import { figures } from './numbers-of.ts'

/** Templates whose records of one material these checks lay side by side. */
export const STRUCTURE = 'crystal_structure'
export const LATTICE = 'lattice_parameters'

export const CELL_OF_STRUCTURE: Check = {
  code: 'cell_against_structure', version: 1, severity: 'remark',
  label: { en: 'Lattice differs from the structure file', ko: '격자 상수와 구조 파일 불일치' },
  says: {
    en: 'The cell of a structure file spans the lattice that a record of lattice parameters states of the same material, in whatever setting, to 0.5 % of each length.',
    ko: '구조 파일의 단위포는 어느 축 설정으로 적었든 같은 소재의 격자 상수 기록과 같은 격자를 이루며, 길이마다 0.5 % 안에서 일치한다.',
  },
  source: 'lattices compared by Selling’s reduction (Andrews, Bernstein & Sauter 2019, Acta Cryst. A75, 115); 0.5 % is what 200 K of thermal expansion make at 25 ppm/K, so that two temperatures pass',
}

export const SPACE_GROUP_OF_STRUCTURE: Check = {
  code: 'space_group_against_structure', version: 1, severity: 'remark',
  label: { en: 'Space group differs from the structure file', ko: '공간군과 구조 파일 불일치' },
  says: {
    en: 'The space groups that a structure file and a record of lattice parameters state of one material belong to one crystal class, which no choice of axes changes.',
    ko: '구조 파일과 같은 소재의 격자 상수 기록에 적힌 공간군은 축 설정과 무관하게 같은 점군에 속한다.',
  },
  source: 'International Tables for Crystallography A, 2.1.3; groups of one class are not told apart, since one group has different symbols in different settings',
}

/** Share by which lengths may differ. */
const SHARE = 0.005

type Stated = { readonly subject: Subject; readonly cell: CellNumbers | null; readonly symbol: string | null }

/** What is told of the structures among records of one material: each that no record of lattice parameters agrees with. */
export function compareCells(group: readonly Subject[]): { readonly subject: Subject; readonly check: Check; readonly found: Found }[] {
  const lattices = group.flatMap((one) => (one.template.template === LATTICE && isStated(one) ? [latticeOf(one)] : []))
  return group.flatMap((subject) => {
    if (subject.template.template !== STRUCTURE || !isStated(subject)) return []
    const [field, value] = Object.entries(subject.content.values).find(([, { type }]) => type === 'structure') ?? []
    if (field === undefined || value?.type !== 'structure') return []
    const stated: Stated = { subject, cell: value.cell ? numbersOfCell(value.cell) : null, symbol: value.space_group ?? null }
    const cell = cellFound(field, stated, lattices)
    const group = spaceGroupFound(field, stated, lattices)
    return [
      ...(cell ? [{ subject, check: CELL_OF_STRUCTURE, found: cell }] : []),
      ...(group ? [{ subject, check: SPACE_GROUP_OF_STRUCTURE, found: group }] : []),
    ]
  })
}

function isStated({ content }: Subject): boolean {
  return content.kind === 'measurement' && content.state === 'done'
}

function cellFound(field: string, structure: Stated, lattices: readonly Stated[]): Found | null {
  const gaps = lattices.flatMap((lattice) => {
    const gap = gapBetween(structure, lattice)
    return gap === null ? [] : [{ lattice, gap }]
  }).sort((a, b) => a.gap - b.gap)
  const nearest = gaps[0]
  if (!nearest || nearest.gap <= SHARE) return null
  const { lattice, gap } = nearest
  const [own, other] = [cellText(structure.cell!), cellText(lattice.cell!)]
  const volumes = [structure, lattice].map(({ cell, symbol }) => pointVolume(cell!, centringOf(symbol) ?? 'P')!) as [number, number]
  const apart = figures(100 * gap, 2)
  const inVolume = figures(100 * Math.abs(volumes[0] / volumes[1] - 1), 2)
  const { name } = lattice.subject.content
  return {
    field, value: own, others: [lattice.subject.id],
    text: {
      en: `The file’s cell (${own}) and “${name}” (${other}) are not one lattice, whatever the setting: lengths differ by ${apart} %, volumes by ${inVolume} %. Another sample or temperature, or a slip in one of the two?`,
      ko: `파일의 단위포(${own})와 ‘${name}’(${other})은(는) 축 설정을 바꾸어도 같은 격자가 아닙니다. 길이는 ${apart} %, 부피는 ${inVolume} % 다릅니다. 시료나 온도가 다르거나 한쪽을 잘못 적었습니까?`,
    },
  }
}

/**
 * The largest share by which the lengths of two lattices differ, in the setting in which they agree best; null where it cannot be said.
 *
 * A symbol may have stayed when axes were renamed, so that a face-centred cell is tried with each face; and cells that agree as they
 * stand are one, whatever their symbols say: that is for the space groups to tell.
 */
function gapBetween(one: Stated, other: Stated): number | null {
  if (!one.cell || !other.cell) return null
  const [mine, theirs] = [centringOf(one.symbol), centringOf(other.symbol)]
  const gaps = [['P', 'P'] as const, ...inSettings(mine ?? theirs ?? 'P', theirs ?? mine ?? 'P')].flatMap(([first, second]) => (
    shareBetween(latticeLengths(one.cell!, first), latticeLengths(other.cell!, second)) ?? []
  ))
  const least = gaps.length === 0 ? null : Math.min(...gaps)
  // Where a centring is not stated, only agreement counts.
  return least !== null && least > SHARE && (mine === null || theirs === null) ? null : least
}

const FACES: readonly Centring[] = ['A', 'B', 'C']

function inSettings(mine: Centring, theirs: Centring): readonly (readonly [Centring, Centring])[] {
  return FACES.includes(mine) && FACES.includes(theirs) ? FACES.map((face) => [mine, face]) : [[mine, theirs]]
}

function shareBetween(one: readonly number[] | null, other: readonly number[] | null): number | null {
  if (!one || !other) return null
  return Math.max(...one.map((length, nth) => Math.abs(length / other[nth]! - 1)))
}

function spaceGroupFound(field: string, { symbol }: Stated, lattices: readonly Stated[]): Found | null {
  const own = symbol === null ? null : crystalClass(symbol)
  const stated = lattices.flatMap((lattice) => {
    const read = lattice.symbol === null ? null : crystalClass(lattice.symbol)
    return read ? [{ lattice, read }] : []
  })
  if (!own || stated.length === 0 || stated.some(({ read }) => read.crystalClass === own.crystalClass)) return null
  const { lattice, read } = stated[0]!
  const { name } = lattice.subject.content
  return {
    field, value: symbol, others: [lattice.subject.id],
    text: {
      en: `The file’s space group ${symbol} is of class ${own.crystalClass}; “${name}” says ${lattice.symbol!.trim()}, of class ${read.crystalClass}.`,
      ko: `파일의 공간군 ${symbol}은(는) 점군 ${own.crystalClass}이지만 ‘${name}’에는 ${lattice.symbol!.trim()}(점군 ${read.crystalClass})으로 적혀 있습니다.`,
    },
  }
}

function centringOf(symbol: string | null): Centring | null {
  return symbol === null ? null : (crystalClass(symbol)?.centring ?? null)
}

/** What a record of lattice parameters states; a cell only where all six numbers are plain. */
function latticeOf(subject: Subject): Stated {
  const { values } = subject.content
  const symbol = values['space_group']?.type === 'text' ? values['space_group'].text : null
  const read = (name: string, unit: string) => {
    const value = values[name]
    return value?.type === 'quantity' && value.bound === undefined && value.high === undefined ? inUnitOf(value, unit) : null
  }
  const [a, b, c] = [read('a', 'Å'), read('b', 'Å'), read('c', 'Å')]
  const [alpha, beta, gamma] = [read('alpha', '°'), read('beta', '°'), read('gamma', '°')]
  const isWhole = a !== null && b !== null && c !== null && alpha !== null && beta !== null && gamma !== null
  return { subject, symbol, cell: isWhole ? { a, b, c, alpha, beta, gamma } : null }
}

function numbersOfCell(cell: Cell): CellNumbers {
  return {
    a: inUnitOf(cell.a, 'Å'), b: inUnitOf(cell.b, 'Å'), c: inUnitOf(cell.c, 'Å'),
    alpha: inUnitOf(cell.alpha, '°'), beta: inUnitOf(cell.beta, '°'), gamma: inUnitOf(cell.gamma, '°'),
  }
}

function inUnitOf({ value, unit }: Pick<Quantity, 'value' | 'unit'>, wanted: string): number {
  return convert(value, parseUnit(unit), parseUnit(wanted))
}

function cellText({ a, b, c, alpha, beta, gamma }: CellNumbers): string {
  return `${[a, b, c].map((one) => figures(one, 5)).join(', ')} Å; ${[alpha, beta, gamma].map((one) => figures(one, 5)).join(', ')}°`
}
