import { parseUnit } from '#science/quantities/parse-unit.ts'
import { Refusal } from '#science/refusal.ts'
import type { RecordKind } from '../records/record.ts'
import type { Field, FieldRole, Template, Term } from './template.ts'
import { problemAt } from './template-problem.ts'
import type { TemplateProblem } from './template-problem.ts'

/** What a field can be to a record of each kind. */
export const ROLES_OF_KIND: Readonly<Record<RecordKind, readonly FieldRole[]>> = {
  material: ['attribute'], process: ['parameter'], measurement: ['condition', 'result'],
}

/** Signs of the search language, which no name can stand for. */
const JOINTS = ['and', 'or', 'not']

type Path = TemplateProblem['path']

/**
 * What is wrong with one field of a template, by itself.
 *
 * Codes: `template.name`, `template.label`, `template.role`, `template.misplaced`, `template.bounds`,
 * `template.no_vocabulary`, `template.duplicate_term`, `template.duplicate_method`, `template.iri`, and those of the units engine.
 */
export function checkField(template: Template, field: Field, path: Path): TemplateProblem[] {
  const problems: TemplateProblem[] = []
  if (JOINTS.includes(field.name)) {
    problems.push(problemAt([...path, 'name'], 'name', {
      en: `“${field.name}” is a word of the search language; name the field otherwise.`,
      ko: `“${field.name}”은(는) 검색 언어의 낱말입니다. 필드 이름을 다르게 지으십시오.`,
    }, { field: field.name }))
  }
  problems.push(...checkLabel(field.label, [...path, 'label'], field.name), ...checkLabel(field.description, [...path, 'description'], field.name))
  const roles = ROLES_OF_KIND[template.kind]
  if (!roles.includes(field.role)) {
    problems.push(problemAt([...path, 'role'], 'role', {
      en: `“${field.name}” is a ${field.role}; a field of a ${template.kind} is ${roles.join(' or ')}.`,
      ko: `“${field.name}”의 역할이 ${field.role}입니다. ${template.kind} 템플릿의 필드는 ${roles.join(' 또는 ')}이어야 합니다.`,
    }, { field: field.name, role: field.role, expected: roles }))
  }
  return [
    ...problems, ...checkMisplaced(field, path), ...checkUnit(field, path), ...checkBounds(field, path),
    ...checkVocabulary(field, path), ...checkMethods(field, path), ...checkIri(field.iri, [...path, 'iri']),
  ]
}

/** A label or description that is empty in one of the languages. */
export function checkLabel(label: Field['label'] | undefined, path: Path, of: string): TemplateProblem[] {
  if (!label) return []
  const what = path.at(-1) === 'description' ? { en: 'description', ko: '설명' } : { en: 'label', ko: '표시 이름' }
  return (['en', 'ko'] as const).filter((language) => label[language].trim() === '').map((language) => (
    problemAt([...path, language], 'label', {
      en: `The ${language === 'en' ? 'English' : 'Korean'} ${what.en} of “${of}” is empty; write one.`,
      ko: `“${of}”의 ${language === 'en' ? '영어' : '한국어'} ${what.ko}이(가) 비어 있습니다. 써 넣으십시오.`,
    }, { of, language })
  ))
}

/** A term that other programs can look up: an address, or a name as `urn:…`. */
export function checkIri(iri: string | undefined, path: Path): TemplateProblem[] {
  if (iri === undefined || /^(https?:\/\/[^\s/]+\S*|urn:[a-z0-9][a-z0-9-]*:\S+)$/i.test(iri)) return []
  return [problemAt(path, 'iri', {
    en: `“${iri}” is no term IRI; write an address such as http://qudt.org/vocab/quantitykind/Length, or leave it out.`,
    ko: `“${iri}”은(는) 용어 IRI가 아닙니다. http://qudt.org/vocab/quantitykind/Length 같은 주소를 쓰거나 비워 두십시오.`,
  }, { iri })]
}

