// The WebAssembly kernels against the same in plain TypeScript, and against scikit-learn and LAPACK where a Python with them is named:
// SOJAE_PEER_PYTHON=…/python npm run bench -- learning/kernels
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { fitHyperparameters } from '#discovery/learning/learners/gaussian-process.ts'
import { growForest, predictForest } from '#discovery/learning/learners/forest.ts'
import { walkRows } from '#discovery/learning/learners/forest-prediction.ts'
import { maternGram, maternLengthGradient } from '#discovery/learning/learners/matern.ts'
import { choleskyInPlace, choleskyInverse, solveLowerRows } from '#science/numerics/cholesky.ts'
import { createRandom } from '#science/numerics/random.ts'
import { machine } from '../machine.ts'
import { plainCholesky, plainGram, plainInverse, plainLengthGradient, plainSolveRows } from './plain-kernels.ts'

const SEED = 1
const [m, d, n, order, trees] = [2000, 20, 20_000, 2000, 100]
const random = createRandom(SEED)
const load: number[] = []

/** Least processor seconds of this thread, and least seconds by the clock, over some repeats. */
function least(repeats: number, work: () => unknown) {
  let [cpu, clock] = [Infinity, Infinity]
  for (let repeat = 0; repeat < repeats; repeat++) {
    const [before, start] = [process.threadCpuUsage(), performance.now()]
    work()
    clock = Math.min(clock, (performance.now() - start) / 1000)
    const { user, system } = process.threadCpuUsage(before)
    cpu = Math.min(cpu, (user + system) / 1e6)
  }
  load.push(loadavg()[0]!)
  return { cpu, clock }
}
const rounded = (value: number) => Number(value.toPrecision(3))
/** By turns of three, so that what else the machine does weighs on both and the caches are warm for both. */
function compared(repeats: number, kernel: () => unknown, plain: () => unknown) {
  const [a, b] = [{ cpu: Infinity, clock: Infinity }, { cpu: Infinity, clock: Infinity }]
  for (let repeat = 0; repeat < repeats; repeat++) {
    for (const [best, work] of [[a, kernel], [b, plain]] as const) {
      const { cpu, clock } = least(3, work)
      best.cpu = Math.min(best.cpu, cpu)
      best.clock = Math.min(best.clock, clock)
    }
  }
  return {
    cpuSeconds: rounded(a.cpu), clockSeconds: rounded(a.clock), plainCpuSeconds: rounded(b.cpu), timesFasterThanPlain: rounded(b.cpu / a.cpu),
  }
}

/** Friedman (1991) #1 with noise of sd 1 on the first five of d inputs. */
function friedman(rows: number, noise: number) {
  const X = Float64Array.from({ length: rows * d }, () => Math.fround(random.uniform()))
  const y = Float64Array.from({ length: rows }, (_, row) => {
    const [a, b, c, e, f] = X.subarray(row * d, row * d + 5)
    return 10 * Math.sin(Math.PI * a! * b!) + 20 * (c! - 0.5) ** 2 + 10 * e! + 5 * f! + noise * random.normal()
  })
  return { X, y }
}

function positiveDefinite(size: number) {
  const A = Float64Array.from({ length: size * size }, () => random.uniform() - 0.5)
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < i; j++) A[j * size + i] = A[i * size + j]!
    A[i * size + i] = size
  }
  return A
}

const A = positiveDefinite(order)
const L = A.slice()
choleskyInPlace(L, order)
const half = positiveDefinite(1000)
choleskyInPlace(half, 1000)
const right = Float64Array.from({ length: 256 * order }, () => random.normal())
const matrices = {
  'cholesky of 2000': compared(3, () => choleskyInPlace(A.slice(), order), () => plainCholesky(A.slice(), order)),
  'inverse of 1000 from its factor': compared(3, () => choleskyInverse(half, 1000), () => plainInverse(half, 1000)),
  '256 right sides through a factor of 2000':
    compared(3, () => solveLowerRows(L, order, right.slice(), 256), () => plainSolveRows(L, order, right.slice(), () => 256)),
}

