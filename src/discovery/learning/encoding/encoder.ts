import { median } from '#science/numerics/summary.ts'
import { requireColumn } from '../columns.ts'
import type { Column, CompositionColumn, Fractions } from '../columns.ts'
import type { Feature } from '../model.ts'
import { MIXING_FEATURES, normalisedFractions, STATISTICS, writeStatistics } from './element-statistics.ts'
import type { ElementProperties } from './element-statistics.ts'
import { encodeVectors, fitVectors } from './vector-code.ts'
import type { VectorCode } from './vector-code.ts'

type Placed = { readonly name: string; readonly stage: string | null; readonly template: string | null }

/** What the training rows said about one column; all that is needed to encode further rows. Plain JSON. */
export type ColumnCode =
  | Placed & { readonly kind: 'number'; readonly fill: number; readonly missing: boolean }
  | Placed & { readonly kind: 'category'; readonly levels: readonly string[]; readonly missing: boolean }
  | Placed & {
      readonly kind: 'composition'
      readonly elements: readonly string[]
      /** Medians of the statistics, in their order, put where a statistic is unknown. */
      readonly fills: readonly number[]
      readonly missing: boolean
    }
  | Placed & VectorCode

export type Encoder = { readonly columns: readonly ColumnCode[] }

/** A feature, and what it is: learners treat levels, element fractions, and statistics (over element properties, in vectors) apart. */
export type EncodedFeature = Feature & { readonly part: 'plain' | 'level' | 'fraction' | 'statistic' }

const OTHER = 'other'
/** Levels seen in fewer training rows share the feature "other", so that an unseen level has something to be like. */
const MIN_ROWS_PER_LEVEL = 3
const MAX_LEVELS = 40

/**
 * Learns from training rows how to turn columns into numbers; nothing of other rows may reach it.
 *
 * Numbers: the median where missing, with a feature that says so. Categories: one feature per level, and "other".
 * Compositions: the share of each element present, of elements never seen, and statistics over element properties.
 * Vectors: their numbers that vary, the median where one is missing, and the share of them that is.
 */
export function fitEncoder(columns: readonly Column[], properties: ElementProperties): Encoder {
  return { columns: columns.map((column) => fitColumn(column, properties)) }
}

function fitColumn(column: Column, properties: ElementProperties): ColumnCode {
  const placed = { name: column.name, stage: column.stage ?? null, template: column.template ?? null }
  const missing = column.values.some((value) => value === null)
  if (column.kind === 'number') {
    const present = column.values.filter((value) => value !== null)
    // A column that is empty in these rows fills with anything: it does not vary, so no learner uses it.
    return { ...placed, kind: 'number', fill: present.length ? median(present) : 0, missing }
  }
  if (column.kind === 'category') {
    const counts = new Map<string, number>()
    for (const value of column.values) if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1)
    const levels = [...counts].filter(([, count]) => count >= MIN_ROWS_PER_LEVEL)
      .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, MAX_LEVELS).map(([level]) => level)
    return { ...placed, kind: 'category', levels, missing }
  }
  if (column.kind === 'vector') return { ...placed, ...fitVectors(column) }
  const statistics = compositionStatistics(column, properties)
  const width = nStatistics(properties)
  const elements = new Set<string>()
  for (const value of column.values) for (const [symbol] of normalisedFractions(value) ?? []) elements.add(symbol)
  return {
    ...placed,
    kind: 'composition',
    elements: [...elements].sort(),
    fills: Array.from({ length: width }, (_, index) => {
      const known = column.values.map((_, row) => statistics[row * width + index]!).filter((v) => !Number.isNaN(v))
      // A statistic that no training row knows is the same everywhere and is used by no learner.
      return known.length ? median(known) : 0
    }),
    missing: column.values.some((value) => !normalisedFractions(value)) || statistics.some(Number.isNaN),
  }
}

function nStatistics(properties: ElementProperties) {
  return properties.names.length * STATISTICS.length + MIXING_FEATURES.length
}

/** (n × statistics), row-major, NaN where unknown. */
function compositionStatistics(column: CompositionColumn, properties: ElementProperties): Float64Array {
  const width = nStatistics(properties)
  const statistics = new Float64Array(column.values.length * width).fill(NaN)
  // A column that was drawn many times over holds the very same compositions again and again.
  const firstRow = new Map<Fractions, number>()
  column.values.forEach((value, row) => {
    const before = value === null ? undefined : firstRow.get(value)
    if (before !== undefined) {
      statistics.copyWithin(row * width, before * width, (before + 1) * width)
      return
    }
    const composition = normalisedFractions(value)
    if (!composition) return
    firstRow.set(value!, row)
    writeStatistics(composition, properties, statistics, row * width)
  })
  return statistics
}

