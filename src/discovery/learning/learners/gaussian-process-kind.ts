import type { EncodedFeature } from '../encoding/encoder.ts'
import { readArray, writeArray } from '../typed-array-text.ts'
import type { ArrayText } from '../typed-array-text.ts'
import {
  conditionGaussianProcess, fitGaussianProcess, gaussianProcessMean, predictGaussianProcess,
} from './gaussian-process.ts'
import type { GaussianProcess, GaussianProcessSettings } from './gaussian-process.ts'
import type { LearnerKind } from './kind.ts'
import { fitScalings, rescale } from './scaling.ts'
import type { Scaling } from './scaling.ts'

export type ScaledProcess = { readonly process: GaussianProcess; readonly scalings: readonly Scaling[] }

/** A Gaussian process keeps its rows and θ; its m × m factor is made again. */
export type GaussianProcessText = {
  readonly X: ArrayText; readonly y: ArrayText; readonly theta: ArrayText
  readonly scalings: readonly Scaling[]
  /** Absent where each feature has a length scale of its own. */
  readonly groups?: readonly number[]
  /** Absent where all rows are equally noisy. */
  readonly extraNoise?: ArrayText
}

/** The exact Gaussian process. */
export const GAUSSIAN_PROCESS: LearnerKind<GaussianProcessSettings, ScaledProcess, GaussianProcessText> = {
  fit({ features, X, Y, m, extraNoise, seed, onShare }, settings) {
    const scalings = fitScalings(features, X, m, 'logarithms')
    const groups = lengthGroups(features)
    return { scalings, process: fitGaussianProcess(rescale(X, scalings), Y, groups, extraNoise, settings, seed, onShare) }
  },
  predict: ({ process, scalings }, X) => predictGaussianProcess(process, rescale(X, scalings)),
  mean: ({ process, scalings }, X) => gaussianProcessMean(process, rescale(X, scalings)),
  write: ({ process: { X, y, theta, groups, extraNoise }, scalings }) => ({
    X: writeArray(X), y: writeArray(y), theta: writeArray(theta), scalings, groups: [...groups],
    ...(extraNoise && { extraNoise: writeArray(extraNoise) }),
  }),
  read({ X, y, theta, scalings, groups, extraNoise }, d) {
    const noise = extraNoise ? readArray(extraNoise, 'f64') : null
    const process = conditionGaussianProcess(readArray(X, 'f64'), readArray(y, 'f64'), readArray(theta, 'f64'),
      Uint16Array.from(groups ?? Array.from({ length: d }, (_, index) => index)), noise)
    return { process, scalings }
  },
}

/**
 * Which length scale each feature has: the levels of one category share one, so that any two levels are equally far
 * apart and a category of many levels costs one hyperparameter; every other feature has its own.
 */
export function lengthGroups(features: readonly EncodedFeature[]): Uint16Array {
  const groups = new Uint16Array(features.length)
  const ofCategory = new Map<string, number>()
  let next = 0
  features.forEach(({ part, column }, index) => {
    const known = part === 'level' ? ofCategory.get(column) : undefined
    groups[index] = known ?? next++
    if (part === 'level') ofCategory.set(column, groups[index])
  })
  return groups
}
