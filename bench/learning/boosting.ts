// Boosted trees: how long 200 trees on 1,000,000 × 30 take (or on as many rows as named), and errors beside scikit-learn's.
import { readFileSync, writeFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import process from 'node:process'
import { parse } from 'csv-parse/sync'
import { createRandom } from '#science/numerics/random.ts'
import { predictBoosting } from '#discovery/learning/learners/boosted-trees.ts'
import { growBoosting } from '#discovery/learning/learners/boosting.ts'
import type { BoostingSettings } from '#discovery/learning/learners/boosting.ts'
import { machine } from '../machine.ts'

const SETTINGS: BoostingSettings = {
  loss: { kind: 'squared' }, rounds: 100, rate: 0.1, leaves: 31, minLeaf: 20, l2: 0, rowShare: 1, featureShare: 1, patience: 10,
}
type Rows = { X: Float32Array; y: Float64Array }
/** Learns from one set of rows with Y: (m × c) and predicts another. */
const predict = (train: Rows, test: Rows, change: Partial<BoostingSettings> = {}, Y = train.y) =>
  predictBoosting(growBoosting(train.X, Y, train.y.length, { ...SETTINGS, ...change }, 0), test.X)
const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length
const rmse = (p: Float64Array, y: Float64Array) => Math.sqrt(mean(y.map((value, row) => (value - p[row]!) ** 2)))

function steelsMae(minLeaf: number): number {
  const text = readFileSync(`${process.env.SOJAE_TEST_DATA ?? '../shared/data'}/matbench_steels/matbench_steels.csv`, 'utf8')
  const rows = parse(text, { bom: true, columns: true }) as Record<string, string>[]
  const shares = rows.map((row) => {
    const amounts = [...row['composition']!.matchAll(/([A-Z][a-z]?)([\d.]+)/g)].map(([, e, x]) => [e!, Number(x)] as const)
    const whole = amounts.reduce((sum, [, amount]) => sum + amount, 0)
    return new Map(amounts.map(([element, amount]) => [element, amount / whole]))
  })
  const elements = [...new Set(shares.flatMap((one) => [...one.keys()]))]
  const take = (which: (fold: string) => boolean): Rows => {
    const own = [...rows.keys()].filter((row) => which(rows[row]!['fold']!))
    return {
      X: Float32Array.from(own.flatMap((row) => elements.map((element) => shares[row]!.get(element) ?? 0))),
      y: Float64Array.from(own, (row) => Number(rows[row]!['yield strength'])),
    }
  }
  const errors = [...new Set(rows.map((row) => row['fold']!))].flatMap((held) => {
    const test = take((fold) => fold === held)
    return [...predict(take((fold) => fold !== held), test, { minLeaf })].map((p, row) => Math.abs(p - test.y[row]!))
  })
  return mean(Float64Array.from(errors))
}

/** Friedman (1991): ten inputs of which five count, noise of standard deviation 1; the numbers of bench/peers/boosting.py. */
function friedman1(n: number, seed: number): Rows {
  let state = seed
  const next = () => (state = (state * 48271) % 2147483647) / 2147483647
  const rows = { X: new Float32Array(n * 10), y: new Float64Array(n) }
  for (let row = 0; row < n; row++) {
    const x = Array.from({ length: 10 }, next)
    const noise = Math.sqrt(-2 * Math.log(next())) * Math.cos(2 * Math.PI * next())
    rows.X.set(x, row * 10)
    rows.y[row] = 10 * Math.sin(Math.PI * x[0]! * x[1]!) + 20 * (x[2]! - 0.5) ** 2 + 10 * x[3]! + 5 * x[4]! + noise
  }
  return rows
}

function friedmanErrors() {
  const train = friedman1(5000, 1), test = friedman1(5000, 2)
  const pierced = ({ X, y }: Rows): Rows => ({ X: X.map((x) => (x > 0.8 ? NaN : x)), y })
  const pinball = (at: number) => {
    const p = predict(train, test, { loss: { kind: 'quantile', at } })
    return mean(test.y.map((y, row) => (y > p[row]! ? at * (y - p[row]!) : (1 - at) * (p[row]! - y))))
  }
  const logLoss = (cuts: readonly number[]) => {
    const c = cuts.length + 1
    const classOf = (y: number) => cuts.filter((cut) => y >= cut).length
    const Y = Float64Array.from({ length: train.y.length * c }, (_, at) => Number(classOf(train.y[Math.floor(at / c)]!) === at % c))
    const P = predict(train, test, { loss: { kind: 'classes' } }, Y)
    return -mean(test.y.map((y, row) => Math.log(P[row * c + classOf(y)]!)))
  }
  return {
    rmse: rmse(predict(train, test), test.y), rmseMissingAbove08: rmse(predict(pierced(train), pierced(test)), test.y),
    pinball10: pinball(0.1), pinball90: pinball(0.9), logLossOf2: logLoss([14]), logLossOf3: logLoss([11, 17]),
  }
}

function timed(m: number) {
  const d = 30
  const random = createRandom(1)
  const X = Float32Array.from({ length: m * d }, () => random.uniform())
  const y = Float64Array.from({ length: m }, (_, row) => {
    const [a, b, c, e, f] = X.subarray(row * d, row * d + 5) as unknown as number[]
    return 10 * Math.sin(Math.PI * a! * b!) + 20 * (c! - 0.5) ** 2 + 10 * e! + 5 * f! + random.normal()
  })
  const loadBefore = loadavg()[0]!
  const start = performance.now(), cpu = process.cpuUsage().user
  const boosting = growBoosting(X, y, m, { ...SETTINGS, rounds: 200 }, 0)
  const grown = performance.now(), growCpuSeconds = (process.cpuUsage().user - cpu) / 1e6
  const error = rmse(predictBoosting(boosting, X), y)
  return {
    rows: m, features: d, trees: boosting.roots.length, leaves: SETTINGS.leaves, rmseInTraining: error, noise: 1, loadBefore,
    growSeconds: (grown - start) / 1000, growCpuSeconds,
    predictSeconds: (performance.now() - grown) / 1000,
    peakRssMb: process.resourceUsage().maxRSS / 1024,
  }
}

const figures = {
  errors: { steelsMaeLeaf20: steelsMae(20), steelsMaeLeaf5: steelsMae(5), friedman1: friedmanErrors() },
  // bench/peers/boosting.py, scikit-learn 1.9.1, the same rows and settings.
  peers: {
    steelsMaeLeaf20: 97.79, steelsMaeLeaf5: 91.64,
    friedman1: {
      rmse: 1.2021, rmseMissingAbove08: 1.3495, pinball10: 0.2777, pinball90: 0.2780, logLossOf2: 0.1781, logLossOf3: 0.3266,
    },
  },
  time: timed(Number(process.argv[2] ?? 1_000_000)),
}
console.log(machine(), figures)
const rounded = (_: string, value: unknown) => (typeof value === 'number' ? Number(value.toPrecision(5)) : value)
writeFileSync(new URL('../results/boosting.json', import.meta.url),
  `${JSON.stringify({ name: 'boosting', machine: machine(), ...figures }, rounded, 1)}\n`)
