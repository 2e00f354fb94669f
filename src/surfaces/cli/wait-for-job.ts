import { setTimeout as sleep } from 'node:timers/promises'
import { Refusal } from '#science/refusal.ts'
import type { Language, Text } from '#science/refusal.ts'
import type { Client } from '#contract/client.ts'
import type { AnswerOf } from '#contract/operation.ts'
import { getJob } from '#contract/operations/hub.ts'
import { writeRemark } from './output.ts'
import { createProgressLine } from './progress-line.ts'

type Job = AnswerOf<typeof getJob>

/** Shell convention for a process ended by SIGINT: 128 + 2. */
const INTERRUPTED = 130

/**
 * Waits until a job of the hub is over, showing its progress on stderr.
 *
 * Ctrl-C ends the waiting, not the job, and says so; `look` is the command that shows what comes of it. Refuses
 * `job.failed` with the job's own reason, `job.cancelled`, and `job.out_of_sight` where the hub does not answer any
 * more: jobs are kept, so this one goes on with the hub.
 */
export async function waitForJob(
  client: Client, id: string,
  { title, language, look = `job show ${id}` }: { title: Text; language: Language; look?: string },
): Promise<Job> {
  const progress = createProgressLine(title, language)
  const onInterrupt = () => {
    progress.clear()
    writeRemark(GOES_ON[language](look, id))
    process.exit(INTERRUPTED)
  }
  process.on('SIGINT', onInterrupt)
  try {
    // Short work is answered at once, long work is not asked for more than once a second.
    for (let pause = 50; ; pause = Math.min(pause * 1.5, 1000)) {
      const job = await client.call(getJob, { params: { id } }).catch((error: unknown) => {
        throw isGone(error) ? outOfSight(error, id, look) : error
      })
      if (job.state === 'done') return job
      if (job.state === 'failed') throw new Refusal('job.failed', job.error ?? NO_REASON, { job: id })
      if (job.state === 'cancelled') throw new Refusal('job.cancelled', CANCELLED, { job: id })
      progress.show(job.progress, job.message)
      await sleep(pause)
    }
  } finally {
    progress.clear()
    process.off('SIGINT', onInterrupt)
  }
}

const GOES_ON: Record<Language, (look: string, id: string) => string> = {
  en: (look, id) => `The work goes on in the hub. Look: sojae ${look} · Stop it: sojae job cancel ${id}`,
  ko: (look, id) => `작업은 허브에서 계속됩니다. 확인: sojae ${look} · 중지: sojae job cancel ${id}`,
}

/** Whether the hub that took the job is away: it does not answer, is about to end, or was started again since. */
function isGone(error: unknown): error is Refusal {
  return error instanceof Refusal && ['hub.no_answer', 'hub.token_refused', 'database.away'].includes(error.code)
}

function outOfSight(error: Refusal, id: string, look: string): Refusal {
  return new Refusal('job.out_of_sight', {
    en: `The hub stopped answering while this was under way (${error.code}). The work is kept and goes on as soon as the `
      + `hub runs again (sojae serve). Look: sojae ${look}`,
    ko: `진행 중에 허브의 응답이 끊겼습니다(${error.code}). 작업은 남아 있으며 허브가 다시 실행되면(sojae serve) 이어집니다. `
      + `확인: sojae ${look}`,
  }, { job: id, look, cause: error.code })
}

const NO_REASON: Text = {
  en: 'The job failed without a reason; the hub\'s log has the details.',
  ko: '작업이 사유 없이 실패했습니다. 자세한 내용은 허브 로그에 있습니다.',
}

const CANCELLED: Text = { en: 'The job was cancelled; nothing of it was kept.', ko: '작업이 취소되었습니다. 남은 결과는 없습니다.' }
