import { mean } from '#science/numerics/summary.ts'

/** The mean absolute error of always answering the mean of the other folds, of rows held out. */
export function baselineError(rows: readonly { readonly fold: string; readonly observed: number }[]): number {
  const folds = [...new Set(rows.map(({ fold }) => fold))]
  return mean(folds.flatMap((fold) => {
    const answer = mean(rows.filter((row) => row.fold !== fold).map(({ observed }) => observed))
    return rows.filter((row) => row.fold === fold).map(({ observed }) => Math.abs(observed - answer))
  }))
}
