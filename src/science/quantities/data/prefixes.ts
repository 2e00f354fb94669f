/** SI prefixes: symbol, other spellings, name, power of ten (SI Brochure, 9th edition, version of 2022, table 7). */
export const PREFIXES: readonly {
  readonly symbol: string
  readonly also: readonly string[]
  readonly name: string
  readonly exponent: number
}[] = [
  { symbol: 'Q', also: [], name: 'quetta', exponent: 30 },
  { symbol: 'R', also: [], name: 'ronna', exponent: 27 },
  { symbol: 'Y', also: [], name: 'yotta', exponent: 24 },
  { symbol: 'Z', also: [], name: 'zetta', exponent: 21 },
  { symbol: 'E', also: [], name: 'exa', exponent: 18 },
  { symbol: 'P', also: [], name: 'peta', exponent: 15 },
  { symbol: 'T', also: [], name: 'tera', exponent: 12 },
  { symbol: 'G', also: [], name: 'giga', exponent: 9 },
  { symbol: 'M', also: [], name: 'mega', exponent: 6 },
  { symbol: 'k', also: [], name: 'kilo', exponent: 3 },
  { symbol: 'h', also: [], name: 'hecto', exponent: 2 },
  { symbol: 'da', also: [], name: 'deca', exponent: 1 },
  { symbol: 'd', also: [], name: 'deci', exponent: -1 },
  { symbol: 'c', also: [], name: 'centi', exponent: -2 },
  { symbol: 'm', also: [], name: 'milli', exponent: -3 },
  // The micro sign U+00B5 is printed; Greek mu U+03BC is read as it, and so is u, which keyboards have.
  { symbol: 'µ', also: ['u'], name: 'micro', exponent: -6 },
  { symbol: 'n', also: [], name: 'nano', exponent: -9 },
  { symbol: 'p', also: [], name: 'pico', exponent: -12 },
  { symbol: 'f', also: [], name: 'femto', exponent: -15 },
  { symbol: 'a', also: [], name: 'atto', exponent: -18 },
  { symbol: 'z', also: [], name: 'zepto', exponent: -21 },
  { symbol: 'y', also: [], name: 'yocto', exponent: -24 },
  { symbol: 'r', also: [], name: 'ronto', exponent: -27 },
  { symbol: 'q', also: [], name: 'quecto', exponent: -30 },
]
