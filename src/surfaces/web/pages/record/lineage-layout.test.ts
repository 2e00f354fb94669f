import assert from 'node:assert/strict'
import { test } from 'node:test'
import { layOutLineage } from './lineage-layout.ts'
import type { Lineage, LineageNode } from './lineage-layout.ts'

function node(id: string, kind: LineageNode['kind'], step: number): LineageNode {
  return {
    id,
    kind,
    step,
    stage: 'design',
    template: `${kind}@1`,
    label: { en: kind, ko: kind },
    name: id,
    state: 'done',
    origin: 'measured',
  }
}

function chain(tests: number): Lineage {
  return {
    root: 'specimen',
    nodes: [
      node('alloy', 'material', -2), node('casting', 'process', -1), node('specimen', 'material', 0),
      ...Array.from({ length: tests }, (_, n) => node(`test ${n}`, 'measurement', 1)),
    ],
    edges: [
      { from: 'alloy', to: 'casting', kind: 'input' }, { from: 'casting', to: 'specimen', kind: 'output' },
      ...Array.from({ length: tests }, (_, n) => ({ from: 'specimen', to: `test ${n}`, kind: 'of' as const })),
    ],
    cut: false, crowded: false, speaking: 0,
  }
}

/** One alloy of which `many` specimens were cast, each tested once. */
function fan(many: number): Lineage {
  const each = Array.from({ length: many }, (_, n) => n)
  return {
    root: 'alloy',
    nodes: [
      node('alloy', 'material', 0),
      ...each.flatMap(
        (n) => [
          node(`casting ${n}`, 'process', 1),
          node(`specimen ${n}`, 'material', 2),
          node(`test ${n}`, 'measurement', 3),
        ],
      ),
    ],
    edges: each.flatMap((n): Lineage['edges'] => [
      { from: 'alloy', to: `casting ${n}`, kind: 'input' }, {
        from: `casting ${n}`, to: `specimen ${n}`, kind: 'output',
      },
      { from: `specimen ${n}`, to: `test ${n}`, kind: 'of' },
    ]),
    cut: false, crowded: false, speaking: 0,
  }
}

const place = (layout: ReturnType<typeof layOutLineage>, id: string) => layout.placed.find((each) => each.id === id)!

test('ancestors stand left of what was made from them', () => {
  const layout = layOutLineage(chain(2), new Set())
  assert.ok(place(layout, 'alloy').x < place(layout, 'casting').x)
  assert.ok(place(layout, 'casting').x < place(layout, 'specimen').x)
})

test('a measurement hangs in the column of its material, below it', () => {
  const layout = layOutLineage(chain(2), new Set())
  const [material, first, second] = ['specimen', 'test 0', 'test 1'].map((id) => place(layout, id))
  assert.ok(first!.y >= material!.y + material!.height && second!.y >= first!.y + first!.height)
  assert.ok(first!.x < material!.x + material!.width)
})

for (const many of [1, 7, 40]) {
  test(`no two boxes lie on each other when ${many} specimens come from one alloy`, () => {
    const { placed, width, height } = layOutLineage(fan(many), new Set())
    for (const [n, a] of placed.entries()) {
      assert.ok(a.x >= 0 && a.y >= -1e-6 && a.x + a.width <= width + 1e-6 && a.y + a.height <= height + 1e-6)
      for (const b of placed.slice(n + 1)) {
        assert.ok(
          a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y + 1e-6 || b.y + b.height <= a.y + 1e-6,
          `${a.id} on ${b.id}`,
        )
      }
    }
  })
}

test('26 bars of one plate are drawn as five and a fold that names the others', () => {
  const each = Array.from({ length: 26 }, (_, n) => n)
  const layout = layOutLineage({
    root: 'plate', cut: false, crowded: false, speaking: 0,
    nodes: [
      node('plate', 'material', 0), node('cutting', 'process', 1),
      ...each.flatMap((n) => [node(`bar ${n}`, 'material', 2), node(`test ${n}`, 'measurement', 2)]),
    ],
    edges: [
      { from: 'plate', to: 'cutting', kind: 'input' },
      ...each.flatMap((n): Lineage['edges'] => [
        { from: 'cutting', to: `bar ${n}`, kind: 'output' }, { from: `bar ${n}`, to: `test ${n}`, kind: 'of' },
      ]),
    ],
  }, new Set())
  assert.deepEqual(layout.placed.flatMap(({ fold }) => fold ?? []), [
    { key: 'columns', first: 'bar 5', count: 21, measurements: false, label: { en: 'material', ko: 'material' } },
  ])
  assert.ok(layout.height < 640, `${layout.height} px`)
})

