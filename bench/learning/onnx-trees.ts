// Writes trees as ONNX with rows and our predictions of them to a folder, for bench/peers/onnx_trees.py to predict too.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { createRandom } from '#science/numerics/random.ts'
import { predictBoosting } from '#discovery/learning/learners/boosted-trees.ts'
import { growBoosting } from '#discovery/learning/learners/boosting.ts'
import type { BoostingSettings } from '#discovery/learning/learners/boosting.ts'
import { growForest, predictForest } from '#discovery/learning/learners/forest.ts'
import { onnxOfBoosting, onnxOfForest } from '#discovery/learning/learners/onnx-trees.ts'
import type { OnnxSubject } from '#discovery/learning/learners/onnx-trees.ts'

const folder = process.argv[2]
if (folder === undefined) throw new Error('Name the folder to write to: npm run bench -- learning/onnx-trees FOLDER')
const m = 1000, n = 500, d = 8
const random = createRandom(1)
const draw = (rows: number, holes: boolean) =>
  Float64Array.from({ length: rows * d }, () => (holes && random.uniform() < 0.1 ? NaN : Math.fround(random.normal())))
const features = Array.from({ length: d }, (_, feature) => `share of ${feature}`)

function write(name: string, model: Uint8Array, x: Float64Array, predicted: Float64Array, classes: readonly string[] | null) {
  writeFileSync(join(folder!, `${name}.onnx`), model)
  // JSON has no NaN; null stands for it.
  writeFileSync(join(folder!, `${name}.json`), JSON.stringify({ d, classes, X: [...x], predicted: [...predicted] }))
  console.log(`${name}: ${(model.length / 1e6).toFixed(2)} MB`)
}

for (const c of [1, 2, 4]) {
  const target: OnnxSubject['target'] = c === 1
    ? { kind: 'number', centre: 400, scale: 55 } : { kind: 'category', classes: ['fcc', 'bcc', '육방', 'B2'].slice(0, c) }
  const classes = target.kind === 'category' ? target.classes : null
  const inUnit = (values: Float64Array) => (target.kind === 'number' ? values.map((y) => target.centre + target.scale * y) : values)
  for (const holes of [false, true]) {
    const X = draw(m, holes), x = draw(n, holes)
    const Y = Float64Array.from({ length: m * c }, (_, at) => {
      const a = X[Math.floor(at / c) * d]! || 0.3, b = X[Math.floor(at / c) * d + 1]! || -0.8
      return c === 1 ? a * b + (Number.isNaN(X[at * d + 2]!) ? 2 : 0) + 0.1 * random.normal() : Number((a > 0 ? 1 : 0) + (b > 0 && c > 2 ? 2 : 0) === at % c)
    })
    const settings: BoostingSettings = {
      loss: { kind: c === 1 ? 'squared' : 'classes' }, rounds: 50, rate: 0.2, leaves: 15, minLeaf: 3, l2: 0, rowShare: 1,
      featureShare: 1, patience: 1,
    }
    const boosting = growBoosting(X, Y, m, settings, 1)
    write(`boosting-${c}${holes ? '-missing' : ''}`, onnxOfBoosting(boosting, { features, target }), x,
      inUnit(predictBoosting(boosting, x)), classes)
    if (holes) continue
    const forest = growForest(X, Y, m, { splits: 'random', trees: 100, minLeaf: 1, featureShare: 1, bootstrap: false }, 1)
    write(`forest-${c}`, onnxOfForest(forest, { features, target }), x, inUnit(predictForest(forest, x).mean), classes)
    const none = growBoosting(X, Y, m, { ...settings, rounds: 0 }, 1)
    write(`none-${c}`, onnxOfBoosting(none, { features, target }), x, inUnit(predictBoosting(none, x)), classes)
  }
}
