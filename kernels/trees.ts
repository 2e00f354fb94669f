/**
 * A node is 8 bytes: an f32 threshold, then a u32 with a feature in its low 12 bits and above them the number of the
 * right child; the left child comes next after it. A leaf is its own right child, asks for the feature after the last,
 * which is NaN in each row, and has its value where others have their threshold.
 */
const FEATURE_BITS: u32 = 12

/** Where the feature that a node asks for stands in a block of sixteen rows, in bytes. */
// @ts-ignore: decorator
@inline
function column(node: u32, tree: usize): usize {
  return <usize>(load<u32>(tree + (<usize>node << 3), 4) & ((1 << FEATURE_BITS) - 1)) << 6
}

/** The child of a node at which a row with x goes on; a leaf for itself. A NaN goes right, as it is not ≤ anything. */
// @ts-ignore: decorator
@inline
function child(node: u32, tree: usize, x: f32): u32 {
  const at = tree + (<usize>node << 3)
  return (load<u32>(at, 4) >>> FEATURE_BITS) + u32(x <= load<f32>(at))
}

/** Adds a leaf's value and its square to the sums of a row. */
// @ts-ignore: decorator
@inline
function add(node: u32, tree: usize, sums: usize, squares: usize): void {
  const value = <f64>load<f32>(tree + (<usize>node << 3))
  store<f64>(sums, load<f64>(sums) + value)
  store<f64>(squares, load<f64>(squares) + value * value)
}

/**
 * Sends `rows` rows through each tree, a multiple of sixteen; `roots` are the addresses of the trees.
 *
 * X holds f32 in blocks of sixteen rows: (`stride` × 16), the first feature of all sixteen first. Each step waits for
 * the one before it, so sixteen rows go side by side (eight are slower by a quarter, thirty-two no faster); whether all have come to a leaf
 * is asked at each fourth step. Sums are added in the order of the trees.
 */
export function walkTrees(
  roots: usize, trees: i32, X: usize, rows: i32, stride: i32, sums: usize, squares: usize,
): void {
  const bytes = <usize>stride << 2
  for (let t = 0; t < trees; t++) {
    const tree = load<u32>(roots + (<usize>t << 2))
    for (let row: usize = 0; row < <usize>rows; row += 16) {
      const block = X + row * bytes
      let n0: u32 = 0, n1: u32 = 0, n2: u32 = 0, n3: u32 = 0, n4: u32 = 0, n5: u32 = 0, n6: u32 = 0, n7: u32 = 0
      let n8: u32 = 0, n9: u32 = 0, n10: u32 = 0, n11: u32 = 0, n12: u32 = 0, n13: u32 = 0, n14: u32 = 0, n15: u32 = 0
      let moved: u32 = 1
      while (moved) {
        for (let level = 0; level < 3; level++) {
          n0 = child(n0, tree, load<f32>(block + column(n0, tree), 0))
          n1 = child(n1, tree, load<f32>(block + column(n1, tree), 4))
          n2 = child(n2, tree, load<f32>(block + column(n2, tree), 8))
          n3 = child(n3, tree, load<f32>(block + column(n3, tree), 12))
          n4 = child(n4, tree, load<f32>(block + column(n4, tree), 16))
          n5 = child(n5, tree, load<f32>(block + column(n5, tree), 20))
          n6 = child(n6, tree, load<f32>(block + column(n6, tree), 24))
          n7 = child(n7, tree, load<f32>(block + column(n7, tree), 28))
          n8 = child(n8, tree, load<f32>(block + column(n8, tree), 32))
          n9 = child(n9, tree, load<f32>(block + column(n9, tree), 36))
          n10 = child(n10, tree, load<f32>(block + column(n10, tree), 40))
          n11 = child(n11, tree, load<f32>(block + column(n11, tree), 44))
          n12 = child(n12, tree, load<f32>(block + column(n12, tree), 48))
          n13 = child(n13, tree, load<f32>(block + column(n13, tree), 52))
          n14 = child(n14, tree, load<f32>(block + column(n14, tree), 56))
          n15 = child(n15, tree, load<f32>(block + column(n15, tree), 60))
        }
        const next0 = child(n0, tree, load<f32>(block + column(n0, tree), 0))
        const next1 = child(n1, tree, load<f32>(block + column(n1, tree), 4))
        const next2 = child(n2, tree, load<f32>(block + column(n2, tree), 8))
        const next3 = child(n3, tree, load<f32>(block + column(n3, tree), 12))
        const next4 = child(n4, tree, load<f32>(block + column(n4, tree), 16))
        const next5 = child(n5, tree, load<f32>(block + column(n5, tree), 20))
        const next6 = child(n6, tree, load<f32>(block + column(n6, tree), 24))
        const next7 = child(n7, tree, load<f32>(block + column(n7, tree), 28))
        const next8 = child(n8, tree, load<f32>(block + column(n8, tree), 32))
        const next9 = child(n9, tree, load<f32>(block + column(n9, tree), 36))
        const next10 = child(n10, tree, load<f32>(block + column(n10, tree), 40))
        const next11 = child(n11, tree, load<f32>(block + column(n11, tree), 44))
        const next12 = child(n12, tree, load<f32>(block + column(n12, tree), 48))
        const next13 = child(n13, tree, load<f32>(block + column(n13, tree), 52))
        const next14 = child(n14, tree, load<f32>(block + column(n14, tree), 56))
        const next15 = child(n15, tree, load<f32>(block + column(n15, tree), 60))
        moved = (n0 ^ next0) | (n1 ^ next1) | (n2 ^ next2) | (n3 ^ next3) |
          (n4 ^ next4) | (n5 ^ next5) | (n6 ^ next6) | (n7 ^ next7) |
          (n8 ^ next8) | (n9 ^ next9) | (n10 ^ next10) | (n11 ^ next11) |
          (n12 ^ next12) | (n13 ^ next13) | (n14 ^ next14) | (n15 ^ next15)
        n0 = next0, n1 = next1, n2 = next2, n3 = next3, n4 = next4, n5 = next5, n6 = next6, n7 = next7
        n8 = next8, n9 = next9, n10 = next10, n11 = next11, n12 = next12, n13 = next13, n14 = next14, n15 = next15
      }
      const s = sums + (row << 3), q = squares + (row << 3)
      add(n0, tree, s, q)
      add(n1, tree, s + 8, q + 8)
      add(n2, tree, s + 16, q + 16)
      add(n3, tree, s + 24, q + 24)
      add(n4, tree, s + 32, q + 32)
      add(n5, tree, s + 40, q + 40)
      add(n6, tree, s + 48, q + 48)
      add(n7, tree, s + 56, q + 56)
      add(n8, tree, s + 64, q + 64)
      add(n9, tree, s + 72, q + 72)
      add(n10, tree, s + 80, q + 80)
      add(n11, tree, s + 88, q + 88)
      add(n12, tree, s + 96, q + 96)
      add(n13, tree, s + 104, q + 104)
      add(n14, tree, s + 112, q + 112)
      add(n15, tree, s + 120, q + 120)
    }
  }
}
