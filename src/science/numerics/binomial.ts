/** The chance of at least k successes in n independent trials that each succeed with probability p, summed term by term. */
export function binomialTail(n: number, k: number, p: number): number {
  if (k <= 0) return 1
  if (k > n) return 0
  let logTerm = n * Math.log1p(-p)
  let tail = 0
  for (let successes = 0; successes <= n; successes++) {
    if (successes >= k) tail += Math.exp(logTerm)
    logTerm += Math.log((n - successes) / (successes + 1)) + Math.log(p / (1 - p))
  }
  return Math.min(1, tail)
}
