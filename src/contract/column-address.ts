import { Refusal } from '#science/refusal.ts'
import type { ColumnPath } from '#record/tables/table.ts'

/**
 * Where a column is read, as an address says it: `yield_strength` on the row's record, `heat_treatment.temperature` up its
 * lineage, `via.cathode.slurry.solid_content` up that of the input in a role, `amount.coating.binder` for what went into a process in a role, `amount.coating.of.polymer` for materials of a
 * template, and `source`.
 */
export function columnAddress(path: ColumnPath): string {
  switch (path.from) {
    case 'own': return path.field === 'source' ? 'own.source' : path.field
    case 'up': return `${path.role === undefined ? '' : `via.${path.role}.`}${path.template}.${path.field}`
    case 'amount': return `amount.${path.template}.${path.role ?? `of.${path.of}`}`
    case 'source': return 'source'
  }
}

/** The column that {@link columnAddress} wrote; refuses `column.unreadable`. */
export function readColumnAddress(text: string): ColumnPath {
  if (text === 'source') return { from: 'source' }
  if (text === 'own.source') return { from: 'own', field: 'source' }
  const [, process, of, role] = /^amount\.([a-z][a-z0-9_]*)\.(?:of\.([a-z][a-z0-9_]*)|(.+))$/.exec(text) ?? []
  if (process) return { from: 'amount', template: process, ...(of ? { of } : { role: role! }) }
  const [, via, named, at] = /^via\.(.+)\.([a-z][a-z0-9_]*)\.([a-z][a-z0-9_]*)$/.exec(text) ?? []
  if (via) return { from: 'up', template: named!, field: at!, role: via }
  const [, template, field] = /^(?:([a-z][a-z0-9_]*)\.)?([a-z][a-z0-9_]*)$/.exec(text) ?? []
  if (!field) throw unreadable(text)
  return template ? { from: 'up', template, field } : { from: 'own', field }
}

function unreadable(text: string): Refusal {
  return new Refusal(
    'column.unreadable',
    {
      en: `“${text}” names no column; write a field of the rows' template, or “template.field” for one up the lineage.`,
      ko: `“${text}”은(는) 열 이름이 아닙니다. 행 템플릿의 필드를 쓰거나, 계보 위쪽의 필드는 “템플릿.필드”로 쓰십시오.`,
    },
    { column: text },
  )
}
