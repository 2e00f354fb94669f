import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { lineages, material, measurement, process } from '../fixtures/lineages.ts'
import { lineageGraph } from './graph.ts'

test('measurements of a material stand in the order in which they were recorded', () => {
  const graph = lineageGraph([material('plate'), measurement('first', 'plate'), measurement('second', 'plate')])
  assert.deepEqual(graph.measurementsOf.get('plate')?.map(({ id }) => id), ['first', 'second'])
})

test('pieces cut from one plate were all made by the cut; the plate was made by nobody', () => {
  const graph = lineageGraph([
    material('plate'), process('cut', ['plate'], ['left', 'right']), material('left'), material('right'),
  ])
  assert.deepEqual(['left', 'right', 'plate'].map((id) => graph.madeBy.get(id)?.id), ['cut', 'cut', undefined])
})

test('every record is in the graph, every measurement under its material, every product under its process', () => {
  fc.assert(fc.property(lineages, (records) => {
    const graph = lineageGraph(records)
    assert.deepEqual([...graph.records.values()], records)
    for (const record of records) {
      const { content } = record
      if (content.kind === 'measurement') assert.ok(graph.measurementsOf.get(content.of)!.includes(record))
      if (content.kind === 'process') for (const { material } of content.outputs) assert.equal(
        graph.madeBy.get(material), record,
      )
    }
    assert.equal(
      [...graph.measurementsOf.values()].flat().length,
      records.filter(({ content }) => content.kind === 'measurement').length,
    )
  }))
})
