import { readArray, writeArray } from '../typed-array-text.ts'
import type { ArrayText } from '../typed-array-text.ts'
import type { LearnerKind } from './kind.ts'
import { fitLinear, predictLinear } from './linear.ts'
import type { Linear, LinearSettings } from './linear.ts'
import { fitScalings, rescale } from './scaling.ts'
import type { Scaling } from './scaling.ts'

export type ScaledLinear = { readonly linear: Linear; readonly scalings: readonly Scaling[] }
export type LinearText = {
  readonly intercept: number; readonly weights: ArrayText; readonly noise: number; readonly L: ArrayText
  readonly scalings: readonly Scaling[]
}

/** Ridge and elastic net on inputs that are centred and scaled; shares of elements stand as they are. */
export const LINEAR: LearnerKind<LinearSettings, ScaledLinear, LinearText> = {
  fit({ features, X, Y, m, seed }, settings) {
    const scalings = fitScalings(features, X, m, 'as they are')
    return { scalings, linear: fitLinear(rescale(X, scalings), Y, settings, seed) }
  },
  predict: ({ linear, scalings }, X) => predictLinear(linear, rescale(X, scalings)),
  mean: ({ linear, scalings }, X) => predictLinear(linear, rescale(X, scalings)).mean,
  write: ({ linear: { intercept, weights, noise, L }, scalings }) =>
    ({ intercept, weights: writeArray(weights), noise, L: writeArray(L), scalings }),
  read: ({ intercept, weights, noise, L, scalings }, d) => ({
    scalings, linear: { d, intercept, weights: readArray(weights, 'f64'), noise, L: readArray(L, 'f64') },
  }),
}
