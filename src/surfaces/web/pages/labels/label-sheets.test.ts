import assert from 'node:assert/strict'
import { test } from 'node:test'
import { LABEL_SHEETS, onPages } from './label-sheets.ts'

test('the labels of every sheet lie on its page and not on one another', () => {
  for (const { name, page, label, across, down, margin, gap } of LABEL_SHEETS) {
    for (const axis of [0, 1] as const) {
      const count = axis === 0 ? across : down
      const used = margin[axis] + count * label[axis] + (count - 1) * gap[axis]
      assert.ok(used <= page[axis] + 1e-9, `${name}: ${used} of ${page[axis]} mm`)
      assert.ok(gap[axis] >= 0)
    }
  }
})

test('a sheet that was begun goes on after the labels that are gone from it', () => {
  const [sheet] = LABEL_SHEETS
  const pages = onPages(sheet!, Array.from({ length: 70 }, (_, n) => n), 3)
  assert.deepEqual(pages.map((page) => page.length), [65, 8])
  assert.deepEqual(pages[0]!.slice(0, 5), [null, null, null, 0, 1])
  assert.equal(onPages(sheet!, [1], 500)[0]!.length, 65)
})
