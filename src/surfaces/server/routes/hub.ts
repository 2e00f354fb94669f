import { streamSSE } from 'hono/streaming'
import { cancelJob, getJob, getOverview, listTemplates } from '#contract/operations/hub.ts'
import * as jobs from '#hub/jobs/get-job.ts'
import * as overview from '#hub/hubs/get-overview.ts'
import * as templates from '#hub/hubs/list-templates.ts'
import { implement, readParams, requireSession } from '../implement.ts'
import type { App, Serving } from '../serving.ts'

export function hubRoutes(app: App, { at }: Serving): void {
  implement(app, getOverview, async ({ actor, params }) => overview.getOverview(at, actor, params.hub))
  implement(app, listTemplates, async ({ actor, params }) => templates.listTemplates(at, actor, params.hub))
  implement(app, getJob, async ({ actor, params }) => jobs.getJob(at, actor, params.id))
  implement(app, cancelJob, async ({ actor, params }) => jobs.cancelJob(at, actor, params.id))

  // Server-sent events: the whole job at once and at every change, until it is over.
  app.get('/api/v1/jobs/:id/events', requireSession, async (c) => {
    const actor = c.get('actor')!
    const { id } = readParams(c, getJob.params!)
    await jobs.getJob(at, actor, id)
    return streamSSE(c, async (stream) => {
      let wake = Promise.withResolvers<void>()
      const unwatch = at.jobs.watch((change) => {
        if (change.id === id) wake.resolve()
      })
      const heartbeat = setInterval(() => wake.resolve(), 15_000)
      stream.onAbort(() => wake.resolve())
      try {
        while (!stream.aborted) {
          // Before the job is read, so that a change that comes while it is read is not slept through.
          wake = Promise.withResolvers<void>()
          const job = await jobs.getJob(at, actor, id)
          await stream.writeSSE({ data: JSON.stringify(job) })
          if (job.state !== 'queued' && job.state !== 'running') return
          await wake.promise
        }
      } finally {
        clearInterval(heartbeat)
        unwatch()
      }
    })
  })
}
