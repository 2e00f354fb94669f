import { parseComposition } from '#science/chemistry/composition.ts'
import { isElement } from '#science/chemistry/elements.ts'
import { nearestWord } from '#science/nearest-words.ts'
import { convert, isCompatible } from '#science/quantities/convert.ts'
import { parseUnit } from '#science/quantities/parse-unit.ts'
import type { Unit } from '#science/quantities/parse-unit.ts'
import { Refusal } from '#science/refusal.ts'
import { checkCurve } from '../curves/check-curve.ts'
import { checkFile } from '../files/check-file.ts'
import { checkTable } from '../small-tables/check-table.ts'
import type { CompositionValue, QuantityValue, TermsValue, Value } from '../records/value.ts'
import type { Problem } from './problem.ts'
import type { Field } from './template.ts'

/**
 * What is wrong with one value of a field: its type, unit, bounds, terms or composition.
 *
 * Bounds are compared in the template's unit. Codes: `field.type`, `field.unit`, `field.bounds`, `field.range`,
 * `field.uncertainty`, `field.not_calculated`, `field.term`, `field.several`, `field.composition`, those of the units engine, `checkCurve`,
 * `checkFile` and `checkTable`.
 */
export function checkValue(field: Field, value: Value): readonly Problem[] {
  if (value.type !== field.type) return [wrongType(field, value)]
  if (value.type === 'quantity') return checkQuantity(field, value)
  if (value.type === 'terms') return checkTerms(field, value)
  if (value.type === 'composition') return checkComposition(field, value)
  if (value.type === 'curve') return checkCurve(field, value)
  if (value.type === 'file' || value.type === 'image') return checkFile(field, value)
  if (value.type === 'table') return checkTable(field, value)
  return []
}

const TYPES = {
  quantity: { en: 'a number with a unit', ko: '단위가 있는 수' },
  composition: { en: 'a composition', ko: '조성' },
  terms: { en: 'terms of its vocabulary', ko: '어휘의 용어' },
  text: { en: 'text', ko: '글' },
  boolean: { en: 'yes or no', ko: '예/아니요' },
  curve: { en: 'a curve', ko: '곡선' },
  file: { en: 'a file', ko: '파일' },
  image: { en: 'an image', ko: '그림' },
  structure: { en: 'a crystal structure', ko: '결정 구조' },
  reference: { en: 'a reference', ko: '참조' },
  table: { en: 'a small table', ko: '작은 표' },
} as const

function wrongType(field: Field, value: Value): Problem {
  const [wanted, found] = [TYPES[field.type], TYPES[value.type]]
  return {
    code: 'field.type',
    field: field.name,
    text: {
      en: `${field.label.en} wants ${wanted.en}, and was given ${found.en}.`,
      ko: `${field.label.ko}에는 ${wanted.ko}이(가) 필요하지만 ${found.ko}이(가) 주어졌습니다.`,
    },
    details: { field: field.name, expected: field.type, found: value.type },
  }
}

const NONE: readonly Problem[] = []

function checkQuantity(field: Field, value: QuantityValue): readonly Problem[] {
  let unit: Unit
  try {
    unit = parseUnit(value.unit)
  } catch (error) {
    return [fromRefusal(field, error)]
  }
  // A field without a unit holds pure numbers, as search and tables read it.
  const wanted = parseUnit(field.unit ?? '1')
  if (!isCompatible(unit, wanted)) return [wrongUnit(field, value.unit)]
  const { uncertainty } = value
  const isInside = uncertainty?.kind !== 'interval'
    || (uncertainty.low <= value.value && value.value <= uncertainty.high)
  // What most are: there is nothing to look for in it.
  if (value.high === undefined && isInside && value.calculated_from === undefined) return checkBounds(field, value, unit, wanted)
  return [
    ...(value.high !== undefined && value.high < value.value ? [wrongRange(field, value, value.high)] : []),
    ...(isInside ? [] : [wrongInterval(field, value)]),
    ...(value.calculated_from !== undefined && field.expression === undefined ? [notCalculated(field)] : []),
    ...checkBounds(field, value, unit, wanted),
  ]
}

function checkBounds(field: Field, value: QuantityValue, unit: Unit, wanted: Unit): readonly Problem[] {
  if (!field.bounds) return NONE
  const [low, high] = field.bounds
  const ends = [value.value, ...(value.high === undefined ? [] : [value.high])]
  const outside = ends.find((end) => {
    const shown = convert(end, unit, wanted)
    return (low !== null && shown < low) || (high !== null && shown > high)
  })
  if (outside === undefined) return []
  const bounds = `${low ?? '−∞'} … ${high ?? '∞'} ${field.unit ?? '1'}`
  const written = `${outside} ${value.unit}`
  return [{
    code: 'field.bounds',
    field: field.name,
    text: {
      en: `${field.label.en} of ${written} lies outside ${bounds}; check the number and its unit.`,
      ko: `${field.label.ko} ${written}은(는) 허용 범위 ${bounds}를 벗어납니다. 수와 단위를 확인하십시오.`,
    },
    details: { field: field.name, value: outside, unit: value.unit, bounds: [low, high], boundsUnit: field.unit },
  }]
}

function notCalculated(field: Field): Problem {
  return {
    code: 'field.not_calculated',
    field: field.name,
    text: {
      en: `${field.label.en} says that it was calculated, and this template does not calculate it; give it without “calculated_from” if it is your own.`,
      ko: `${field.label.ko}에 계산값 표시가 있지만 이 템플릿은 이 항목을 계산하지 않습니다. 직접 얻은 값이면 “calculated_from” 없이 주십시오.`,
    },
    details: { field: field.name },
  }
}

