/** A stream of pseudo-random numbers that is the same for the same seed on every machine. */
export type Random = {
  /** A number in [0, 1) with 32 random bits. */
  uniform(): number
  /** A whole number in 0 … below−1, for below ≤ 2³². */
  integer(below: number): number
  /** A draw from the standard normal distribution. */
  normal(): number
  /** The whole numbers 0 … n−1 in random order (Fisher–Yates). */
  permutation(n: number): Uint32Array
  /** A seed for another stream, so that a part of a calculation can be repeated alone. */
  seed(): number
}

/**
 * Starts the generator xoshiro128** 1.1 (Blackman & Vigna 2021, doi 10.1145/3460772) from a whole number.
 *
 * The four state words come from SplitMix32, so that neighbouring seeds give unrelated streams. It is not for secrets.
 */
export function createRandom(seed: number): Random {
  if (!Number.isSafeInteger(seed)) throw new RangeError(`A seed is a whole number, not ${seed}`)
  // Both halves of the seed enter, so that seeds beyond 2³² differ too.
  let mix = (seed ^ Math.imul(Math.floor(seed / 4294967296), 0x85ebca6b)) >>> 0
  const word = () => {
    mix = (mix + 0x9e3779b9) >>> 0
    let z = mix
    z = Math.imul(z ^ (z >>> 16), 0x85ebca6b)
    z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35)
    return (z ^ (z >>> 16)) >>> 0
  }
  let s0 = word(), s1 = word(), s2 = word(), s3 = word()

  const next = () => {
    const m = Math.imul(s1, 5)
    const result = Math.imul((m << 7) | (m >>> 25), 9) >>> 0
    const t = s1 << 9
    s2 ^= s0
    s3 ^= s1
    s1 ^= s2
    s0 ^= s3
    s2 ^= t
    s3 = (s3 << 11) | (s3 >>> 21)
    return result
  }
  const uniform = () => next() / 4294967296
  const integer = (below: number) => Math.floor(uniform() * below)

  return {
    uniform,
    integer,
    normal() {
      // Marsaglia's polar method; the second number is dropped so that the stream has no hidden state.
      for (;;) {
        const u = 2 * uniform() - 1
        const v = 2 * uniform() - 1
        const s = u * u + v * v
        if (s > 0 && s < 1) return u * Math.sqrt((-2 * Math.log(s)) / s)
      }
    },
    permutation(n) {
      const order = Uint32Array.from({ length: n }, (_, index) => index)
      for (let last = n - 1; last > 0; last--) {
        const other = integer(last + 1)
        const kept = order[last]!
        order[last] = order[other]!
        order[other] = kept
      }
      return order
    },
    seed: next,
  }
}
