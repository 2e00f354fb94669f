import assert from 'node:assert/strict'
import { test } from 'node:test'
import { plotGroups } from './plot-groups.ts'
import type { Plot } from './plot-groups.ts'

const cell = (value: number | string) => ({ value, record: 'r', steps: 0 })
const point = (x: number, y: number, colour: number | string | null = null) => (
  { record: 'r', name: '', x: cell(x), y: cell(y), colour: colour === null ? null : cell(colour) }
)
const colouredBy = (kind: 'category' | 'number') => ({ kind } as NonNullable<Plot['colour']>)
const many = (term: string, n: number) => Array.from({ length: n }, (_, k) => point(k, 1, term))

test('the six commonest categories have marks that no two share, the others one together, and the unknown one of its own', () => {
  const terms = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].flatMap((term, k) => many(term, 20 - k))
  const groups = plotGroups([...terms, point(1, 1)], colouredBy('category'), false, false)
  assert.deepEqual(groups.map(({ is }) => (is === 'missing' || is === null ? is : 'term' in is ? is.term : is.others)), ['missing', 2, 'f', 'e', 'd', 'c', 'b', 'a'])
  assert.equal(new Set(groups.map(({ mark }) => `${mark.colour} ${mark.shape}`)).size, 8)
  assert.equal(new Set(groups.slice(2).map(({ mark }) => mark.shape)).size, 6, 'apart by shape alone, too')
})

test('every pair is in exactly one group; on a logarithmic axis those above zero are', () => {
  const points = [point(1, 1, 5), point(-1, 1, 7), point(2, 0, 9), point(3, 3)]
  const drawn = (xLog: boolean, yLog: boolean) => (
    plotGroups(points, colouredBy('number'), xLog, yLog).flatMap((group) => group.points.map(({ index }) => index)).sort()
  )
  assert.deepEqual(drawn(false, false), [0, 1, 2, 3])
  assert.deepEqual(drawn(true, false), [0, 2, 3])
  assert.deepEqual(drawn(true, true), [0, 3])
})

test('the smallest and the largest number have the ends of the scale, and one number alone a colour', () => {
  const groups = plotGroups([point(1, 1, 5), point(1, 1, 6), point(1, 1, 500)], colouredBy('number'), false, false)
  assert.deepEqual(groups.map(({ points }) => points.length), [2, 1])
  assert.notEqual(groups[0]!.mark.colour, groups[1]!.mark.colour)
  assert.equal(plotGroups([point(1, 1, 5)], colouredBy('number'), false, false).length, 1)
})
