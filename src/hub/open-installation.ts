import type { Text } from '#science/refusal.ts'
import type { JOB_KINDS } from '#contract/schemas/job.ts'
import { openFiles } from '#platform/files/open-files.ts'
import { openHome, writeToken } from '#platform/home.ts'
import { openExploreIndex } from '#platform/index/explore-index.ts'
import { startJobs } from '#platform/jobs/jobs.ts'
import type { Task } from '#platform/jobs/task.ts'
import { shippedTemplates } from '#platform/shipped.ts'
import { openDatabase } from '#platform/storage/connect.ts'
import { databaseFailure } from '#platform/storage/database-failure.ts'
import { migrate } from '#platform/storage/migrate.ts'
import type { Database as Schema } from '#platform/storage/schema.ts'
import { startDatabase } from '#platform/storage/start.ts'
import { consoleAccount, renewConsoleToken } from './accounts/console.ts'
import { proposeTask } from './campaigns/run-propose.ts'
import { editTask } from './edits/run-edit.ts'
import { finishDeletions } from './erasure/remove-unnamed.ts'
import { CARBIDES } from './examples/carbides.ts'
import { exampleTask, offerExample } from './examples/example.ts'
import { HISTORIES } from './examples/histories.ts'
import { createHub } from './hubs/create-hub.ts'
import { clearUploads } from './files/uploads.ts'
import { importTask } from './imports/run-import.ts'
import { undoTask } from './imports/undo-import.ts'
import type { Installation } from './installation.ts'
import { trainTask } from './models/run-train.ts'
import { queueOutdatedChecks } from './quality/queue-check.ts'
import { checkTask } from './quality/run-check.ts'
import { freezeTask } from './tables/run-freeze.ts'
import { migrateTask } from './templates/run-migration.ts'

/** In the order in which readers meet them; the first is the one that greets them. */
const EXAMPLES = [CARBIDES, HISTORIES]
const HOUR_MILLISECONDS = 60 * 60 * 1000
const OWN_HUB = { slug: 'main', title: { en: 'Our hub', ko: '우리 허브' }, example: false }

export type OpenInstallation = Installation & {
  /** Queues checks of hubs that other rules checked last; called once the hub answers. */
  queueOutdatedChecks(): Promise<void>
  /** Starts making the examples that are not there; called once the hub answers. */
  offerExamples(): Promise<void>
  /** Settles when the database is gone for good. */
  readonly lost: Promise<Error>
  close(): Promise<void>
}

/**
 * Opens the installation in a data folder: its database (started if it is the embedded one), files, jobs, the console's
 * token and the first hub. Everything that was begun is closed again when a later step is refused.
 */
export async function openInstallation(folder: string, say: (text: Text) => void): Promise<OpenInstallation> {
  const closers: (() => Promise<unknown>)[] = []
  const close = async () => {
    const failures: unknown[] = []
    for (const closer of closers.splice(0).toReversed()) await closer().catch((error: unknown) => failures.push(error))
    if (failures.length > 0) throw failures[0]
  }
  try {
    const database = await startDatabase({ home: folder, say })
    closers.push(() => database.stop())
    const home = await openHome(folder)
    const { db, pool, close: closePool } = openDatabase<Schema>(database.connection)
    closers.push(closePool)
    await migrate(pool)
    const files = await openFiles(home.files)
    await files.clearIncoming()
    const explore = await openExploreIndex({ path: home.index, temporary: home.temporary, pool, say })
    closers.push(() => explore.close())
    let at: Installation | undefined
    const whole = () => at ?? raise()
    const tasks = {
      import: importTask(whole), train: trainTask(whole), propose: proposeTask(whole), example: exampleTask(whole, EXAMPLES),
      freeze: freezeTask(whole), undo: undoTask(whole),
      migrate: migrateTask(whole), edit: editTask(whole), check: checkTask(whole),
    } satisfies Record<(typeof JOB_KINDS)[number], Task>
    const opened = Promise.withResolvers<void>()
    const waiting = Object.fromEntries(
      Object.entries(tasks).map(([kind, task]): [string, typeof task] => [kind, async (
      input: Parameters<typeof task>[0],
    ) => {
        await opened.promise
        return task(input)
      }]),
    )
    const jobs = await startJobs({ pool, tasks: waiting })
    closers.push(() => jobs.stop())
    const installation: Installation = { db, files, jobs, explore, now: () => new Date() }
    at = installation
    await clearUploads(installation)
    // A failure is that of a database which is away; the next hour does it.
    const clearing = setInterval(() => void clearUploads(installation).catch(() => {}), HOUR_MILLISECONDS).unref()
    closers.push(async () => clearInterval(clearing))
    const account = await prepare(installation, say)
    await finishDeletions(installation)
    await writeToken(folder, await renewConsoleToken(installation, account))
    opened.resolve()
    const offerExamples = async () => {
      for (const example of EXAMPLES) await offerExample(installation, account, example)
    }
    return { ...installation, lost: database.lost, close, offerExamples, queueOutdatedChecks: () => queueOutdatedChecks(installation) }
  } catch (error) {
    await close().catch(() => {}) // What was refused says more than what could not be closed after it.
    throw databaseFailure(error)
  }
}

async function prepare(at: Installation, say: (text: Text) => void): Promise<string> {
  const account = await consoleAccount(at)
  const templates = await shippedTemplates()
  await at.db.transaction().execute((trx) => createHub(
    trx, OWN_HUB, account, templates, ({ text }) => say({
      en: `A shipped template was left out of “${OWN_HUB.title.en}”, which keeps its own: ${text.en}`,
      ko: `기본 제공 템플릿 하나를 ‘${OWN_HUB.title.ko}’에 넣지 않았습니다. 허브의 것을 그대로 둡니다: ${text.ko}`,
    }),
  ))
  return account
}

function raise(): never {
  throw new Error('a job ran before the installation was open')
}
