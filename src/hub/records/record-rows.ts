import { Refusal } from '#science/refusal.ts'
import { canonicalJson } from '#record/records/canonical-json.ts'
import type { Participation, RecordContent } from '#record/records/record.ts'
import { searchable } from '#record/records/searchable.ts'
import type { Searchable } from '#record/records/searchable.ts'
import { sourceText } from '#record/tables/cell.ts'
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

export type Authorship = {
  readonly hub: string
  readonly author: string
  readonly at: Date
  readonly reason: string
  /** The import that writes it. */
  readonly import: string | null
}

/** The rows of every table that one revision fills; `json` and `found` are told by those who have worked them out already. */
export function rowsOf(
  record: PreparedRecord, by: Authorship, json = canonicalJson(record.content), found = searchable(record.content),
) {
  const { id, content, template, revision, parent } = record
  const at = by.at.toISOString()
  const said = { parent, author: by.author, at, reason: by.reason }
  const hash = sha256(hashedText(id, revision, json, said))
  requireFinite(found)
  return {
    record: {
      hub: by.hub, id, kind: content.kind, stage: template.stage, template: template.template,
      template_version: template.version, name: content.name, origin: content.origin,
      state: content.kind === 'material' ? ('done' as const) : content.state,
      source: JSON.stringify(content.source), source_key: sourceText(content.source), trl: content.trl ?? null,
      of_material: content.kind === 'measurement' ? content.of : null,
      elements: [...record.elements], revision, ...searched(found),
      owner: by.author, import: by.import, created_at: at,
    },
    revision: { hub: by.hub, record: id, n: revision, hash, content: json, import: by.import, ...said },
    edges: content.kind !== 'process' ? [] : [
      ...edges(by.hub, id, 'input', content.inputs),
      ...edges(by.hub, id, 'output', content.outputs),
    ],
  }
}

/** What can be searched of a record, each kind in arrays with one place for each; ends and bounds are null where no number has one. */
function searched({ quantities, terms }: Searchable) {
  return {
    number_fields: quantities.map(({ field }) => field),
    numbers: quantities.map(({ value }) => value),
    number_highs: quantities.some(({ high }) => high !== null) ? quantities.map(({ high }) => high) : null,
    number_bounds: quantities.some(({ bound }) => bound) ? quantities.map(({ bound }) => bound ?? null) : null,
    term_fields: terms.map(({ field }) => field),
    terms: terms.map(({ term }) => term),
  }
}

/** What a revision's hash is taken over: the canonical JSON of all that it says, its content written out already. */
export function hashedText(
  record: string, n: number, content: string,
  { author, at, reason, parent }: Readonly<Record<'author' | 'at' | 'reason', string>> & { parent: string | null },
): string {
  return `{"at":${JSON.stringify(at)},"author":${JSON.stringify(author)},"content":${content},"n":${n},"parent":${JSON.stringify(parent)},`
    + `"reason":${JSON.stringify(reason)},"record":${JSON.stringify(record)}}`
}

/** Refuses a number that is finite as written and not in SI: it would be stored as none. */
function requireFinite({ quantities }: Searchable): void {
  const beyond = quantities.find(({ value, high, standardUncertainty }) => (
    !Number.isFinite(value) || !Number.isFinite(high ?? 0) || !Number.isFinite(standardUncertainty ?? 0)
  ))
  if (!beyond) return
  throw new Refusal(
    'field.too_large',
    {
      en: `A number of “${beyond.field}” is too large to be kept in SI units; check it and its unit.`,
      ko: `“${beyond.field}”의 수치가 너무 커서 SI 단위로 저장할 수 없습니다. 수치와 단위를 확인하십시오.`,
    },
    { field: beyond.field },
  )
}

function edges(hub: string, process: string, direction: 'input' | 'output', parts: readonly Participation[]) {
  return parts.map(({ material, role, amount }, position) => ({
    hub, process, direction, position, material, role: role ?? null,
    amount: amount === undefined ? null : JSON.stringify(amount),
  }))
}
