import assert from 'node:assert/strict'
import { test } from 'node:test'
import { noSuch } from './actor.ts'

test('what is not there is named in one line of both languages, however long or broken the name', () => {
  const { code, text, details } = noSuch('record', 'abc')
  assert.equal(code, 'record.not_found')
  assert.match(text.en, /^There is no such record: abc\./)
  assert.match(text.ko, /^그런 기록이 없습니다: abc\./)
  assert.deepEqual(details, { record: 'abc' })
  const { en } = noSuch('model', `a\nb\t${'😀'.repeat(5_000)}`).text
  assert.doesNotMatch(en, /[\n\t]/)
  assert.ok(en.length < 200 && en.isWellFormed(), en)
})
