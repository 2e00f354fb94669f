import { canonicalJson } from '#record/records/canonical-json.ts'
import type { RecordContent, Source } from '#record/records/record.ts'
import { searchable } from '#record/records/searchable.ts'
import type { Template } from '#record/templates/template.ts'
import { sha256 } from '#platform/storage/digest.ts'

/** One revision ready to be stored. */
export type PreparedRecord = {
  readonly id: string
  readonly content: RecordContent
  readonly template: Template
  readonly elements: readonly number[]
  readonly revision: number
  readonly parent: string | null
}

export type Authorship = { readonly hub: string; readonly author: string; readonly at: Date; readonly reason: string; readonly import: string | null }

/** The rows of every table that one revision fills. */
export function rowsOf(record: PreparedRecord, by: Authorship) {
  const { id, content, template, revision, parent } = record
  const json = canonicalJson(content)
  const at = by.at.toISOString()
  const hash = sha256(canonicalJson({ record: id, n: revision, parent, author: by.author, at, reason: by.reason, content }))
  const found = searchable(content)
  return {
    record: {
      hub: by.hub, id, kind: content.kind, stage: template.stage, template: template.template,
      template_version: template.version, name: content.name, origin: content.origin,
      state: content.kind === 'material' ? ('done' as const) : content.state,
      source: JSON.stringify(content.source), source_key: sourceKey(content.source), trl: content.trl ?? null,
      of_material: content.kind === 'measurement' ? content.of : null,
      elements: [...record.elements], revision, content: json,
      owner: by.author, import: by.import, created_at: at,
    },
    revision: { hub: by.hub, record: id, n: revision, parent, hash, author: by.author, at, reason: by.reason, content: json },
    quantities: found.quantities.map(({ field, value, high, standardUncertainty, bound }) => ({
      hub: by.hub, field, record: id, value, high, standard_uncertainty: standardUncertainty, bound: bound ?? null,
    })),
    terms: found.terms.map(({ field, term }) => ({ hub: by.hub, field, record: id, term })),
    edges: content.kind !== 'process' ? [] : [
      ...edges(by.hub, id, 'input', content.inputs),
      ...edges(by.hub, id, 'output', content.outputs),
    ],
  }
}

function edges(hub: string, process: string, direction: 'input' | 'output', parts: readonly { material: string; role?: string; amount?: unknown }[]) {
  return parts.map(({ material, role, amount }, position) => ({
    hub, process, direction, position, material, role: role ?? null, amount: amount === undefined ? null : JSON.stringify(amount),
  }))
}

function sourceKey(source: Source): string | null {
  if (source.kind === 'own') return null
  if (source.kind === 'literature') return source.doi
  return [source.name, source.identifier].filter(Boolean).join(' ')
}
