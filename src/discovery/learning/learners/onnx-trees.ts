import type { Boosting } from './boosted-trees.ts'
import type { Forest } from './forest.ts'
import { floatsField, joinFields, messageField, textField, wholeField, wholesField } from './protobuf-message.ts'
import type { Fields } from './protobuf-message.ts'

// Open Neural Network Exchange, so that others can predict with our trees. Field numbers are those of onnx.proto of
// https://github.com/onnx/onnx; operator TreeEnsembleRegressor of ai.onnx.ml, version 3. Classes come from it too, by ArgMax:
// TreeEnsembleClassifier has rules of its own for two classes (ONNX Runtime 1.32 reads one score of two base values' two).

/** What the file says beside the trees: the names of the d features in order, and what comes out. */
export type OnnxSubject = {
  readonly features: readonly string[]
  readonly target:
    /** A prediction is centre + scale · what the trees say. */
    | { readonly kind: 'number'; readonly centre: number; readonly scale: number }
    | { readonly kind: 'category'; readonly classes: readonly string[] }
}

/** What a leaf says of one output; outputs are numbers, or scores of classes. */
type Vote = { readonly output: number; readonly weight: number }

type Ensemble = {
  readonly trees: Pick<Forest, 'roots' | 'feature' | 'threshold' | 'leftOrLeaf'>
  readonly missingLeft: Int32Array | null
  readonly outputs: number
  readonly votes: (tree: number, leaf: number) => Vote[]
  readonly start: readonly number[]
  readonly aggregate: 'SUM' | 'AVERAGE'
  readonly softmax: boolean
}

/**
 * A forest as an ONNX model: input `X` (n × d, single precision), outputs `Y` (n × c), or `label` (n) and `probabilities` (n × c).
 *
 * A missing value is NaN and goes right, as in `predictForest`. Numbers agree with ours to single precision.
 */
export function onnxOfForest(forest: Forest, subject: OnnxSubject): Uint8Array {
  const { c, values } = forest
  const { centre, scale } = subject.target.kind === 'number' ? subject.target : AS_IT_IS
  return onnxModel({
    trees: forest, missingLeft: null, outputs: c,
    votes: (_, leaf) => Array.from({ length: c }, (_, output) => ({ output, weight: scale * values[leaf * c + output]! })),
    start: Array<number>(c).fill(centre), aggregate: 'AVERAGE', softmax: false,
  }, subject)
}

/** Boosted trees as an ONNX model with the inputs and outputs of `onnxOfForest`; missing values go the way that was learned. */
export function onnxOfBoosting(boosting: Boosting, subject: OnnxSubject): Uint8Array {
  const { c, values, missingLeft } = boosting
  const { target } = subject
  const K = boosting.start.length
  // The logistic function of s is the softmax of −s/2 and s/2.
  const pair = target.kind === 'category' && K < c
  const scores = (score: number, output: number): Vote[] =>
    pair ? [{ output: 0, weight: -score / 2 }, { output: 1, weight: score / 2 }] : [{ output, weight: score }]
  const { centre, scale } = target.kind === 'number' ? target : AS_IT_IS
  return onnxModel({
    trees: boosting.roots.length ? boosting : silentTrees(K), missingLeft, outputs: c,
    votes: (tree, leaf) => scores(scale * (values[leaf] ?? 0), tree % K),
    start: [...boosting.start].flatMap((score, output) => scores(centre + scale * score, output)).map(({ weight }) => weight),
    aggregate: 'SUM', softmax: target.kind === 'category',
  }, subject)
}

const AS_IT_IS = { centre: 0, scale: 1 }

/** A leaf for each score that says nothing, where early stopping kept no tree: an ensemble without nodes is not allowed. */
function silentTrees(K: number): Ensemble['trees'] {
  return {
    roots: Int32Array.from({ length: K }, (_, score) => score), feature: new Int16Array(K).fill(-1), threshold: new Float32Array(K),
    leftOrLeaf: new Int32Array(K),
  }
}

function onnxModel(ensemble: Ensemble, { features, target }: OnnxSubject): Uint8Array {
  const classes = target.kind === 'category' ? target.classes : null
  const result = classes ? 'probabilities' : 'Y'
  // Softmax stands apart, because not every runtime knows it as a part of the trees.
  const trees = node('TreeEnsembleRegressor', ['X'], [ensemble.softmax ? 'scores' : result], [
    textField(7, 'ai.onnx.ml'), ...nodeAttributes(ensemble), ...voteAttributes(ensemble), whole('n_targets', ensemble.outputs),
    floats('base_values', ensemble.start), text('aggregate_function', ensemble.aggregate),
  ])
  const graph = [
    trees, ...(ensemble.softmax ? [node('Softmax', ['scores'], [result], [whole('axis', 1)])] : []),
    textField(2, 'trees'), tensor(11, 'X', FLOAT, [null, features.length]),
    ...(classes === null ? [] : [
      node('ArgMax', ['probabilities'], ['best'], [whole('axis', 1), whole('keepdims', 0)]),
      node('Gather', ['classes', 'best'], ['label'], []), constant('classes', classes),
      tensor(12, 'label', STRING, [null]),
    ]),
    tensor(12, result, FLOAT, [null, ensemble.outputs]),
  ]
  return joinFields([
    wholeField(1, 8), textField(2, 'sojae'), messageField(7, graph),
    messageField(8, [textField(1, 'ai.onnx.ml'), wholeField(2, 3)]), messageField(8, [textField(1, ''), wholeField(2, 17)]),
    messageField(14, [textField(1, 'features'), textField(2, JSON.stringify(features))]),
  ])
}

