import type { Check, Found, Subject } from '#record/quality/finding.ts'
import type { Row } from '#platform/storage/copy-rows.ts'
import { newId } from '#platform/storage/new-id.ts'

/** Longest value that is shown of a finding. */
const MOST_CHARACTERS = 300

/** What checks have found, as rows of `finding` that wait to be written; of one record, check and field the first counts. */
export class FoundRows {
  readonly #rows = new Map<string, Row>()
  readonly #at: string
  readonly #hub: string

  constructor(hub: string, at: Date) {
    this.#hub = hub
    this.#at = at.toISOString()
  }

  get rows(): Iterable<Row> {
    return this.#rows.values()
  }

  add({ id, revision }: Pick<Subject, 'id' | 'revision'>, { code, severity, version }: Check, { field, value, text, remedy, others }: Found): void {
    const key = `${id} ${code} ${field ?? ''}`
    if (this.#rows.has(key)) return
    const details = { value: value === null ? null : value.slice(0, MOST_CHARACTERS), text, ...(remedy && { remedy }), ...(others && { others }) }
    this.#rows.set(key, {
      id: newId(), hub: this.#hub, record: id, revision, code, field: field ?? '', severity, version, details: JSON.stringify(details), found_at: this.#at,
    })
  }
}
