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
 * Ctrl-C ends the waiting, not the job, and says so. Refuses `job.failed` with the job's own reason, `job.cancelled`.
 */
export async function waitForJob(
  client: Client, id: string, { title, language }: { title: Text; language: Language },
): Promise<Job> {
  const progress = createProgressLine(title, language)
  const onInterrupt = () => {
    progress.clear()
    writeRemark(GOES_ON[language](id))
    process.exit(INTERRUPTED)
  }
  process.on('SIGINT', onInterrupt)
  try {
    // Short work is answered at once, long work is not asked for more than once a second.
    for (let pause = 50; ; pause = Math.min(pause * 1.5, 1000)) {
      const job = await client.call(getJob, { params: { id } })
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

const GOES_ON: Record<Language, (id: string) => string> = {
  en: (id) => `The work goes on in the hub. Look: sojae job show ${id} · Stop it: sojae job cancel ${id}`,
  ko: (id) => `작업은 허브에서 계속됩니다. 확인: sojae job show ${id} · 중지: sojae job cancel ${id}`,
}

const NO_REASON: Text = {
  en: 'The job failed without a reason; the hub\'s log has the details.',
  ko: '작업이 사유 없이 실패했습니다. 자세한 내용은 허브 로그에 있습니다.',
}

const CANCELLED: Text = { en: 'The job was cancelled; nothing of it was kept.', ko: '작업이 취소되었습니다. 남은 결과는 없습니다.' }
