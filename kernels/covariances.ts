// S: (m × d) inputs divided by their length scales, row-major f64, d even (filled up with zeros). Addresses are in bytes.

/** Writes Σₖ (sᵢₖ − sⱼₖ)² below the diagonal of R: (m × m). */
export function squaredDistances(S: usize, m: i32, d: i32, R: usize): void {
  const bytes = <usize>d << 3
  for (let i: usize = 0; i < <usize>m; i++) {
    const a = S + i * bytes
    const out = R + (i * m << 3)
    for (let j: usize = 0; j < i; j++) {
      const b = S + j * bytes
      let sum = f64x2.splat(0)
      for (let k: usize = 0; k < bytes; k += 16) {
        const difference = f64x2.sub(v128.load(a + k), v128.load(b + k))
        sum = f64x2.add(sum, f64x2.mul(difference, difference))
      }
      store<f64>(out + (j << 3), f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1))
    }
  }
}

/** Adds Σᵢⱼ gᵢⱼ wᵢⱼ (sᵢₖ − sⱼₖ)² over j < i to the d sums at `sums`; G, W: (m × m). */
export function lengthGradient(S: usize, m: i32, d: i32, G: usize, W: usize, sums: usize): void {
  const bytes = <usize>d << 3
  for (let i: usize = 0; i < <usize>m; i++) {
    const a = S + i * bytes
    const row = i * m << 3
    for (let j: usize = 0; j < i; j++) {
      const b = S + j * bytes
      const at = row + (j << 3)
      const weight = f64x2.mul(v128.load64_splat(G + at), v128.load64_splat(W + at))
      for (let k: usize = 0; k < bytes; k += 16) {
        const difference = f64x2.sub(v128.load(a + k), v128.load(b + k))
        v128.store(sums + k, f64x2.add(v128.load(sums + k), f64x2.mul(weight, f64x2.mul(difference, difference))))
      }
    }
  }
}