test('a material says as what it goes into its process, and nothing where it goes into two', () => {
  const layout = layOutLineage({
    root: 'blend', cut: false, crowded: false, speaking: 0,
    nodes: [
      node('polymer', 'material', -2), node('solvent', 'material', -2), node('blending', 'process', -1),
      node('washing', 'process', -1), node('blend', 'material', 0),
    ],
    edges: [
      { from: 'polymer', to: 'blending', kind: 'input', role: 'donor' },
      { from: 'solvent', to: 'blending', kind: 'input', role: 'solvent' },
      { from: 'solvent', to: 'washing', kind: 'input', role: 'rinse' },
      { from: 'blending', to: 'blend', kind: 'output' },
    ],
  }, new Set())
  assert.equal(place(layout, 'polymer').part?.role, 'donor')
  assert.equal(place(layout, 'solvent').part, null)
})

test('a fold counts what it hides, and opening it shows everything', () => {
  const folded = layOutLineage(fan(40), new Set())
  const hidden = folded.placed.filter(({ fold }) => fold && !fold.measurements).map(({ fold }) => fold!.count)
  assert.deepEqual(hidden, [35, 35])
  const open = layOutLineage(fan(40), new Set(['columns']))
  assert.equal(open.placed.filter(({ node }) => node).length, 121)
})

test('a lot with 300 descendants is drawn as five a column, and each fold says how many more; keys lead on from the first hidden', () => {
  const uses = Array.from({ length: 100 }, (_, n) => n)
  const steps = ['mixing', 'slurry', 'coating', 'sheet', 'pressing', 'electrode']
  const lot: Lineage = {
    root: 'lot', cut: false, crowded: false, speaking: 0,
    nodes: [node('lot', 'material', 0), ...uses.flatMap((n) => (
      steps.map((name, at) => node(`${name} ${n}`, at % 2 === 0 ? 'process' : 'material', at + 1))
    ))],
    edges: uses.flatMap((n) => steps.map((name, at) => (
      { from: at === 0 ? 'lot' : `${steps[at - 1]} ${n}`, to: `${name} ${n}`, kind: at % 2 === 0 ? 'input' as const : 'output' as const }
    ))),
  }
  const layout = layOutLineage(lot, new Set())
  const folds = layout.placed.flatMap(({ fold }) => fold ?? [])
  assert.deepEqual(folds.map(({ count }) => count), steps.map(() => 95))
  assert.deepEqual(folds.map(({ first }) => first), steps.map((name) => `${name} 5`))
  assert.equal(layout.placed.length, 1 + steps.length * 6)
  assert.ok(layout.height < 640, `${layout.height} px`)
  for (const { fold, x, y } of layout.placed) {
    if (fold) assert.ok(layout.placed.every((other) => other.x !== x || other.y <= y), 'a fold stands last in its column')
  }
  assert.equal(layOutLineage(lot, new Set(['columns'])).placed.length, lot.nodes.length)
})

test('twelve generations stand in one line, a column a step', () => {
  const ids = Array.from({ length: 25 }, (_, n) => `g${n}`)
  const { placed, height } = layOutLineage({
    root: 'g24', cut: false, crowded: false, speaking: 0,
    nodes: ids.map((id, n) => node(id, n % 2 === 0 ? 'material' : 'process', n - 24)),
    edges: ids.slice(1).map((id, n) => ({ from: ids[n]!, to: id, kind: n % 2 === 0 ? 'input' : 'output' })),
  }, new Set())
  assert.equal(new Set(placed.map(({ y }) => y)).size, 1)
  assert.equal(new Set(placed.map(({ x }) => x)).size, 25)
  assert.equal(height, 52)
})
