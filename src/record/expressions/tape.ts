import { toNumber } from '#science/quantities/rational.ts'
import { toSI } from '#science/quantities/convert.ts'
import { parseUnit } from '#science/quantities/parse-unit.ts'
import type { Expression, FunctionName } from './expression.ts'
import { readExponent } from './parse-expression.ts'

/** One step of a calculation; `a` and `b` are the steps before it whose results it takes. */
export type Step =
  | { readonly does: 'number'; readonly value: number }
  | { readonly does: 'input'; readonly input: number }
  | { readonly does: 'add' | 'subtract' | 'multiply' | 'divide'; readonly a: number; readonly b: number }
  | { readonly does: 'negate'; readonly a: number }
  | { readonly does: 'power'; readonly a: number; readonly n: number }
  | { readonly does: 'apply'; readonly a: number; readonly name: FunctionName }

/**
 * An expression as steps in SI, each after those it takes; the last is the result.
 *
 * What a calculated field gives is itself steps, not an input. So an input that reaches the result twice, also by way of
 * another calculated field, is one input, and its parts add up with their signs.
 */
export type Tape = { readonly inputs: readonly string[]; readonly steps: readonly Step[] }

const JOINTS = { sum: 'add', difference: 'subtract', product: 'multiply', quotient: 'divide' } as const

/** The steps of an expression; `calculated` holds the expressions of the fields that have one, without a cycle. */
export function tapeOf(expression: Expression, calculated: ReadonlyMap<string, Expression>): Tape {
  const inputs: string[] = []
  const steps: Step[] = []
  const known = new Map<string, number>()
  const put = (step: Step): number => steps.push(step) - 1
  const field = (name: string): number => {
    const inner = calculated.get(name)
    return inner ? write(inner) : put({ does: 'input', input: inputs.push(name) - 1 })
  }
  const write = (part: Expression): number => {
    switch (part.is) {
      case 'number': return put({ does: 'number', value: part.value })
      case 'constant': return put({ does: 'number', value: toSI(part.value, parseUnit(part.unit)) })
      case 'field': {
        const place = known.get(part.name) ?? field(part.name)
        known.set(part.name, place)
        return place
      }
      case 'negative': return put({ does: 'negate', a: write(part.of) })
      case 'power': return put({ does: 'power', a: write(part.of), n: toNumber(readExponent(part.exponent)!) })
      case 'call': return put({ does: 'apply', a: write(part.of), name: part.name })
      default: {
        const [a, b] = [write(part.left), write(part.right)]
        return put({ does: JOINTS[part.is], a, b })
      }
    }
  }
  write(expression)
  return { inputs, steps }
}
