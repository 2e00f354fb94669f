import { parseUnit } from '#science/quantities/parse-unit.ts'
import { Refusal } from '#science/refusal.ts'
import { MOST_COLUMNS } from '../small-tables/table-size.ts'
import { checkIri, checkLabel } from './check-field.ts'
import type { Column, Field } from './template.ts'
import { problemAt } from './template-problem.ts'
import type { TemplateProblem } from './template-problem.ts'

type Path = TemplateProblem['path']

/**
 * What is wrong with the columns of a field of type table.
 *
 * Codes: `template.columns`, `template.duplicate_column`, those of labels and IRIs, and those of the units engine.
 */
export function checkTableField(field: Field, path: Path): TemplateProblem[] {
  if (field.type !== 'table') return []
  const columns = field.columns ?? []
  if (columns.length === 0 || columns.length > MOST_COLUMNS) {
    return [problemAt([...path, 'columns'], 'columns', {
      en: `“${field.name}” is a table and has ${columns.length} columns; give it 1 to ${MOST_COLUMNS}.`,
      ko: `“${field.name}”은(는) 표인데 열이 ${columns.length}개입니다. 1~${MOST_COLUMNS}개를 주십시오.`,
    }, { field: field.name })]
  }
  return columns.flatMap((column, place) => checkColumn(field, columns, column, place, [...path, 'columns', place]))
}

function checkColumn(field: Field, columns: readonly Column[], column: Column, place: number, path: Path): TemplateProblem[] {
  const isRepeated = columns.findIndex(({ name }) => name === column.name) < place
  return [
    ...(isRepeated ? [problemAt([...path, 'name'], 'duplicate_column', {
      en: `“${field.name}” has two columns called “${column.name}”; give each a name of its own.`,
      ko: `“${field.name}”에 이름이 “${column.name}”인 열이 둘 있습니다. 열마다 다른 이름을 주십시오.`,
    }, { field: field.name, column: column.name })] : []),
    ...checkLabel(column.label, [...path, 'label'], column.name),
    ...checkUnit(field, column, [...path, 'unit']),
    ...checkIri(column.iri, [...path, 'iri']),
  ]
}

function checkUnit(field: Field, { name, unit }: Column, path: Path): TemplateProblem[] {
  if (unit === undefined) return []
  try {
    parseUnit(unit)
    return []
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return [{ code: error.code, path, text: error.text, details: { ...error.details, field: field.name, column: name } }]
  }
}
