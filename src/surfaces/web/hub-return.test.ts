import assert from 'node:assert/strict'
import { mock, test } from 'node:test'
import type { TestContext } from 'node:test'
import { Refusal } from '#science/refusal.ts'
import { createHubReturn, isPassing } from './hub-return.ts'

/** A page whose hub is away until `back`, with the moments at which it was asked, in seconds. */
function away(t: TestContext) {
  t.mock.timers.enable({ apis: ['setTimeout'] })
  let [isBack, isSeen, now] = [false, true, 0]
  let see = () => {}
  const askedAt: number[] = []
  const hubReturn = createHubReturn({
    answers: async () => {
      askedAt.push(now)
      return isBack
    },
    isSeen: () => isSeen,
    whenSeen: (act) => (see = act),
  })
  return {
    hubReturn, askedAt,
    back: () => void (isBack = true),
    look: (at: boolean) => {
      isSeen = at
      see()
    },
    async pass(seconds: number) {
      for (let second = 0; second < seconds; second++) {
        now++
        t.mock.timers.tick(1_000)
        for (let turn = 0; turn < 5; turn++) await Promise.resolve()
      }
    },
  }
}

test('a hub that is away is asked after 1, 2, 4 … seconds and at most twice a minute', async (t) => {
  const { hubReturn, askedAt, pass } = away(t)
  hubReturn.when(() => assert.fail('it is not back'))
  await pass(125)
  assert.deepEqual(askedAt, [1, 3, 7, 15, 31, 61, 91, 121])
})

test('everybody who waits is told once, and whoever left is not', async (t) => {
  const { hubReturn, askedAt, back, pass } = away(t)
  const told = mock.fn()
  for (let reader = 0; reader < 2; reader++) hubReturn.when(() => told())
  const leave = hubReturn.when(() => assert.fail('it left'))
  await pass(2)
  leave()
  back()
  await pass(60)
  assert.equal(told.mock.callCount(), 2)
  assert.deepEqual(askedAt, [1, 3])
})

test('nobody waits, nobody asks', async (t) => {
  const { hubReturn, askedAt, pass } = away(t)
  hubReturn.when(() => {})()
  await pass(60)
  assert.deepEqual(askedAt, [])
})

test('a page that is not looked at does not ask, and asks at once when it is', async (t) => {
  const { hubReturn, askedAt, back, look, pass } = away(t)
  const told = mock.fn()
  hubReturn.when(told)
  await pass(1)
  look(false)
  back()
  await pass(100)
  assert.deepEqual(askedAt, [1])
  look(true)
  await pass(1)
  assert.equal(told.mock.callCount(), 1)
})

test('a hub that answers but refuses what was waited for is asked ever more rarely, until it has held', async (t) => {
  const { hubReturn, askedAt, back, pass } = away(t)
  back()
  let refusals = 3
  const ask = (): void => void hubReturn.when(() => {
    if (refusals-- > 0) ask()
  })
  ask()
  await pass(15)
  assert.deepEqual(askedAt, [1, 3, 7, 15])
  await pass(31)
  ask()
  await pass(1)
  assert.equal(askedAt.at(-1), 47)
})

test('a broken line, a proxy without its hub and a database that is away pass; a refused request stays refused', () => {
  const refusal = (code: string, status?: number) => new Refusal(code, { en: '', ko: '' }, status ? { status } : {})
  for (const passing of [refusal('web.unreachable'), refusal('http.unexpected', 502), refusal('database.away', 503)]) {
    assert.ok(isPassing(passing), passing.code)
  }
  for (const lasting of [refusal('record.not_found', 404), refusal('hub.defect', 500), refusal('web.defect')]) {
    assert.ok(!isPassing(lasting), lasting.code)
  }
})
