import type { Kysely, Transaction } from 'kysely'
import type { Database } from '#platform/storage/schema.ts'
import type { FileStore } from '#platform/files/file-store.ts'
import type { ExploreIndex } from '#platform/index/explore-index.ts'
import type { Jobs } from '#platform/jobs/jobs.ts'

/** What every use case works on: one database, one file store, one queue of jobs, one index to explore by. */
export type Installation = {
  readonly db: Kysely<Database>
  readonly files: FileStore
  readonly jobs: Jobs
  readonly explore: ExploreIndex
  readonly now: () => Date
}

export type Transacted = Transaction<Database>
/** A connection or a transaction: for reading, either will do. */
export type Reader = Kysely<Database> | Transacted
