import { Refusal } from '#science/refusal.ts'
import { compositionKey, parseFormula } from '#science/chemistry/composition.ts'
import type { Column, Fractions } from '../learning/columns.ts'

/** One experiment: a value for each column of the space; a composition is atomic fractions that sum to 1. */
export type Point = Readonly<Record<string, number | string | Fractions>>

/** A point as people and files have it: a composition is its formula. */
export type WrittenPoint = Readonly<Record<string, number | string>>

/** An input of the model: what a column may hold. */
export type Input = Pick<Column, 'name' | 'kind'>

/**
 * Reads a written point; formulas become fractions in the columns where the model has compositions.
 *
 * Refuses `space.unknown_column`, `space.column_kind`, and what `parseFormula` refuses.
 */
export function readPoint(written: WrittenPoint, inputs: readonly Input[]): Point {
  return Object.fromEntries(Object.entries(written).map(([column, value]) => {
    const kind = inputs.find(({ name }) => name === column)?.kind
    if (kind === undefined) throw unknownColumn(column, inputs)
    if (kind === 'composition') return [column, parseFormula(String(value)).fractions]
    if (kind === 'category') return [column, String(value)]
    if (kind === 'vector' || typeof value !== 'number') throw wrongKind(column, kind, value)
    return [column, value]
  }))
}

/** Writes a point with its compositions as formulas in at.%: `Al10Co30Fe60`, elements in the order of the point. */
export function writePoint(point: Point): WrittenPoint {
  return Object.fromEntries(Object.entries(point).map(([column, value]) =>
    [column, typeof value === 'object' ? writeFractions(value) : value]))
}

/** Nine decimals of the fraction read back as it; they lie below the noise of the last bits. */
function writeFractions(fractions: Fractions): string {
  return Object.entries(fractions).filter(([, fraction]) => fraction > 0)
    .map(([symbol, fraction]) => {
      const amount = (100 * fraction).toFixed(7).replace(/\.?0+$/, '')
      return symbol + (amount === '1' ? '' : amount)
    }).join('')
}

/** A text that is equal for points with equal values in the given columns, compositions compared to 1e-6. */
export function pointKey(point: Point, columns: readonly string[]): string {
  return columns.map((column) => {
    const value = point[column]
    if (value === undefined) return ''
    return typeof value === 'object' ? compositionKey({ fractions: value }) : String(value)
  }).join('\n')
}

/**
 * Points as the columns that a model reads, n values each.
 *
 * An input that a point does not set is missing there, never zero. Refuses `space.column_kind`.
 */
export function pointsToColumns(points: readonly Point[], inputs: readonly Input[]): Column[] {
  return inputs.map(({ name, kind }) => ({
    name,
    kind,
    // No point sets a vector: it is unknown in all of them, and then needs no names.
    ...(kind === 'vector' && { names: [] }),
    values: points.map((point) => {
      const value = point[name]
      if (value === undefined) return null
      const found = typeof value === 'object' ? 'composition' : typeof value === 'number' ? 'number' : 'category'
      if (found === kind) return value
      throw wrongKind(name, kind, value)
    }),
  } as Column))
}

function unknownColumn(column: string, inputs: readonly Input[]): Refusal {
  const choices = inputs.map(({ name }) => name).join(', ')
  return new Refusal('space.unknown_column', {
    en: `The model has no input “${column}”, so it cannot judge a space with it; it has: ${choices}.`,
    ko: `모델에 입력 “${column}”이(가) 없어 이 공간을 평가할 수 없습니다. 있는 입력: ${choices}.`,
  }, { column })
}

const KIND_NAMES = {
  number: { en: 'a number', ko: '숫자' },
  category: { en: 'a choice', ko: '선택지' },
  composition: { en: 'a composition', ko: '조성' },
  vector: { en: 'a structure or molecule', ko: '구조 또는 분자' },
}

function wrongKind(column: string, kind: Column['kind'], value: unknown): Refusal {
  const shown = typeof value === 'object' ? JSON.stringify(value) : String(value)
  const { en, ko } = KIND_NAMES[kind]
  return new Refusal('space.column_kind', {
    en: `The model learned “${column}” as ${en}, but the space has ${shown} there. Give it as in training.`,
    ko: `모델은 “${column}” 열을 ${ko}(으)로 학습했지만 공간의 값은 ${shown}입니다. 학습 때와 같은 종류로 입력하십시오.`,
  }, { column, kind, value: shown })
}
