import { readArray, writeArray } from '../typed-array-text.ts'
import type { ArrayText } from '../typed-array-text.ts'
import { lengthGroups } from './gaussian-process-kind.ts'
import type { LearnerKind } from './kind.ts'
import { fitScalings, rescale } from './scaling.ts'
import type { Scaling } from './scaling.ts'
import { fitSparseProcess, inducingFactor, predictSparseProcess } from './sparse-gaussian-process.ts'
import type { SparseProcess, SparseSettings } from './sparse-gaussian-process.ts'

export type ScaledSparseProcess = { readonly process: SparseProcess; readonly scalings: readonly Scaling[] }
export type SparseProcessText = {
  readonly u: number
  readonly Z: ArrayText; readonly theta: ArrayText; readonly LB: ArrayText; readonly weights: ArrayText
  readonly groups: readonly number[]
  readonly scalings: readonly Scaling[]
}

/** The Gaussian process for more rows than an exact one can hold. */
export const SPARSE_GAUSSIAN_PROCESS: LearnerKind<SparseSettings, ScaledSparseProcess, SparseProcessText> = {
  fit({ features, X, Y, m, extraNoise, seed, onShare }, settings) {
    const scalings = fitScalings(features, X, m, 'logarithms')
    const process = fitSparseProcess(
      rescale(X, scalings), Y, lengthGroups(features), extraNoise, settings, seed, onShare)
    return { scalings, process }
  },
  predict: ({ process, scalings }, X) => predictSparseProcess(process, rescale(X, scalings)),
  mean: ({ process, scalings }, X) => predictSparseProcess(process, rescale(X, scalings)).mean,
  write: ({ process: { u, Z, theta, groups, LB, weights }, scalings }) => ({
    u, Z: writeArray(Z), theta: writeArray(theta), LB: writeArray(LB), weights: writeArray(weights),
    groups: [...groups], scalings,
  }),
  read(text, d) {
    const Z = readArray(text.Z, 'f64')
    const theta = readArray(text.theta, 'f64')
    const groups = Uint16Array.from(text.groups)
    return {
      scalings: text.scalings,
      process: {
        d, u: text.u, Z, theta, groups, Luu: inducingFactor(Z, text.u, d, theta, groups),
        LB: readArray(text.LB, 'f64'), weights: readArray(text.weights, 'f64'),
      },
    }
  },
}
