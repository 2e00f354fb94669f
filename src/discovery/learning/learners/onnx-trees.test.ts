import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { createRandom } from '#science/numerics/random.ts'
import { predictBoosting } from './boosted-trees.ts'
import { growBoosting } from './boosting.ts'
import { growForest, predictForest } from './forest.ts'
import { onnxOfBoosting, onnxOfForest } from './onnx-trees.ts'
import { joinFields, textField, wholeField, wholesField } from './protobuf-message.ts'

// A reader of its own, from the text of the formats, so that writer and test do not share a mistake.

type Read = { field: number; number: number; bytes: Uint8Array }

function readFields(bytes: Uint8Array): Read[] {
  const fields: Read[] = []
  let at = 0
  const varint = () => {
    let value = 0n
    for (let shift = 0n; ; shift += 7n) {
      const byte = BigInt(bytes[at++]!)
      value |= (byte & 127n) << shift
      if (byte < 128n) return Number(value)
    }
  }
  while (at < bytes.length) {
    const key = varint()
    const number = varint()
    if ((key & 7) === 2) at += number
    else assert.equal(key & 7, 0)
    fields.push({ field: key >> 3, number, bytes: (key & 7) === 2 ? bytes.subarray(at - number, at) : new Uint8Array() })
  }
  return fields
}
const all = (fields: Read[], field: number) => fields.filter((one) => one.field === field)
const part = (fields: Read[], field: number) => readFields(all(fields, field)[0]!.bytes)
const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes)

function wholesOf(bytes: Uint8Array): number[] {
  const values: number[] = []
  let value = 0, factor = 1
  for (const byte of bytes) {
    value += (byte & 127) * factor
    factor *= 128
    if (byte < 128) {
      values.push(value)
      value = 0
      factor = 1
    }
  }
  return values
}

/** Does what onnx.ai says of TreeEnsembleRegressor, Softmax, ArgMax and Gather, as far as our files use them. */
function runOnnx(model: Uint8Array, X: Float64Array, d: number) {
  const graph = part(readFields(model), 7)
  const nodes = all(graph, 1).map(({ bytes }) => readFields(bytes))
  const operators = nodes.map((node) => textOf(all(node, 4)[0]!.bytes))
  const attributes = new Map(all(nodes[0]!, 5).map(({ bytes }) => {
    const own = readFields(bytes)
    return [textOf(all(own, 1)[0]!.bytes), own] as const
  }))
  const ints = (name: string) => wholesOf(all(attributes.get(name)!, 8)[0]!.bytes)
  const floats = (name: string) => {
    const { bytes } = all(attributes.get(name)!, 7)[0]!
    return Array.from({ length: bytes.length / 4 }, (_, k) => new DataView(bytes.buffer, bytes.byteOffset).getFloat32(4 * k, true))
  }
  const modes = all(attributes.get('nodes_modes')!, 9).map(({ bytes }) => textOf(bytes))
  const treeIds = ints('nodes_treeids'), nodeIds = ints('nodes_nodeids'), featureIds = ints('nodes_featureids')
  const trueIds = ints('nodes_truenodeids'), falseIds = ints('nodes_falsenodeids'), values = floats('nodes_values')
  const tracksTrue = ints('nodes_missing_value_tracks_true')
  const place = new Map(treeIds.map((tree, k) => [`${tree} ${nodeIds[k]}`, k]))
  const votes = Map.groupBy(ints('target_treeids').map((tree, k) => ({
    at: `${tree} ${ints('target_nodeids')[k]}`, output: ints('target_ids')[k]!, weight: floats('target_weights')[k]!,
  })), (vote) => vote.at)
  const c = all(attributes.get('n_targets')!, 3)[0]!.number
  const trees = new Set(treeIds).size
  const mean = textOf(all(attributes.get('aggregate_function')!, 4)[0]!.bytes) === 'AVERAGE'
  const outputs = Array.from({ length: X.length / d }, (_, row) => {
    const scores = Array<number>(c).fill(0)
    for (let tree = 0; tree < trees; tree++) {
      let k = place.get(`${tree} 0`)!
      while (modes[k] === 'BRANCH_LEQ') {
        const x = X[row * d + featureIds[k]!]!
        const follows = x <= values[k]! || (Number.isNaN(x) && tracksTrue[k] === 1)
        k = place.get(`${tree} ${(follows ? trueIds : falseIds)[k]}`)!
      }
      for (const { output, weight } of votes.get(`${tree} ${nodeIds[k]}`)!) scores[output]! += mean ? weight / trees : weight
    }
    floats('base_values').forEach((start, output) => { scores[output]! += start })
    if (!operators.includes('Softmax')) return scores
    const sum = scores.reduce((total, score) => total + Math.exp(score), 0)
    return scores.map((score) => Math.exp(score) / sum)
  })
  const labels = all(graph, 5).flatMap(({ bytes }) => all(readFields(bytes), 6).map((one) => textOf(one.bytes)))
  return { outputs: outputs.flat(), label: outputs.map((own) => labels[own.indexOf(Math.max(...own))]), operators }
}

