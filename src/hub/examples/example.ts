import { sql } from 'kysely'
import type { Text } from '#science/refusal.ts'
import { admitContent } from '#record/templates/admit-content.ts'
import type { RecordDraft } from '#stewardship/exchange/record-draft.ts'
import { shippedTemplates } from '#platform/shipped.ts'
import type { Task, TaskInput } from '#platform/jobs/task.ts'
import { createHub } from '../hubs/create-hub.ts'
import { templateNamed, templatesOf } from '../records/templates-of.ts'
import type { Installation, Transacted } from '../installation.ts'

/** A hub that a new installation begins with, beside the reader's own. */
export type Example = {
  readonly slug: string
  readonly title: Text
  /** Whether everything is there that {@link fill} makes. */
  isFilled(trx: Transacted, hub: string): Promise<boolean>
  /** Makes what is not there yet; `lead` is the account in whose name. May run again after a crash. */
  fill(at: Installation, hub: string, lead: string, input: TaskInput): Promise<unknown>
}

/** Plain text that readers of both languages meet. */
export const REASON = 'Shipped example · 기본 제공 예제'

/** Shipped drafts as a hub admits them; that there is nothing to refuse in them, a test of the files holds. */
export async function admitDrafts(trx: Transacted, hub: string, drafts: readonly RecordDraft[]): Promise<RecordDraft[]> {
  const templates = await templatesOf(trx, hub)
  return drafts.map((draft) => ({ ...draft, content: admitContent(draft.content, templateNamed(templates, draft.content.template)).content }))
}

/** Makes the hub of an example, if it is not there yet, and starts to fill it. */
export async function offerExample(at: Installation, lead: string, { slug, title, isFilled }: Example): Promise<void> {
  const templates = await shippedTemplates()
  await at.db.transaction().execute(async (trx) => {
    const hub = await createHub(trx, { slug, title, example: true }, lead, templates)
    // Whoever leads a hub here also sees the example, whichever came first.
    await sql`insert into membership (hub, account, role)
      select distinct ${hub}::uuid, account, 'lead' from membership
      where role = 'lead' on conflict do nothing`.execute(trx)
    if (await isFilled(trx, hub)) return
    await at.jobs.enqueue('example', { lead, example: slug }, { hub, within: trx, jobKey: `example ${slug}` })
  })
}

/** The job `example`: fills the hub of the example that it names. */
export function exampleTask(at: () => Installation, examples: readonly Example[]): Task {
  return (input) => {
    const { lead, example } = input.payload as { lead: string; example: string }
    const found = examples.find(({ slug }) => slug === example)
    if (!found || input.hub === null) throw new Error(`there is no example ${example}, or it has no hub`)
    return found.fill(at(), input.hub, lead, input)
  }
}
