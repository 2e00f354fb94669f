/** Words that say how a value came about, or nothing, but not which quantity it is. */
const SAID_BESIDE = new Set(['exp', 'expt', 'experimental', 'measured', 'avg', 'average', 'mean', 'the', 'of', 'value', 'property', '실험', '평균', '측정값'])
const CALCULATED = new Set(['calc', 'calculated', 'computed', 'dft', 'theoretical', '계산', '이론'])
const SAME: Readonly<Record<string, string>> = {
  temp: 'temperature', annealing: 'anneal', annealed: 'anneal', testing: 'test', times: 'time', phases: 'phase', elong: 'elongation', str: 'strength',
}

/** A label as it is compared: words in no order, Korean without its spaces; and whether it says that the value was calculated. */
export function headerKey(label: string): { readonly key: string; readonly calculated: boolean } {
  const plain = label.normalize('NFKC').toLowerCase().replace(/['’]s\b/g, '').replace(/μ/g, 'µ')
  let words = plain.split(/[^\p{L}\p{N}.%µ]+/u).map((word) => word.replace(/\.$/, '')).filter((word) => word !== '')
  const calculated = words.some((word) => CALCULATED.has(word))
  const kept = words.filter((word) => !CALCULATED.has(word) && !SAID_BESIDE.has(word))
  if (kept.length > 0) words = kept
  // `T_anneal` is a temperature; `T` alone may be anything.
  words = words.map((word) => (word === 't' && words.length > 1 ? 'temperature' : (SAME[word] ?? word)))
  const key = /\p{Script=Hangul}/u.test(plain) ? words.join('') : words.toSorted().join(' ')
  return { key, calculated }
}
