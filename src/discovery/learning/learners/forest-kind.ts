import { readArray, writeArray } from '../typed-array-text.ts'
import type { ArrayText } from '../typed-array-text.ts'
import { growForest, predictForest } from './forest.ts'
import type { Forest, ForestSettings } from './forest.ts'
import type { LearnerKind } from './kind.ts'
import { shapleyOfForest } from './tree-shap.ts'

export type ForestText = {
  readonly c: number
  readonly roots: ArrayText; readonly feature: ArrayText; readonly threshold: ArrayText
  readonly leftOrLeaf: ArrayText; readonly values: ArrayText
}

/** Random forests and extremely randomised trees. */
export const FOREST: LearnerKind<ForestSettings, Forest, ForestText> = {
  fit({ X, Y, m, seed, onShare }, settings) {
    let grown = 0
    return growForest(X, Y, m, settings, seed, () => onShare(++grown / settings.trees))
  },
  predict: predictForest,
  mean: (forest, X) => predictForest(forest, X).mean,
  trees: (forest) => ({ nodes: forest.feature.length, shapley: (X, Z, playerOf) => shapleyOfForest(forest, X, Z, playerOf).values }),
  write: ({ c, roots, feature, threshold, leftOrLeaf, values }) => ({
    c, roots: writeArray(roots), feature: writeArray(feature), threshold: writeArray(threshold),
    leftOrLeaf: writeArray(leftOrLeaf), values: writeArray(values),
  }),
  read: ({ c, roots, feature, threshold, leftOrLeaf, values }, d) => ({
    d, c, roots: readArray(roots, 'i32'), feature: readArray(feature, 'i16'),
    threshold: readArray(threshold, 'f32'), leftOrLeaf: readArray(leftOrLeaf, 'i32'), values: readArray(values, 'f32'),
  }),
}
