import { median } from '#science/numerics/summary.ts'
import { Refusal } from '#science/refusal.ts'
import type { VectorColumn } from '../columns.ts'

/** What training rows said about a column of vectors; plain JSON. */
export type VectorCode = {
  readonly kind: 'vector'
  /** How many numbers each vector has. */
  readonly width: number
  /** The numbers that varied: where each stands, what it is called, what is put where it is unknown, and whether it says most by itself. */
  readonly kept: readonly { readonly at: number; readonly name: string; readonly fill: number; readonly main: boolean }[]
  readonly missing: boolean
}

/** Learns from training rows which numbers of a column's vectors vary, and their medians. */
export function fitVectors({ names, values, main = names.length }: VectorColumn): VectorCode {
  const kept = names.flatMap((name, at) => {
    const known = values.flatMap((value) => value?.[at] ?? [])
    return known.some((value) => value !== known[0]) ? [{ at, name, fill: median(known), main: at < main }] : []
  })
  return {
    kind: 'vector', width: names.length, kept, missing: values.some((value) => value === null || kept.some(({ at }) => (value[at] ?? null) === null)),
  }
}

/**
 * Writes the kept numbers into X: (n × d) from feature `first` on, and behind them the share that was unknown where rows of training
 * had such gaps; returns how many features these are.
 *
 * Refuses vectors that are not named as those learned from (`learning.vector_names`); a column of which nothing is known needs no names.
 */
export function encodeVectors(code: VectorCode, column: VectorColumn, X: Float64Array, first: number, d: number): number {
  const { kept, missing, width } = code
  if (column.values.some((value) => value !== null)) {
    const stranger = kept.find(({ at, name }) => column.names[at] !== name)
    if (stranger || column.names.length !== width) throw otherNames(column.name, stranger?.name ?? String(width))
  }
  column.values.forEach((value, row) => {
    let unknown = 0
    kept.forEach(({ at, fill }, index) => {
      const number = value?.[at] ?? null
      if (number === null) unknown++
      X[row * d + first + index] = number ?? fill
    })
    if (missing) X[row * d + first + kept.length] = value ? unknown / Math.max(1, kept.length) : 1
  })
  return kept.length + (missing ? 1 : 0)
}

function otherNames(column: string, name: string): Refusal {
  return new Refusal('learning.vector_names', {
    en: `“${column}” is not described by the numbers that the model learned from (${name}). Train the model again.`,
    ko: `“${column}” 열의 기술자 구성이 모델이 학습한 것과 다릅니다(${name}). 모델을 다시 학습하십시오.`,
  }, { column, name })
}
