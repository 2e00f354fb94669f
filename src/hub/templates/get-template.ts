import { sql } from 'kysely'
import type { z } from 'zod'
import { formatTemplateFile } from '#contract/files/template-file.ts'
import type { TemplateDetailSchema } from '#contract/operations/template.ts'
import { templateKey } from '#record/templates/template.ts'
import type { Template } from '#record/templates/template.ts'
import { may } from '#stewardship/access/may.ts'
import { hubFor, noSuch } from '../actor.ts'
import type { Actor } from '../actor.ts'
import type { Installation } from '../installation.ts'
import { templatesOf } from '../records/templates-of.ts'

type Detail = z.infer<typeof TemplateDetailSchema>

/** A template of a hub, its newest version unless one is named, with its versions and what follows them. */
export async function getTemplate(
  at: Installation, actor: Actor, slug: string, name: string, version?: number,
): Promise<Detail> {
  const hub = await hubFor(at.db, actor, slug, 'read')
  const rows = await at.db
    .selectFrom('template')
    .leftJoin('account', 'account.id', 'template.author')
    .select([
      'template.version', 'template.document', 'template.written', 'template.created_at', 'account.name as author',
    ])
    .where('template.hub', '=', hub.id)
    .where('template.name', '=', name)
    .orderBy('template.version', 'desc')
    .execute()
  const shown = version === undefined ? rows[0] : rows.find((row) => row.version === version)
  if (!shown) throw noSuch('template', version === undefined ? name : `${name}@${version}`)
  const [templates, counts] = await Promise.all([templatesOf(at.db, hub.id), recordsByVersion(at, hub.id, name)])
  const written = shown.written ?? shown.document
  const key = templateKey(shown.document)
  return {
    template: shown.document,
    written,
    yaml: formatTemplateFile(written),
    inherited: inheritedFields(shown.document, templates),
    extended_by: [...templates.values()].filter((other) => other.extends === key).map(templateKey),
    versions: rows.map((row) => ({
      version: row.version, records: counts.get(row.version) ?? 0, created_at: row.created_at.toISOString(),
      author: row.author,
    })),
    editable: may(hub.role, 'template'),
  } as Detail
}

async function recordsByVersion(at: Installation, hub: string, name: string): Promise<ReadonlyMap<number, number>> {
  const { rows } = await sql<{ version: number; n: string }>`
    select template_version as version, count(*) as n from record
    where hub = ${hub} and deleted_at is null and template = ${name} group by 1`.execute(at.db)
  return new Map(rows.map(({ version, n }) => [version, Number(n)]))
}

/** The template that each field comes from, where it is not this one: the farthest above that has it. */
function inheritedFields(template: Template, templates: ReadonlyMap<string, Template>): Record<string, string> {
  const from: Record<string, string> = {}
  for (let base = baseOf(template, templates); base; base = baseOf(base, templates)) {
    for (const { name } of base.fields) from[name] = templateKey(base)
  }
  return from
}

function baseOf(template: Template, templates: ReadonlyMap<string, Template>): Template | undefined {
  return template.extends === undefined ? undefined : templates.get(template.extends)
}
