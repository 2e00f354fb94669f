import assert from 'node:assert/strict'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { ShelfFile } from './shelf-file.ts'

let folder: string
before(async () => { folder = await mkdtemp(join(tmpdir(), 'sojae-shelf-')) })
after(() => rm(folder, { recursive: true }))

const texts = fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('', '소재', 'x'.repeat(70_000), '합금'.repeat(30_000)))

test('what is put on a shelf comes back as it was, in whatever order it is asked for and while more is put', () => {
  fc.assert(fc.property(fc.array(fc.tuple(texts, fc.nat()), { maxLength: 40 }), (all) => {
    const shelf = new ShelfFile(folder)
    const places: number[] = []
    for (const [text, other] of all) {
      places.push(shelf.put(text))
      const back = other % places.length
      assert.equal(shelf.at(places[back]!), all[back]![0])
    }
    for (const [index, place] of places.entries()) assert.equal(shelf.at(place), all[index]![0])
    shelf.close()
  }), { numRuns: 50 })
})

test('nothing of a shelf lies in its folder, so that nothing stays behind after kill -9', async () => {
  const shelf = new ShelfFile(folder)
  shelf.put('x'.repeat(200_000))
  assert.deepEqual(await readdir(folder), [])
  shelf.close()
})
