import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Refusal } from '#science/refusal.ts'
import type { Client } from '#contract/client.ts'
import { waitForJob } from './wait-for-job.ts'

const title = { en: 'Importing', ko: '가져오는 중' }
const refused = (code: string) => new Refusal(code, { en: code, ko: code })

/** A hub that gives one answer after another about a job, and throws those that are refusals. */
function hubThatSays(...answers: (object | Refusal)[]): Client {
  const call = async () => {
    const next = answers.shift()
    if (next instanceof Refusal) throw next
    return next
  }
  return { call } as unknown as Client
}

const wait = (client: Client) => waitForJob(client, 'j1', { title, language: 'en', look: 'import show i1' })

test('when the hub goes away under a job, it is said that the job goes on and where to look', async () => {
  for (const code of ['hub.no_answer', 'hub.token_refused', 'database.away']) {
    await assert.rejects(wait(hubThatSays({ state: 'running', progress: 0.5, message: null }, refused(code))), (error: Refusal) => {
      assert.equal(error.code, 'job.out_of_sight')
      assert.match(error.text.en, /goes on as soon as the hub runs again .*Look: sojae import show i1$/)
      assert.match(error.text.ko, /이어집니다.*확인: sojae import show i1$/)
      return true
    })
  }
})

test('any other refusal, and the failure of the job itself, are told as they are', async () => {
  await assert.rejects(wait(hubThatSays(refused('job.not_found'))), { code: 'job.not_found' })
  await assert.rejects(wait(hubThatSays({ state: 'failed', error: { en: 'full', ko: '가득 참' } })), { code: 'job.failed' })
  assert.deepEqual(await wait(hubThatSays({ state: 'done' })), { state: 'done' })
})