const m = 120, d = 3
const random = createRandom(1)
const draw = (holes: boolean) =>
  Float64Array.from({ length: m * d }, () => (holes && random.uniform() < 0.2 ? NaN : Math.fround(random.normal())))
const features = ['Fe', '"Cr"', '온도']
const near = (a: number, b: number, within: number) => assert.ok(Math.abs(a - b) <= within, `${a} is not ${b}`)

for (const c of [1, 2, 3]) {
  const target = c === 1 ? { kind: 'number', centre: 400, scale: 55 } as const
    : { kind: 'category', classes: ['fcc', 'bcc', '육방'].slice(0, c) } as const
  const of = (y: number) => (target.kind === 'number' ? target.centre + target.scale * y : y)
  const labelsOf = (X: Float64Array) =>
    Float64Array.from({ length: m * c }, (_, at) => {
      const sum = (X[Math.floor(at / c) * d]! || 2) + (X[Math.floor(at / c) * d + 1]! || 0)
      return c === 1 ? sum : Number(Math.min(c - 1, Math.max(0, Math.floor(sum + 1))) === at % c)
    })
  const what = c === 1 ? 'a number' : `${c} classes`

  test(`a forest for ${what}, written as ONNX, predicts what it predicts here`, () => {
    const X = draw(false), x = draw(false)
    const forest = growForest(X, labelsOf(X), m, { splits: 'random', trees: 6, minLeaf: 2, featureShare: 1, bootstrap: false }, 1)
    const { outputs, label } = runOnnx(onnxOfForest(forest, { features, target }), x, d)
    predictForest(forest, x).mean.forEach((y, at) => near(outputs[at]!, of(y), c === 1 ? 1e-4 : 1e-6))
    if (target.kind === 'category') assert.deepEqual(new Set(label), new Set(target.classes))
  })

  test(`boosted trees for ${what}, written as ONNX, predict what they predict here, with missing values too`, () => {
    for (const rounds of [8, 0]) {
      const X = draw(true), x = draw(true)
      const boosting = growBoosting(X, labelsOf(X), m, {
        loss: { kind: c === 1 ? 'squared' : 'classes' }, rounds, rate: 0.3, leaves: 6, minLeaf: 3, l2: 0, rowShare: 1, featureShare: 1,
        patience: 1,
      }, 1)
      const { outputs } = runOnnx(onnxOfBoosting(boosting, { features, target }), x, d)
      predictBoosting(boosting, x).forEach((y, at) => near(outputs[at]!, of(y), c === 1 ? 1e-4 : 1e-6))
    }
  })
}

test('the file names the versions it is written in, and its features in order', () => {
  const X = draw(false)
  const forest = growForest(X, X.subarray(0, m), m, { splits: 'best', trees: 1, minLeaf: 9, featureShare: 1, bootstrap: false }, 1)
  const model = readFields(onnxOfForest(forest, { features, target: { kind: 'number', centre: 0, scale: 1 } }))
  assert.equal(all(model, 1)[0]!.number, 8)
  const sets = all(model, 8).map(({ bytes }) => readFields(bytes)).map((own) => [textOf(all(own, 1)[0]!.bytes), all(own, 2)[0]!.number])
  assert.deepEqual(sets, [['ai.onnx.ml', 3], ['', 17]])
  const about = part(model, 14)
  assert.deepEqual([textOf(all(about, 1)[0]!.bytes), JSON.parse(textOf(all(about, 2)[0]!.bytes))], ['features', features])
})

test('whole numbers and texts come back from the wire as they were', () => {
  fc.assert(fc.property(fc.array(fc.nat({ max: Number.MAX_SAFE_INTEGER })), fc.string({ unit: 'grapheme' }), fc.nat({ max: 500 }),
    (values, text, field) => {
      const [one, other, ...rest] = readFields(joinFields([
        wholesField(field + 1, values), textField(1, text), ...values.map((value) => wholeField(field + 1, value)),
      ]))
      assert.deepEqual(wholesOf(one!.bytes), values)
      assert.equal(textOf(other!.bytes), text)
      assert.deepEqual(rest.map(({ field, number }) => [field, number]), values.map((value) => [field + 1, value]))
    }))
  assert.throws(() => wholeField(1, -1), /from 0 on, not -1/)
})