/** The features that an encoder makes, in order; their number is d. */
export function encodedFeatures(encoder: Encoder, properties: ElementProperties): EncodedFeature[] {
  return encoder.columns.flatMap((code) => {
    const feature = (name: string, part: EncodedFeature['part'] = 'plain'): EncodedFeature =>
      ({ name, column: code.name, stage: code.stage, template: code.template, part })
    const missing = code.missing ? [feature(`${code.name} is missing`)] : []
    if (code.kind === 'number') return [feature(code.name), ...missing]
    if (code.kind === 'category') {
      return [...code.levels, OTHER].map((level) => feature(`${code.name} = ${level}`, 'level')).concat(missing)
    }
    if (code.kind === 'vector') {
      return code.kept.map(({ name, main }) => feature(`${code.name}: ${name}`, main ? 'plain' : 'statistic')).concat(missing)
    }
    return [
      ...code.elements.map((symbol) => feature(`${code.name}: ${symbol}`, 'fraction')),
      feature(`${code.name}: unseen elements`, 'fraction'),
      ...properties.names.flatMap((name) => STATISTICS.map((s) => feature(`${code.name}: ${s} ${name}`, 'statistic'))),
      ...MIXING_FEATURES.map((name) => feature(`${code.name}: ${name}`, 'statistic')),
      ...missing,
    ]
  })
}

/**
 * Turns columns into X: (n × d) row-major, columns found by name, all values finite.
 *
 * Values are rounded to single precision, the precision in which trees keep their thresholds.
 * Refuses a column that is not there (`learning.column_missing`).
 */
export function encode(encoder: Encoder, columns: readonly Column[], properties: ElementProperties): Float64Array {
  const d = encodedFeatures(encoder, properties).length
  const n = columns[0]?.values.length ?? 0
  const X = new Float64Array(n * d)
  let at = 0
  for (const code of encoder.columns) {
    const column = requireColumn(columns, code.name, code.kind)
    at += encodeColumn(code, column, properties, X, at, d)
  }
  for (let index = 0; index < X.length; index++) X[index] = Math.fround(X[index]!)
  return X
}

/** Writes the features of one column into X from feature `at` on; returns how many there are. */
function encodeColumn(
  code: ColumnCode, column: Column, properties: ElementProperties, X: Float64Array, at: number, d: number,
): number {
  if (code.kind === 'number' && column.kind === 'number') {
    column.values.forEach((value, row) => {
      X[row * d + at] = value ?? code.fill
      if (code.missing && value === null) X[row * d + at + 1] = 1
    })
    return code.missing ? 2 : 1
  }
  if (code.kind === 'category' && column.kind === 'category') {
    const place = new Map(code.levels.map((level, index) => [level, index]))
    const width = code.levels.length + 1
    column.values.forEach((value, row) => {
      if (value !== null) X[row * d + at + (place.get(value) ?? code.levels.length)] = 1
      else if (code.missing) X[row * d + at + width] = 1
    })
    return code.missing ? width + 1 : width
  }
  if (code.kind === 'vector' && column.kind === 'vector') return encodeVectors(code, column, X, at, d)
  if (code.kind !== 'composition' || column.kind !== 'composition') throw new Error('Column kinds were checked before')
  const place = new Map(code.elements.map((symbol, index) => [symbol, index]))
  const unseen = code.elements.length
  const width = nStatistics(properties)
  const statistics = compositionStatistics(column, properties)
  column.values.forEach((value, row) => {
    const start = row * d + at
    for (const [symbol, fraction] of normalisedFractions(value) ?? []) {
      X[start + (place.get(symbol) ?? unseen)]! += fraction
    }
    let unknown = false
    for (let index = 0; index < width; index++) {
      const statistic = statistics[row * width + index]!
      unknown ||= Number.isNaN(statistic)
      X[start + unseen + 1 + index] = Number.isNaN(statistic) ? code.fills[index]! : statistic
    }
    if (code.missing && unknown) X[start + unseen + 1 + width] = 1
  })
  return unseen + 1 + width + (code.missing ? 1 : 0)
}
