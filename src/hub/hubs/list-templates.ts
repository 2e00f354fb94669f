import { sql } from 'kysely'
import type { z } from 'zod'
import type { listTemplates as operation } from '#contract/operations/hub.ts'
import { hubFor } from '../actor.ts'
import type { Actor } from '../actor.ts'
import type { Installation } from '../installation.ts'
import { cutPage } from '../page.ts'
import type { PageAsked } from '../page.ts'
import { templatesOf } from '../records/templates-of.ts'

/** The templates of a hub with how many records follow each version. */
export async function listTemplates(at: Installation, actor: Actor, slug: string, asked: PageAsked) {
  const hub = await hubFor(at.db, actor, slug, 'read')
  const { rows } = await sql<{ key: string; n: string }>`
    select template || '@' || template_version as key, count(*) as n from record
    where hub = ${hub.id} and deleted_at is null group by 1`.execute(at.db)
  const counts = new Map(rows.map(({ key, n }) => [key, Number(n)]))
  const page = cutPage('templates', asked, [...(await templatesOf(at.db, hub.id))], ([key]) => key)
  const templates = page.rows.map(([key, template]) => ({ ...template, records: counts.get(key) ?? 0 }))
  return { templates, next: page.next } as z.infer<typeof operation.answer>
}
