import type { z } from 'zod'
import { nearestWord } from '#science/nearest-words.ts'
import type { Text } from '#science/refusal.ts'

/** What a value lacks against its schema, in both languages: what was expected, and what stands there. */
export function explainIssue(issue: z.core.$ZodIssue, value: unknown, keys: readonly string[]): Text {
  switch (issue.code) {
    case 'unrecognized_keys': return unknownKeys(issue.keys, keys)
    case 'invalid_type': return expected(typeName(issue.expected), value)
    case 'invalid_value': return expected(oneOf(issue.values.map(String)), value)
    case 'too_small': return expected(atLeast(issue), value)
    case 'too_big': return expected(atMost(issue), value)
    case 'invalid_format': return formatText(issue, value)
    default: return textIn(issue) ?? ownText(issue.message)
  }
}

function unknownKeys(found: readonly string[], known: readonly string[]): Text {
  const [first] = found
  const nearest = nearestWord(first!, known)
  const listed = found.map((key) => `“${key}”`).join(', ')
  if (nearest) {
    return {
      en: `there is no key ${listed} here; did you mean “${nearest}”?`,
      ko: `여기에는 ${listed} 키를 쓸 수 없습니다. 혹시 “${nearest}”입니까?`,
    }
  }
  const choices = known.length > 0 ? known.join(', ') : null
  return {
    en: `there is no key ${listed} here${choices ? `; there are: ${choices}` : ''}`,
    ko: `여기에는 ${listed} 키를 쓸 수 없습니다${choices ? `. 쓸 수 있는 키: ${choices}` : ''}`,
  }
}

function expected(wanted: Text, value: unknown): Text {
  if (value === undefined) return { en: `this is missing; expected ${wanted.en}`, ko: `값이 없습니다. 필요한 것: ${wanted.ko}` }
  const found = foundText(value)
  return { en: `expected ${wanted.en}, found ${found.en}`, ko: `필요한 것: ${wanted.ko}. 있는 것: ${found.ko}` }
}

/** Longer than what a reader needs to find it again. */
const LONGEST_SHOWN = 60

