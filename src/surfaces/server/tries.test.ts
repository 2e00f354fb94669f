import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Refusal } from '#science/refusal.ts'
import { countTries } from './tries.ts'

const MINUTE = 60_000

function atDesk() {
  let now = 0
  const tries = countTries(() => now)
  return {
    ...tries,
    wait: (milliseconds: number) => { now += milliseconds },
    isLetIn: (key: string) => {
      try {
        tries.begin(key)
        return true
      } catch (error) {
        assert.ok(error instanceof Refusal && error.code === 'session.too_many_tries')
        return false
      }
    },
  }
}

test('ten wrong passwords may be tried in five minutes, the eleventh is not looked at', () => {
  const { isLetIn, wait } = atDesk()
  for (let n = 0; n < 10; n++) assert.ok(isLetIn('marie'))
  assert.ok(!isLetIn('marie'))
  wait(5 * MINUTE - 1)
  assert.ok(!isLetIn('marie'))
  wait(1)
  assert.ok(isLetIn('marie'))
})

test('being refused is no try: who keeps knocking is let in as soon as who waits', () => {
  const { isLetIn, wait } = atDesk()
  for (let n = 0; n < 10; n++) isLetIn('marie')
  for (let n = 0; n < 4; n++) {
    wait(MINUTE)
    assert.ok(!isLetIn('marie'))
  }
  wait(MINUTE)
  assert.ok(isLetIn('marie'))
})

test('the tries of one do not count against another, and success forgets them', () => {
  const { isLetIn, succeeded } = atDesk()
  for (let n = 0; n < 10; n++) isLetIn('marie')
  assert.ok(isLetIn('pierre'))
  succeeded('marie')
  assert.ok(isLetIn('marie'))
})

test('whatever the pace, no five minutes hold more than ten tries', () => {
  fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 2 * MINUTE }), { maxLength: 80 }), (pauses) => {
    const { isLetIn, wait } = atDesk()
    const letIn: number[] = []
    let now = 0
    for (const pause of pauses) {
      now += pause
      wait(pause)
      if (isLetIn('marie')) letIn.push(now)
    }
    for (const from of letIn) assert.ok(letIn.filter((at) => at >= from && at < from + 5 * MINUTE).length <= 10)
  }))
})
