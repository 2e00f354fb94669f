import { checkMigration, getMigration, migrateRecords } from '#contract/operations/template.ts'
import { Refusal } from '#science/refusal.ts'
import type { Asked, Outcome } from '../command.ts'
import { connect } from '../connect.ts'
import { migrationReportText, migrationText } from '../template-text.ts'
import { waitForJob } from '../wait-for-job.ts'
import type { migrateOptions } from './template.ts'

const MOVING = { en: 'Moving records', ko: '기록 이전 중' }

/** Moves the records of a version of a template to a later one, or with `--check` says what would become of them. */
export async function run({ argument, options, language }: Asked<typeof migrateOptions>): Promise<Outcome> {
  const { hub, from, to, reason } = options
  const request = { from, ...(to === undefined ? {} : { to }), renamed: readRenamed(options.renamed) }
  const client = await connect(language)
  const params = { hub, name: argument }
  if (options.check) {
    const report = await client.call(checkMigration, { params, body: request })
    return { json: report, text: () => migrationReportText(report, language) }
  }
  const started = await client.call(migrateRecords, { params, body: { ...request, reason } })
  if (started.job) await waitForJob(client, started.job, { title: MOVING, language, look: `template migration ${started.id}` })
  const done = await client.call(getMigration, { params: { id: started.id } })
  return { json: done, text: () => migrationText(done, language) }
}

/** `strength=yield_strength` names a field, `phases.A1=FCC` a term of one. */
function readRenamed(texts: readonly string[]) {
  const fields: Record<string, string> = {}
  const terms: Record<string, Record<string, string>> = {}
  for (const text of texts) {
    const [, old, name] = /^([^=]+)=([^=]+)$/.exec(text) ?? []
    if (old === undefined || name === undefined) throw notRenamed(text)
    const dot = old.indexOf('.')
    if (dot < 0) fields[old] = name
    else (terms[old.slice(0, dot)] ??= {})[old.slice(dot + 1)] = name
  }
  return { fields, terms }
}

function notRenamed(text: string): Refusal {
  return new Refusal('usage.renamed', {
    en: `“${text}” does not say what is renamed. Write OLD=NEW for a field, FIELD.OLD=NEW for a term.`,
    ko: `“${text}”로는 무엇의 이름을 바꾸는지 알 수 없습니다. 필드는 OLD=NEW, 용어는 FIELD.OLD=NEW로 쓰십시오.`,
  }, { renamed: text })
}
