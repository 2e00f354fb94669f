import type { Refusal, Text } from '#science/refusal.ts'

/** What a running task is given, and how it speaks while it runs. */
export type TaskInput = {
  readonly job: string
  readonly hub: string | null
  readonly payload: unknown
  /** Says how far the task is, 0 to 1, and what it does; cheap to call often, and never waits. */
  progress(fraction: number, message?: Text): void
  /** Aborted when the job is cancelled or this process stops; a stopped job starts again later. */
  readonly signal: AbortSignal
}

/**
 * The work of one kind of job; what it returns is kept as the job's result, in JSON.
 * It may run again from the start after a crash, so doing it twice must do no harm.
 */
export type Task = (input: TaskInput) => Promise<unknown>

export type Tasks = Readonly<Record<string, Task>>

export type JobState = 'queued' | 'running' | 'done' | 'failed' | 'cancelled'

/** A job has moved; read the table `job` for its message, result or error. */
export type JobChange = {
  readonly id: string
  readonly hub: string | null
  readonly kind: string
  readonly state: JobState
  /** 0 to 1. */
  readonly progress: number
}

/** Why a job failed, as kept in `job.error`. */
export type JobError = { readonly code: string; readonly text: Text; readonly details?: Refusal['details'] }