/** Which type of field each key belongs to. */
const BELONGS = {
  unit: 'quantity', bounds: 'quantity', expression: 'quantity', vocabulary: 'terms', several: 'terms', axes: 'curve', ascending: 'curve', summaries: 'curve',
  columns: 'table',
} as const

/** What a field of this type cannot have (`template.misplaced`). */
export function checkMisplaced(field: Field, path: Path): TemplateProblem[] {
  return (Object.keys(BELONGS) as (keyof typeof BELONGS)[])
    .filter((key) => field[key] !== undefined && field.type !== BELONGS[key])
    .map((key) => problemAt([...path, key], 'misplaced', {
      en: `“${field.name}” is of type ${field.type} and cannot have “${key}”, which belongs to ${BELONGS[key]}; take it out or change the type.`,
      ko: `“${field.name}”의 형식은 ${field.type}이므로 ${BELONGS[key]} 형식에 속하는 “${key}”을(를) 쓸 수 없습니다. 빼거나 형식을 바꾸십시오.`,
    }, { field: field.name, key, type: field.type }))
}

function checkUnit(field: Field, path: Path): TemplateProblem[] {
  if (field.type !== 'quantity' || field.unit === undefined) return []
  try {
    parseUnit(field.unit)
    return []
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return [{ code: error.code, path: [...path, 'unit'], text: error.text, details: { ...error.details, field: field.name } }]
  }
}

function checkBounds(field: Field, path: Path): TemplateProblem[] {
  const [low, high] = field.bounds ?? [null, null]
  if (low === null || high === null || low < high) return []
  return [problemAt([...path, 'bounds'], 'bounds', {
    en: `The bounds of “${field.name}” are ${low} and ${high}; write the smaller one first, and leave no single point.`,
    ko: `“${field.name}”의 허용 범위가 ${low}, ${high}입니다. 작은 값을 먼저 쓰고 두 값을 다르게 하십시오.`,
  }, { field: field.name, bounds: field.bounds })]
}

function checkVocabulary(field: Field, path: Path): TemplateProblem[] {
  if (field.type !== 'terms') return []
  const terms = field.vocabulary ?? []
  if (terms.length === 0) {
    return [problemAt(path, 'no_vocabulary', {
      en: `“${field.name}” takes terms and names none; give it a vocabulary, or make it text.`,
      ko: `“${field.name}”은(는) 용어를 받지만 어휘가 없습니다. 어휘를 넣거나 글 형식으로 바꾸십시오.`,
    }, { field: field.name })]
  }
  return terms.flatMap((term, index) => checkTerm(field, terms, term, index, [...path, 'vocabulary', index]))
}

function checkMethods({ name, methods = [] }: Field, path: Path): TemplateProblem[] {
  const standards = methods.map(({ standard }) => standard)
  return standards.flatMap((standard, index) => (standards.indexOf(standard) === index ? [] : [
    problemAt([...path, 'methods', index], 'duplicate_method', {
      en: `“${name}” names the standard ${standard} twice; take one out.`,
      ko: `“${name}”에 시험 규격 ${standard}이(가) 두 번 있습니다. 하나를 빼십시오.`,
    }, { field: name, standard }),
  ]))
}

function checkTerm(field: Field, terms: readonly Term[], { term, label, iri }: Term, index: number, path: Path): TemplateProblem[] {
  const isRepeated = terms.findIndex((other) => other.term === term) < index
  return [
    ...(isRepeated ? [problemAt([...path, 'term'], 'duplicate_term', {
      en: `“${field.name}” has the term “${term}” twice; take one out.`,
      ko: `“${field.name}”에 용어 “${term}”이(가) 두 번 있습니다. 하나를 빼십시오.`,
    }, { field: field.name, term })] : []),
    ...checkLabel(label, [...path, 'label'], term),
    ...checkIri(iri, [...path, 'iri']),
  ]
}