function wrongUnit(field: Field, unit: string): Problem {
  return {
    code: 'field.unit',
    field: field.name,
    text: {
      en: `${field.label.en} was given in ${unit}; this template wants a unit that compares with ${field.unit ?? '1'}.`,
      ko: `${field.label.ko}의 단위가 ${unit}입니다. 이 템플릿에는 ${field.unit ?? '1'}(으)로 환산되는 단위가 필요합니다.`,
    },
    details: { field: field.name, found: unit, expected: field.unit ?? '1' },
  }
}

function wrongRange(field: Field, value: QuantityValue, high: number): Problem {
  const range = `${value.value} … ${high} ${value.unit}`
  return {
    code: 'field.range',
    field: field.name,
    text: {
      en: `The range ${range} of ${field.label.en} ends below its beginning; write the smaller value first.`,
      ko: `${field.label.ko}의 범위 ${range}는 끝이 시작보다 작습니다. 작은 값을 먼저 쓰십시오.`,
    },
    details: { field: field.name, low: value.value, high, unit: value.unit },
  }
}

function wrongInterval(field: Field, value: QuantityValue): Problem {
  return {
    code: 'field.uncertainty',
    field: field.name,
    text: {
      en: `The interval given for ${field.label.en} does not contain its value ${value.value} ${value.unit}; give its `
        + `two ends, not half-widths.`,
      ko: `${field.label.ko}의 구간이 값 ${value.value} ${value.unit}을(를) 포함하지 않습니다. 반폭이 아니라 양 끝값을 쓰십시오.`,
    },
    details: { field: field.name, value: value.value, unit: value.unit, uncertainty: value.uncertainty },
  }
}

function checkTerms(field: Field, value: TermsValue): Problem[] {
  const choices = field.vocabulary?.map(({ term }) => term)
  const unknown = choices ? value.terms.filter((term) => !choices.includes(term)) : []
  const problems = unknown.map((term) => unknownTerm(field, term, choices ?? []))
  const isRepeated = new Set(value.terms).size < value.terms.length
  if (value.terms.length === 0 || isRepeated || (value.terms.length > 1 && !field.several)) {
    problems.push(wrongNumber(field, value.terms))
  }
  return problems
}

function unknownTerm(field: Field, term: string, choices: readonly string[]): Problem {
  const nearest = nearestWord(term, choices)
  return {
    code: 'field.term',
    field: field.name,
    text: {
      en: `${field.label.en} has no term “${term}”${nearest ? ` (did you mean “${nearest}”?)` : ''}; choose from `
        + `${choices.join(', ')}.`,
      ko: `${field.label.ko}에 “${term}” 용어가 없습니다.${nearest ? ` “${nearest}”을(를) 뜻하셨습니까?` : ''} 다음에서 고르십시오: `
        + `${choices.join(', ')}.`,
    },
    details: { field: field.name, term, nearest, choices },
  }
}

function wrongNumber(field: Field, terms: readonly string[]): Problem {
  const found = terms.join(', ') || '–'
  return {
    code: 'field.several',
    field: field.name,
    text: {
      en: `${field.label.en} takes ${field.several ? 'each term once, and at least one' : 'exactly one term'}; it was `
        + `given: ${found}.`,
      ko: `${field.label.ko}에는 ${field.several ? '서로 다른 용어가 하나 이상' : '용어가 하나만'} 필요합니다. 주어진 것: ${found}.`,
    },
    details: { field: field.name, terms, several: field.several ?? false },
  }
}

/** How far fractions may lie from those of the written composition, and their sum from one: they may be rounded. */
const TOLERANCE = 1e-5

function checkComposition(field: Field, value: CompositionValue): Problem[] {
  try {
    const fractions = Object.entries(value.fractions)
    const strange = fractions.find(([symbol, fraction]) => (
      !isElement(symbol) || !Number.isFinite(fraction) || fraction! < 0
    ))
    if (strange) return [wrongFractions(field, value, `${strange[0]} ${strange[1]}`)]
    const sum = fractions.reduce((total, [, fraction]) => total + fraction!, 0)
    if (Math.abs(sum - 1) > TOLERANCE) return [wrongFractions(field, value, `Σ ${sum}`)]
    const read = parseComposition(value.written, value.basis)
    const symbols = new Set([...Object.keys(read.fractions), ...Object.keys(value.fractions)])
    const differs = [...symbols].find((symbol) => (
      Math.abs((read.fractions[symbol] ?? 0) - (value.fractions[symbol] ?? 0)) > TOLERANCE
    ))
    return differs ? [wrongFractions(field, value, `${differs} ${value.fractions[differs] ?? 0}`)] : []
  } catch (error) {
    return [fromRefusal(field, error)]
  }
}

function wrongFractions(field: Field, value: CompositionValue, found: string): Problem {
  return {
    code: 'field.composition',
    field: field.name,
    text: {
      en: `${field.label.en} “${value.written}” does not agree with its atomic fractions (${found}); they must be `
        + `elements with fractions of 0 to 1 that sum to 1.`,
      ko: `${field.label.ko} “${value.written}”이(가) 원자 분율과 맞지 않습니다(${found}). 원소별 분율은 0~1이고 합이 1이어야 합니다.`,
    },
    details: { field: field.name, written: value.written, fractions: value.fractions },
  }
}

function fromRefusal(field: Field, error: unknown): Problem {
  if (!(error instanceof Refusal)) throw error
  return { code: error.code, field: field.name, text: error.text, details: error.details }
}