function foundText(value: unknown): Text {
  if (value === null) return { en: 'nothing', ko: '빈 값' }
  if (Array.isArray(value)) return { en: 'a list', ko: '목록' }
  if (typeof value === 'object') return { en: 'several keys', ko: '여러 키' }
  const text = String(value)
  const shown = `“${text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN).toWellFormed()}…` : text}”`
  return { en: shown, ko: shown }
}

const TYPE_NAMES: Readonly<Record<string, Text>> = {
  string: { en: 'text', ko: '글' },
  number: { en: 'a number', ko: '수' },
  int: { en: 'a whole number', ko: '정수' },
  boolean: { en: 'true or false', ko: 'true 또는 false' },
  array: { en: 'a list', ko: '목록' },
  tuple: { en: 'a list', ko: '목록' },
  object: { en: 'keys with values', ko: '키와 값' },
  record: { en: 'keys with values', ko: '키와 값' },
}

function typeName(type: string): Text {
  return TYPE_NAMES[type] ?? { en: type, ko: type }
}

function oneOf(values: readonly string[]): Text {
  const listed = values.join(', ')
  return values.length === 1 ? { en: listed, ko: listed } : { en: `one of ${listed}`, ko: `다음 중 하나: ${listed}` }
}

function atLeast({ origin, minimum, inclusive }: z.core.$ZodIssueTooSmall): Text {
  if (origin === 'string') return { en: `at least ${minimum} characters`, ko: `${minimum}자 이상` }
  if (origin === 'array') return { en: `at least ${minimum} entries`, ko: `항목 ${minimum}개 이상` }
  return inclusive ? { en: `at least ${minimum}`, ko: `${minimum} 이상` } : { en: `more than ${minimum}`, ko: `${minimum} 초과` }
}

function atMost({ origin, maximum, inclusive }: z.core.$ZodIssueTooBig): Text {
  if (origin === 'string') return { en: `at most ${maximum} characters`, ko: `${maximum}자 이하` }
  if (origin === 'array') return { en: `at most ${maximum} entries`, ko: `항목 ${maximum}개 이하` }
  return inclusive ? { en: `at most ${maximum}`, ko: `${maximum} 이하` } : { en: `less than ${maximum}`, ko: `${maximum} 미만` }
}

const FORMATS: Readonly<Record<string, Text>> = {
  url: { en: 'an address such as http://qudt.org/vocab/quantitykind/Length', ko: 'http://qudt.org/vocab/quantitykind/Length 같은 주소' },
  uuid: { en: 'an id (UUID)', ko: 'ID(UUID)' },
  guid: { en: 'an id (UUID)', ko: 'ID(UUID)' },
}

function formatText(issue: z.core.$ZodIssueInvalidStringFormat, value: unknown): Text {
  const format = FORMATS[issue.format]
  if (format) return expected(format, value)
  const found = foundText(value)
  const own = OWN_SENTENCES[issue.message]
  if (own) return { en: `${issue.message}, not ${found.en}`, ko: `${own}. 있는 것: ${found.ko}` }
  const pattern = issue.pattern ?? issue.format
  return { en: `expected the form ${pattern}, found ${found.en}`, ko: `필요한 형식: ${pattern}. 있는 것: ${found.ko}` }
}

/** The Korean of what our own schemas say in English. */
export const OWN_SENTENCES: Readonly<Record<string, string>> = {
  'a name is lower case letters, digits and _': '이름은 영문 소문자로 시작하고 소문자, 숫자, _만 씁니다',
  'a template is written name@version, as alloy@1': '템플릿은 alloy@1처럼 이름@버전으로 씁니다',
  'a template is written name@version': '템플릿은 이름@버전으로 씁니다',
  'this unit is not known': '알 수 없는 단위입니다',
  'bounds are written [low, high]': '허용 범위는 [작은 값, 큰 값] 순서로 씁니다',
  'each column needs a name of its own': '열마다 다른 이름이 필요합니다',
  'each field needs a name of its own': '필드마다 다른 이름이 필요합니다',
  'SHA-256 is 64 hexadecimal digits': 'SHA-256은 16진수 64자리입니다',
  'a file is named by its SHA-256, 64 hexadecimal digits': '파일 이름은 SHA-256(16진수 64자리)입니다',
  'a DOI is written 10.NNNN/…': 'DOI는 10.NNNN/… 형식으로 씁니다',
  'a recipe is named with lower case letters, digits and -': '레시피 이름은 영문 소문자, 숫자, -만 씁니다',
  'a path stays inside its folder: no / before it, no .. in it': '경로는 폴더 안에 있어야 합니다. 앞의 /와 ..은 쓸 수 없습니다',
  'a pattern names what changes from file to file in braces, as curves/{alloy}.csv': '파일마다 달라지는 부분은 curves/{alloy}.csv처럼 중괄호로 씁니다',
  '{} stands for what the cell says': '칸의 글자가 들어갈 자리는 {}로 씁니다',
  'parts are counted from 1, or from -1 backwards': '부분은 앞에서 1부터, 뒤에서는 -1부터 셉니다',
  'a DOI is written 10.1038/s41467-018-07160-7, without an address before it': 'DOI는 앞에 주소 없이 10.1038/s41467-018-07160-7처럼 씁니다',
  'a window is written [low, high]': '구간은 [작은 값, 큰 값] 순서로 씁니다',
  'name the role of the inputs or the template of their material': '투입물의 역할이나 그 소재의 템플릿을 지정하십시오',
  'units_row is one of several header_rows': 'units_row는 여러 header_rows 중 한 행의 번호입니다',
  'an element symbol is written as Fe': '원소 기호는 Fe처럼 씁니다',
}

/** What a check that speaks both languages said. */
function textIn(issue: z.core.$ZodIssue): Text | null {
  return issue.code === 'custom' ? (issue.params?.['text'] as Text | undefined) ?? null : null
}

function ownText(message: string): Text {
  return { en: message, ko: OWN_SENTENCES[message] ?? message }
}
