import type { ElementSymbol } from './elements.ts'
import { isElement as isSymbol } from './elements.ts'
import { formulaRefusal } from './formula-refusal.ts'
import type { PlainFormula } from './formula-text.ts'

/** Atoms by element, in the order of first mention. */
export type Atoms = ReadonlyMap<ElementSymbol, number>

/** One part of a formula: a coefficient (null where none is written) before atoms. */
export type FormulaPart = {
  readonly coefficient: number | null
  readonly atoms: Atoms
  readonly isElement: boolean
  readonly start: number
}

type Unit = { readonly atoms: Atoms; readonly hasAmount: boolean }

const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' }

/**
 * The hyphen-joined parts of a formula with their atoms: one for `Ca(OH)2`, three for `Fe-18Cr-8Ni`.
 *
 * Grammar: parts = part { "-" part }; part = segment { "·" segment }; segment = [number] unit { unit };
 * unit = (symbol | "(" list ")") [number]; list = segment { "," segment }: a list shares its site equally unless
 * each entry has its own amount, so `(Ti,Zr)0.5C` is Ti0.25 Zr0.25 C. Refuses `composition.*` with the position.
 */
export function readFormulaParts(formula: PlainFormula, written: string): FormulaPart[] {
  return new FormulaReader(formula, written).read()
}

class FormulaReader {
  private readonly text: string
  private readonly positions: readonly number[]
  private readonly written: string
  private at = 0

  constructor({ plain, positions }: PlainFormula, written: string) {
    this.text = plain
    this.positions = positions
    this.written = written
  }

  read(): FormulaPart[] {
    const parts: FormulaPart[] = []
    do parts.push(this.readPart())
    while (this.take('-'))
    if (this.at < this.text.length) this.refuseSign()
    return parts
  }

  private readPart(): FormulaPart {
    this.skipSpace()
    const start = this.at
    const coefficient = this.readNumber()
    let atoms = this.readSegment()
    const position = this.position(start)
    if (this.text[this.at] !== '·') {
      const isElement = /^[\d.\s]*[A-Z][a-z]?\s*$/.test(this.text.slice(start, this.at))
      return { coefficient, atoms, isElement, start: position }
    }
    // Beside a dot the coefficient belongs to its own segment only, 3Al2O3·2SiO2, so the whole has none.
    atoms = addAtoms(new Map(), atoms, coefficient ?? 1)
    while (this.take('·')) {
      this.skipSpace()
      const times = this.readNumber() ?? 1
      atoms = addAtoms(atoms, this.readSegment(), times)
    }
    return { coefficient: null, atoms, isElement: false, start: position }
  }

  private readSegment(): Atoms {
    let atoms = this.readUnit().atoms
    while (this.startsUnit()) atoms = addAtoms(atoms, this.readUnit().atoms, 1)
    return atoms
  }

  private readUnit(): Unit {
    this.skipSpace()
    const sign = this.text[this.at] ?? ''
    const closing = CLOSING[sign]
    let atoms: Atoms
    if (closing) {
      const opening = this.at
      this.at += 1
      atoms = this.readList(opening, closing)
    } else {
      atoms = new Map([[this.readSymbol(), 1]])
    }
    this.skipSpace()
    const amount = this.readNumber()
    return { atoms: amount === null ? atoms : addAtoms(new Map(), atoms, amount), hasAmount: amount !== null }
  }

  private readList(opening: number, closing: string): Atoms {
    const entries: Unit[] = []
    do entries.push(this.readEntry())
    while (this.take(','))
    this.skipSpace()
    if (this.text[this.at] !== closing) {
      if (this.at < this.text.length && !')]}'.includes(this.text[this.at]!)) this.refuseSign()
      throw formulaRefusal('unbalanced_bracket', this.written, this.position(opening), {
        en: `the bracket is not closed by “${closing}”. Close it.`,
        ko: `괄호가 “${closing}”(으)로 닫히지 않았습니다. 괄호를 닫으십시오.`,
      })
    }
    this.at += 1
    const nWithAmount = entries.filter((entry) => entry.hasAmount).length
    if (entries.length > 1 && nWithAmount > 0 && nWithAmount < entries.length) {
      throw formulaRefusal('mixed_site', this.written, this.position(opening), {
        en: 'some elements of the site have an amount and some do not. Give an amount for all or for none.',
        ko: '한 자리의 원소 가운데 일부에만 양이 있습니다. 모두 적거나 모두 비우십시오.',
      })
    }
    const share = nWithAmount === 0 ? 1 / entries.length : 1
    return entries.reduce<Atoms>((sum, entry) => addAtoms(sum, entry.atoms, share), new Map())
  }

