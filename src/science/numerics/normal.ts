const SQRT_2PI = Math.sqrt(2 * Math.PI)

/** Density of the standard normal distribution at z. */
export function normalPdf(z: number): number {
  return Math.exp(-0.5 * z * z) / SQRT_2PI
}

/**
 * Probability that a standard normal number is at most z, to a relative error below 3e-13 in both tails.
 *
 * W. J. Cody, "Rational Chebyshev approximations for the error function", Math. Comp. 23 (1969) 631, in the form of
 * his ANORM (ACM TOMS algorithm 715, 1993).
 */
export function normalCdf(z: number): number {
  const a = Math.abs(z)
  // The tail underflows from 38.6 on, and far beyond that a² would overflow.
  if (a > 40) return z > 0 ? 1 : 0
  if (a <= 0.67448975) {
    const square = z * z
    return 0.5 + z * ratio(square, BODY_TOP, BODY_BELOW)
  }
  let tail: number
  if (a <= Math.sqrt(32)) tail = ratio(a, SHOULDER_TOP, SHOULDER_BELOW)
  else {
    const inverse = 1 / (a * a)
    tail = (1 / SQRT_2PI - inverse * ratio(inverse, FAR_TOP, FAR_BELOW)) / a
  }
  // exp(−a²/2) in two factors, because the rounding of a² alone would cost digits.
  const rounded = Math.trunc(a * 16) / 16
  const rest = (a - rounded) * (a + rounded)
  tail *= Math.exp(-0.5 * rounded * rounded) * Math.exp(-0.5 * rest)
  return z > 0 ? 1 - tail : tail
}

/** Natural logarithm of `normalCdf(z)`, finite far below where the probability itself underflows. */
export function logNormalCdf(z: number): number {
  if (z > -30) return Math.log(normalCdf(z))
  // Asymptotic series (Abramowitz & Stegun 26.2.12); its next term is below 1e-9 of the sum at z = −30.
  const y = 1 / (z * z)
  return -0.5 * z * z - Math.log(-z * SQRT_2PI) + Math.log1p(-y * (1 - 3 * y * (1 - 5 * y)))
}

/**
 * The z below which a standard normal number falls with probability p; ±Infinity at p = 1 and 0, NaN outside.
 *
 * M. J. Wichura, algorithm AS 241 (PPND16), Applied Statistics 37 (1988) 477: relative error about 1e-16.
 */
export function normalQuantile(p: number): number {
  if (!(p >= 0 && p <= 1)) return NaN
  if (p === 0) return -Infinity
  if (p === 1) return Infinity
  const q = p - 0.5
  if (Math.abs(q) <= 0.425) {
    const r = 0.180625 - q * q
    return q * ratio(r, CENTRE_TOP, CENTRE_BELOW)
  }
  const r = Math.sqrt(-Math.log(q < 0 ? p : 1 - p))
  const z = r <= 5 ? ratio(r - 1.6, MIDDLE_TOP, MIDDLE_BELOW) : ratio(r - 5, TAIL_TOP, TAIL_BELOW)
  return q < 0 ? -z : z
}

function ratio(r: number, top: readonly number[], below: readonly number[]): number {
  const horner = (c: readonly number[]) => c.reduceRight((sum, coefficient) => sum * r + coefficient, 0)
  return horner(top) / horner(below)
}

// Coefficients of ANORM, lowest power first, as far as double precision holds them.
const BODY_TOP = [1.815498125334356e4, 1.0676894854603709e3, 1.6102823106855587e2, 2.2352520354606837,
  6.568233791820745e-2]
const BODY_BELOW = [4.550778933502673e4, 1.0260932208618979e4, 9.760985517377767e2, 4.7202581904688245e1,
  1]
const SHOULDER_TOP = [9.842714838383978e3, 1.160265143764735e4, 6.848190450536283e3,
  2.4945375852903726e3, 5.972702763948002e2, 9.350665613217785e1, 8.883149794388377,
  3.9894151208813466e-1, 1.0765576773720192e-8]
const SHOULDER_BELOW = [1.9685429676859992e4, 3.891200328609327e4, 3.490095272114598e4,
  1.8615571640885097e4, 6.485558298266761e3, 1.5193775994075547e3, 2.35387901782625e2,
  2.2266688044328117e1, 1]
const FAR_TOP = [2.9112874951168793e-5, 1.4216191932278934e-3, 2.2235277870649807e-2, 1.2740116116024736e-1,
  2.15898534057957e-1, 2.3073441764940174e-2]
const FAR_BELOW = [7.297515550839662e-5, 3.7823963320275824e-3, 6.598813786892856e-2, 4.682382124808651e-1,
  1.284260096144911, 1]

// Coefficients a, b, c, d, e, f of AS 241, lowest power first, likewise.
const CENTRE_TOP = [3.3871328727963665, 1.3314166789178438e2, 1.9715909503065513e3, 1.373169376550946e4,
  4.592195393154987e4, 6.72657709270087e4, 3.343057558358813e4, 2.5090809287301227e3]
const CENTRE_BELOW = [1, 4.231333070160091e1, 6.871870074920579e2, 5.394196021424751e3,
  2.1213794301586597e4, 3.930789580009271e4, 2.8729085735721943e4, 5.226495278852854e3]
const MIDDLE_TOP = [1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045,
  1.2704582524523684, 2.417807251774506e-1, 2.2723844989269184e-2, 7.745450142783414e-4]
const MIDDLE_BELOW = [1, 2.053191626637759, 1.6763848301838038, 6.897673349851e-1,
  1.4810397642748008e-1, 1.5198666563616457e-2, 5.475938084995345e-4, 1.0507500716444169e-9]
const TAIL_TOP = [6.657904643501103, 5.463784911164114, 1.7848265399172913, 2.9656057182850487e-1,
  2.6532189526576124e-2, 1.2426609473880784e-3, 2.7115555687434876e-5, 2.0103343992922881e-7]
const TAIL_BELOW = [1, 5.99832206555888e-1, 1.369298809227358e-1, 1.4875361290850615e-2,
  7.868691311456133e-4, 1.8463183175100548e-5, 1.421511758316446e-7, 2.0442631033899397e-15]