/** A NodeProto of the graph. */
function node(operator: string, inputs: readonly string[], outputs: readonly string[], attributes: readonly Fields[]): Fields {
  return messageField(1, [
    ...inputs.map((name) => textField(1, name)), ...outputs.map((name) => textField(2, name)), textField(4, operator), ...attributes,
  ])
}

/** Each node as ONNX numbers it: by tree, and from 0 within its tree. */
function nodeAttributes({ trees: { roots, feature, threshold, leftOrLeaf }, missingLeft }: Ensemble): Fields[] {
  const n = feature.length
  const treeIds = new Int32Array(n), nodeIds = new Int32Array(n), featureIds = new Int32Array(n)
  const trueIds = new Int32Array(n), falseIds = new Int32Array(n), missing = new Int32Array(n)
  eachNode(roots, n, (node, tree, root) => {
    treeIds[node] = tree
    nodeIds[node] = node - root
    if (feature[node]! < 0) return
    featureIds[node] = feature[node]!
    trueIds[node] = leftOrLeaf[node]! - root
    falseIds[node] = leftOrLeaf[node]! - root + 1
    missing[node] = missingLeft ? (missingLeft[node >> 5]! >> (node & 31)) & 1 : 0
  })
  return [
    wholes('nodes_treeids', treeIds), wholes('nodes_nodeids', nodeIds), wholes('nodes_featureids', featureIds),
    attribute('nodes_modes', 8, Array.from(feature, (own) => (own < 0 ? LEAF : BRANCH))), floats('nodes_values', threshold),
    wholes('nodes_truenodeids', trueIds), wholes('nodes_falsenodeids', falseIds),
    wholes('nodes_missing_value_tracks_true', missing),
  ]
}

/** What each leaf says of each output. */
function voteAttributes({ trees: { roots, feature, leftOrLeaf }, votes }: Ensemble): Fields[] {
  const treeIds: number[] = [], nodeIds: number[] = [], ids: number[] = [], weights: number[] = []
  eachNode(roots, feature.length, (node, tree, root) => {
    if (feature[node]! >= 0) return
    for (const { output, weight } of votes(tree, leftOrLeaf[node]!)) {
      treeIds.push(tree)
      nodeIds.push(node - root)
      ids.push(output)
      weights.push(weight)
    }
  })
  return [
    wholes('target_treeids', treeIds), wholes('target_nodeids', nodeIds), wholes('target_ids', ids), floats('target_weights', weights),
  ]
}

function eachNode(roots: Int32Array, n: number, hear: (node: number, tree: number, root: number) => void) {
  roots.forEach((root, tree) => {
    for (let node = root; node < (roots[tree + 1] ?? n); node++) hear(node, tree, root)
  })
}

// AttributeProto: 1 name, 3 i, 4 s, 7 floats, 8 ints, 9 strings, 20 type (2 INT, 3 STRING, 6 FLOATS, 7 INTS, 8 STRINGS).
function attribute(name: string, type: number, content: readonly Fields[]): Fields {
  return messageField(5, [textField(1, name), ...content, wholeField(20, type)])
}
const whole = (name: string, value: number) => attribute(name, 2, [wholeField(3, value)])
const text = (name: string, value: string) => attribute(name, 3, [textField(4, value)])
const floats = (name: string, values: ArrayLike<number>) => attribute(name, 6, [floatsField(7, values)])
const wholes = (name: string, values: ArrayLike<number>) => attribute(name, 7, [wholesField(8, values)])
// One of each for all nodes, of which there may be millions.
const LEAF = textField(9, 'LEAF'), BRANCH = textField(9, 'BRANCH_LEQ')

// TensorProto.DataType
const FLOAT = 1, STRING = 8

/** A TensorProto of texts that the graph holds: 1 dims, 2 data_type, 6 string_data, 8 name. */
function constant(name: string, values: readonly string[]): Fields {
  return messageField(5, [
    wholeField(1, values.length), wholeField(2, STRING), ...values.map((value) => textField(6, value)), textField(8, name),
  ])
}

/** A ValueInfoProto: a named tensor of the graph; null stands for the number of rows. */
function tensor(field: number, name: string, type: number, shape: readonly (number | null)[]): Fields {
  const dimensions = shape.map((size) => messageField(1, [size === null ? textField(2, 'n') : wholeField(1, size)]))
  return messageField(field, [
    textField(1, name), messageField(2, [messageField(1, [wholeField(1, type), messageField(2, dimensions)])]),
  ])
}
