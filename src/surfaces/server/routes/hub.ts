import { streamSSE } from 'hono/streaming'
import { z } from 'zod'
import { cancelJob, getJob, getOverview, listTemplates } from '#contract/operations/hub.ts'
import * as jobs from '#hub/jobs/get-job.ts'
import * as overview from '#hub/hubs/get-overview.ts'
import * as templates from '#hub/hubs/list-templates.ts'
import { describeRaw } from '../describe.ts'
import { implement, readParams, requireSession } from '../implement.ts'
import type { App, Serving } from '../serving.ts'

export function hubRoutes(app: App, { at }: Serving): void {
  implement(app, getOverview, async ({ actor, params }) => overview.getOverview(at, actor, params.hub))
  implement(app, listTemplates, async ({ actor, params, query }) => templates.listTemplates(at, actor, params.hub, query))
  implement(app, getJob, async ({ actor, params }) => jobs.getJob(at, actor, params.id))
  implement(app, cancelJob, async ({ actor, params }) => jobs.cancelJob(at, actor, params.id))

  // Server-sent events: the whole job at once and at every change, until it is over.
  describeRaw(app, {
    method: 'get', path: '/jobs/{id}/events', operationId: 'watchJob', tags: ['job'],
    summary: 'A piece of long work as server-sent events: the whole of it at once and at every change, until it is over',
    request: { params: getJob.params! },
    responses: { 200: {
      description: 'Each event has one line `data:` with the job as getJob answers it; the stream ends when the job has ended',
      content: { 'text/event-stream': { schema: z.string(), example: 'data: {"id":"01933b5e-9f3a-7c11-8a55-0c2f6f0f9a10","state":"running"}\n\n' } },
    } },
  })
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
