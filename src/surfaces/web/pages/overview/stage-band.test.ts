import assert from 'node:assert/strict'
import { test } from 'node:test'
import { StageSchema } from '#contract/schemas/record.ts'
import { stageBand } from './stage-band.ts'

const STAGES = StageSchema.options

const stage = (name: (typeof STAGES)[number], records: number) => (
  { stage: name, records, label: { en: '', ko: '' }, templates: [] }
)
const stages = STAGES.map((name, place) => stage(name, [900, 100, 0, 25, 0][place]!))

test('the area of a circle grows with its records, and an empty stage is the smallest', () => {
  const radii = stageBand({ stages, links: [] }, 1000, String).nodes.map(({ r }) => r)
  assert.ok(radii[0]! > radii[1]! && radii[1]! > radii[3]! && radii[3]! > radii[2]!)
  assert.equal(radii[2], radii[4])
})

test('more links make a wider stroke, and no link none', () => {
  const { links } = stageBand({
    stages,
    links: [
      { from: 'design', to: 'property', links: 900 },
      { from: 'design', to: 'fabrication', links: 90 },
      { from: 'property', to: 'design', links: 0 },
    ],
  }, 1000, String)
  assert.equal(links.length, 2)
  assert.ok(links[0]!.width > links[1]!.width)
})

for (const width of [300, 760, 1280]) {
  test(`circles and labels stay inside a band ${width} pixels wide, with feedback and loops`, () => {
    const all = STAGES.flatMap((from) => STAGES.map((to) => ({ from, to, links: 10 })))
    const { nodes, links, height } = stageBand({ stages, links: all }, width, String)
    for (const { x, y, r } of nodes) assert.ok(x - r >= 0 && x + r <= width && y - r >= 0 && y + r <= height)
    for (const { label } of links) if (label) assert.ok(
      label.x >= 0 && label.x <= width && label.y >= 0 && label.y <= height, JSON.stringify(label),
    )
  })
}

test('no two counts lie on each other on a narrow band, and the largest has a place', () => {
  const all = STAGES.flatMap((from, a) => STAGES.map((to, b) => ({ from, to, links: 100 + 20 * a + b })))
  for (const width of [320, 360, 760]) {
    const { links } = stageBand({ stages, links: all }, width, String)
    const labels = links.flatMap(({ label }) => (label ? [label] : []))
    for (const [n, a] of labels.entries()) for (const b of labels.slice(n + 1)) {
      assert.ok(Math.abs(a.x - b.x) >= 21 || Math.abs(a.y - b.y) >= 12, `${JSON.stringify(a)} ${JSON.stringify(b)} at ${width}`)
    }
    assert.ok(labels.length > 8, `${labels.length} counts at ${width}`)
    assert.ok(links.toSorted((a, b) => b.links - a.links)[0]!.label)
  }
})
