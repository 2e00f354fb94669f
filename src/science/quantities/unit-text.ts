const SUPERSCRIPTS: Readonly<Record<string, string>> = {
  '⁰': '0', '¹': '1', '²': '2', '³': '3', '⁴': '4', '⁵': '5', '⁶': '6', '⁷': '7', '⁸': '8', '⁹': '9',
  '⁻': '-', '⁺': '', '˙': '.', '⋅': '.', 'ᐟ': '/', '⁄': '/',
}

// In this order: a command may stand before the brace that another one needs.
const LATEX: readonly (readonly [RegExp, string])[] = [
  [/\\(?:,|;|!|:| |quad\b|left\b|right\b)/g, ' '],
  [/~/g, ' '],
  [/\\(?:mathrm|mathit|text|textrm|rm|si|SI|unit|ce)\s*\{([^{}]*)\}/g, '$1'],
  [/\\(?:rm|it)\b\s*/g, ''],
  [/\^\s*\{?\s*\\circ\s*\}?\s*/g, '°'],
  [/\\(?:circ|degree)\b\s*/g, '°'],
  [/\\(?:mu|textmu|micro)\b\s*/g, 'µ'],
  [/\\(?:Omega|ohm)\b\s*/g, 'Ω '],
  [/\\(?:AA|angstrom)\b\s*/g, 'Å'],
  [/\\(?:cdot|times)\b\s*/g, '·'],
  [/\\sqrt\s*\{([^{}]*)\}/g, '√($1)'],
  [/\\%/g, '%'],
  [/\\d?frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}/g, '($1)/($2)'],
  [/\^\s*\{([^{}]*)\}/g, '^($1)'],
  // In pairs only: M$ is money, not molar.
  [/\$([^$]*)\$/g, '$1'],
]

const SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/[−‐‑‒–—]/g, '-'],
  [/[·⋅∙•×⨯✕]/g, '·'],
  [/[μ]/g, 'µ'],
  [/\u212B/g, 'Å'],
  [/\u2126/g, 'Ω'],
  [/[℃]/g, '°C'],
  [/[℉]/g, '°F'],
  // The masculine ordinal and the ring above stand in for the degree sign on many keyboards.
  [/[º˚]/g, '°'],
  [/°\s+(?=[CFK](?![A-Za-z]))/g, '°'],
  [/\bdeg(?:rees?)?[\s._]+(?=[CFK](?![A-Za-z]))/gi, 'deg'],
  [/\*\*/g, '^'],
  [/\*/g, '·'],
  [/½/g, '^(1/2)'],
  [/\s+per\s+/g, '/'],
  [/\bsqrt\s*\(/g, '√('],
  [/\b(?:wt|weight|mass)\s*\.?\s*-?%/gi, 'wt%'],
  [/\b(?:at|atomic|atom)\s*\.?\s*-?%/gi, 'at%'],
  [/\b(?:mol|mole|molar)\s*\.?\s*-?%/gi, 'mol%'],
  [/\b(?:vol|volume)\s*\.?\s*-?%/gi, 'vol%'],
  [/\b(?:(?:wt|weight|mass)[\s.-]*ppm|ppm[\s._-]*(?:wt|w|mass)|ppmw|w-?ppm)(?![A-Za-z])/gi, 'wppm'],
  [/\b(?:at|atomic)[\s.-]*ppm(?![A-Za-z])|\b(?:ppm[\s._-]*at|ppma|at\.?ppm)(?![A-Za-z])/gi, 'appm'],
  [/\b(?:vol|volume)[\s.-]*ppm(?![A-Za-z])|\bppm[\s._-]*vol(?![A-Za-z])/gi, 'ppmv'],
  [/\bmol[\s.-]*ppm(?![A-Za-z])/gi, 'molppm'],
  [/\bppbw(?![A-Za-z])/g, 'wppb'],
  [/\br\/min\b/g, 'rpm'],
  [/\bf\.\s?u\.?(?![A-Za-z])/g, 'fu'],
  [/\ba\.\s?u\.?(?![A-Za-z])/g, 'a_u_'],
  [/\barb(?:itrary)?[\s._]*(?:units?|u\.?)(?![A-Za-z])/gi, 'arb_unit'],
  // A hyphen that makes a name, not a product: a pound-mole is 453.59237 mol, a foot-lambert no foot times litre.
  [/\b(lb|kg|g)-mol(?:es?)?(?![\p{L}])/gu, '$1mol'],
  [/\bft-L(?![\p{L}])/gu, 'ftL'],
  [/\bShore\s?-?([AD])(?![A-Za-z])/g, 'Shore$1'],
  // A hardness is written with its load: HV0.5, HV 10, HBW 10/3000. The load is a condition, not part of the unit.
  [/\b(HV|HK|HBW|HB)\s?\d[\d./]*/g, '$1'],
  [/^\s*[·x]\s*(?=10\b)/, ''],
  [/\s*\.\s*$/, ''],
]

/**
 * The unit text in one plain spelling: LaTeX, superscripts, look-alike signs and written-out fractions resolved.
 *
 * Example: `g/cm$^3$` becomes `g/cm^(3)`, `㎛` becomes `µm`, `wt. %` becomes `wt%`.
 */
export function plainUnitText(text: string): string {
  // Squared and full-width signs of Korean keyboards (㎛, ㎎, ％) are compatibility forms; superscripts must stay.
  let plain = text.replace(/[\u3371-\u33DF\uFF01-\uFF5E]/gu, (sign) => sign.normalize('NFKC'))
  plain = plain.replace(/[⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺][⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺˙⋅ᐟ⁄]*/gu, (run) => {
    return `^(${[...run].map((sign) => SUPERSCRIPTS[sign] ?? sign).join('')})`
  })
  for (const [pattern, replacement] of LATEX) plain = plain.replace(pattern, replacement)
  for (const [pattern, replacement] of SPELLINGS) plain = plain.replace(pattern, replacement)
  plain = plain.trim()
  const bracketed = /^\[([^[\]]*)\]$/.exec(plain)
  return (bracketed ? bracketed[1]! : plain).trim()
}
