import type { FunctionName } from './expression.ts'
import type { Tape } from './tape.ts'

/** What a tape is run on: single numbers, or intervals. Each operation throws `NoResult` where it has no value. */
export type Algebra<T> = {
  readonly constant: (value: number) => T
  readonly add: (a: T, b: T) => T
  readonly multiply: (a: T, b: T) => T
  readonly divide: (a: T, b: T) => T
  readonly power: (a: T, n: number) => T
  readonly apply: (name: FunctionName, a: T) => T
  readonly isZero: (a: T) => boolean
}

/** The value of every step; the last is the result. */
export function runTape<T>(tape: Tape, inputs: readonly T[], on: Algebra<T>): T[] {
  const values: T[] = []
  for (const step of tape.steps) values.push(valueOf(step, values, inputs, on))
  return values
}

function valueOf<T>(step: Tape['steps'][number], values: readonly T[], inputs: readonly T[], on: Algebra<T>): T {
  switch (step.does) {
    case 'number': return on.constant(step.value)
    case 'input': return inputs[step.input]!
    case 'add': return on.add(values[step.a]!, values[step.b]!)
    case 'subtract': return on.add(values[step.a]!, minus(values[step.b]!, on))
    case 'multiply': return on.multiply(values[step.a]!, values[step.b]!)
    case 'divide': return on.divide(values[step.a]!, values[step.b]!)
    case 'negate': return minus(values[step.a]!, on)
    case 'power': return on.power(values[step.a]!, step.n)
    case 'apply': return on.apply(step.name, values[step.a]!)
  }
}

/**
 * The partial derivative of the result by each input, where the steps have these values.
 *
 * Exact but for rounding: reverse accumulation, which goes through the steps backwards once (A. Griewank and A. Walther,
 * Evaluating Derivatives, 2nd ed., SIAM 2008, section 3.2). On intervals it encloses the derivatives everywhere in the box.
 */
export function derivatives<T>(tape: Tape, values: readonly T[], on: Algebra<T>): T[] {
  const zero = on.constant(0)
  const by: T[] = tape.steps.map(() => zero)
  const byInput: T[] = tape.inputs.map(() => zero)
  by[by.length - 1] = on.constant(1)
  for (let place = by.length - 1; place >= 0; place--) {
    const step = tape.steps[place]!
    const weight = by[place]!
    // What the result does not depend on is not looked at: its own slope may be infinite.
    if (on.isZero(weight)) continue
    const pass = (to: number, slope: T) => void (by[to] = on.add(by[to]!, on.multiply(weight, slope)))
    const [value, a] = [values[place]!, 'a' in step ? values[step.a]! : zero]
    switch (step.does) {
      case 'number': break
      case 'input': byInput[step.input] = on.add(byInput[step.input]!, weight); break
      case 'add': case 'subtract':
        pass(step.a, on.constant(1))
        pass(step.b, on.constant(step.does === 'add' ? 1 : -1))
        break
      case 'multiply':
        pass(step.a, values[step.b]!)
        pass(step.b, a)
        break
      case 'divide':
        pass(step.a, on.divide(on.constant(1), values[step.b]!))
        pass(step.b, on.divide(minus(value, on), values[step.b]!))
        break
      case 'negate': pass(step.a, on.constant(-1)); break
      case 'power': if (step.n !== 0) pass(step.a, on.multiply(on.constant(step.n), on.power(a, step.n - 1))); break
      case 'apply': pass(step.a, slopeOf(step.name, a, value, on)); break
    }
  }
  return byInput
}

function slopeOf<T>(name: FunctionName, a: T, value: T, on: Algebra<T>): T {
  switch (name) {
    case 'sqrt': return on.divide(on.constant(0.5), value)
    case 'exp': return value
    case 'ln': return on.divide(on.constant(1), a)
    case 'log10': return on.divide(on.constant(1 / Math.LN10), a)
    case 'sin': return on.apply('cos', a)
    case 'cos': return minus(on.apply('sin', a), on)
    case 'tan': return on.add(on.constant(1), on.multiply(value, value))
  }
}

function minus<T>(a: T, on: Algebra<T>): T {
  return on.multiply(on.constant(-1), a)
}