  /** An entry of a list: it has an amount of its own when it is one symbol or bracket with a number. */
  private readEntry(): Unit {
    this.skipSpace()
    const coefficient = this.readNumber()
    const first = this.readUnit()
    let atoms = first.atoms
    let nUnits = 1
    for (; this.startsUnit(); nUnits += 1) atoms = addAtoms(atoms, this.readUnit().atoms, 1)
    if (coefficient !== null) atoms = addAtoms(new Map(), atoms, coefficient)
    return { atoms, hasAmount: coefficient !== null || (nUnits === 1 && first.hasAmount) }
  }

  private readSymbol(): ElementSymbol {
    const two = this.text.slice(this.at, this.at + 2)
    const one = two.slice(0, 1)
    const symbol = /^[A-Z][a-z]$/.test(two) && isSymbol(two) ? two : one
    if (!isSymbol(symbol)) {
      if (!/^[A-Z]/.test(one)) this.refuseSign()
      this.refuseElement(/^[A-Z][a-z]/.test(two) ? two : one)
    }
    const next = this.text[this.at + symbol.length] ?? ''
    if (/[a-z]/.test(next)) {
      // `Cx`, `O2-y`: a small letter after a full symbol is a variable; any other makes an unknown symbol.
      if (!/[xyzn]/.test(next)) this.refuseElement(symbol.length === 1 ? two : this.text.slice(this.at, this.at + 3))
      this.at += symbol.length
      this.refuseSign()
    }
    this.at += symbol.length
    return symbol
  }

  private readNumber(): number | null {
    const found = /^(?:\d+(?:\.\d+)?|\.\d+)/.exec(this.text.slice(this.at))
    if (!found) return null
    this.at += found[0].length
    if (/^(?:\s+[\d.]|\.)/.test(this.text.slice(this.at))) {
      this.skipSpace()
      this.refuseSign()
    }
    return Number(found[0])
  }

  private startsUnit(): boolean {
    this.skipSpace()
    return /[A-Z([{]/.test(this.text[this.at] ?? '')
  }

  private take(sign: string): boolean {
    this.skipSpace()
    if (this.text[this.at] !== sign) return false
    this.at += 1
    return true
  }

  private skipSpace(): void {
    while (this.text[this.at] === ' ') this.at += 1
  }

  private position(at: number): number {
    return this.positions[at]! + 1
  }

  private refuseElement(symbol: string): never {
    throw formulaRefusal('unknown_element', this.written, this.position(this.at), {
      en: `“${symbol}” is not an element. Symbols start with a capital letter, such as Fe or O.`,
      ko: `“${symbol}”은(는) 원소가 아닙니다. 원소 기호는 Fe, O처럼 대문자로 시작합니다.`,
    })
  }

  private refuseSign(): never {
    const sign = this.text[this.at]
    const position = this.position(this.at)
    if (sign === undefined) {
      throw formulaRefusal('malformed', this.written, position, {
        en: 'it ends where an element is expected.', ko: '원소가 올 자리에서 끝났습니다.',
      })
    }
    if (/[)\]}]/.test(sign)) {
      throw formulaRefusal('unbalanced_bracket', this.written, position, {
        en: `“${sign}” closes no bracket. Remove it or open one.`, ko: `“${sign}”에 짝이 되는 여는 괄호가 없습니다.`,
      })
    }
    if (/[xyznδα]/.test(sign)) {
      throw formulaRefusal('variable', this.written, position, {
        en: `“${sign}” is a variable. Write the number it stands for.`,
        ko: `“${sign}”은(는) 변수입니다. 실제 값을 적으십시오.`,
      })
    }
    throw formulaRefusal('malformed', this.written, position, {
      en: `“${sign}” is not expected there. Write it like Al0.5CoCrFeNi, Ca(OH)2, CuSO4·5H2O or Fe-18Cr-8Ni.`,
      ko: `“${sign}”이(가) 올 수 없는 자리입니다. Al0.5CoCrFeNi, Ca(OH)2, CuSO4·5H2O, Fe-18Cr-8Ni처럼 쓰십시오.`,
    })
  }
}

/** The atoms of both, the second times a number. */
function addAtoms(a: Atoms, b: Atoms, times: number): Atoms {
  const sum = new Map(a)
  for (const [symbol, amount] of b) sum.set(symbol, (sum.get(symbol) ?? 0) + amount * times)
  return sum
}