const training = friedman(m, 1)
const asked = friedman(n, 0)
const forests = Object.fromEntries((['best', 'random'] as const).map((splits) => {
  const settings = { splits, trees, minLeaf: 1, featureShare: 1, bootstrap: splits === 'best' }
  const grow = () => growForest(training.X, training.y, m, settings, SEED)
  const growing = least(3, grow)
  const forest = grow()
  const predicting = compared(5, () => predictForest(forest, asked.X), () => walkRows(forest, asked.X, n))
  const squares = predictForest(forest, asked.X).mean.map((value, row) => (value - asked.y[row]!) ** 2)
  return [splits, {
    trainingCpuSeconds: rounded(growing.cpu), nodes: forest.feature.length, rmse: rounded(Math.sqrt(squares.reduce((a, b) => a + b) / n)),
    rowsPerCpuSecond: rounded(n / predicting.cpuSeconds), rowsPerClockSecond: rounded(n / predicting.clockSeconds), predicting,
  }]
}))

const rows = 1000
const X = training.X.subarray(0, rows * d).map((value) => (value - 0.5) * Math.sqrt(12))
const mean = training.y.subarray(0, rows).reduce((a, b) => a + b) / rows
const y = training.y.subarray(0, rows).map((value) => (value - mean) / 5)
const lengths = new Float64Array(d).fill(4)
const S = X.map((value) => value / 4)
const K = new Float64Array(rows * rows)
const G = new Float64Array(rows * rows)
const process1000 = {
  covariance: compared(3, () => maternGram(X, rows, d, lengths, K, G), () => plainGram(S, rows, d, K, new Float64Array(rows * rows))),
  'gradient in length scales': compared(3, () => maternLengthGradient(X, rows, d, lengths, G, K), () => plainLengthGradient(S, rows, d, G, K)),
  'fit from one start': (({ cpu, clock }) => ({ cpuSeconds: rounded(cpu), clockSeconds: rounded(clock) }))(
    least(2, () => fitHyperparameters(X, y, Uint16Array.from(lengths, (_, k) => k), null, { maxFitRows: rows, starts: 1, maxIterations: 60 }, SEED))),
}

function peer() {
  const python = process.env['SOJAE_PEER_PYTHON']
  if (!python) return 'not measured: SOJAE_PEER_PYTHON names no Python with scikit-learn'
  const folder = mkdtempSync(join(tmpdir(), 'kernels-'))
  try {
    writeFileSync(join(folder, 'shape.json'), JSON.stringify({ m, n, d, order }))
    for (const [name, values] of Object.entries({ X: training.X, y: training.y, Z: asked.X, truth: asked.y, A })) {
      writeFileSync(join(folder, `${name}.f64`), values)
    }
    const said = JSON.parse(execFileSync(python, [join(import.meta.dirname, '../peers/kernels.py'), folder], { encoding: 'utf8' }))
    return {
      ...said,
      ratios: Object.fromEntries((['best', 'random'] as const).map((splits) => [splits, {
        predictsTimesFasterThanScikitLearn: rounded(forests[splits]!.rowsPerCpuSecond / said[splits].rowsPerSecond),
        trainsInTimesItsSeconds: rounded(forests[splits]!.trainingCpuSeconds / said[splits].training),
      }])),
      choleskyInTimesLapackSeconds: rounded(matrices['cholesky of 2000'].cpuSeconds / said.cholesky),
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const figures = {
  sizes: { m, d, n, order, trees, gaussianProcessRows: rows }, seed: SEED, matrices, forests, gaussianProcess: process1000, peer: peer(),
  loadOfTheMachine: { least: rounded(Math.min(...load)), most: rounded(Math.max(...load)) },
}
console.log(JSON.stringify(figures, null, 1))
writeFileSync(new URL('../results/kernels.json', import.meta.url), `${JSON.stringify({ name: 'kernels', machine: machine(), ...figures }, null, 1)}\n`)
