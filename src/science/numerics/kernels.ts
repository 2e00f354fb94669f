import { KERNEL_CODE } from './kernel-code.ts'

/** An address in a kernel's memory, in bytes. */
export type Address = number

/** The functions of `kernels/`, where their arguments are explained; truth is 0 or 1. */
type Kernels = {
  readonly memory: WebAssembly.Memory
  factor(A: Address, n: number, P: Address): number
  invert(L: Address, n: number, V: Address, P: Address, Q: Address): void
  solveRows(L: Address, n: number, B: Address, count: number, unit: number, P: Address, Q: Address): void
  subtractProduct(
    C: Address, stride: number, P: Address, nP: number, Q: Address, nQ: number, width: number, lower: number): void
  squaredDistances(S: Address, m: number, d: number, R: Address): void
  lengthGradient(S: Address, m: number, d: number, G: Address, W: Address, sums: Address): void
  walkTrees(
    roots: Address, trees: number, X: Address, rows: number, stride: number, sums: Address, squares: Address,
  ): void
}

type Numbers = Float64Array | Float32Array | Uint32Array

/** A WebAssembly memory for the time of one piece of work, with the kernels that work in it. */
export type KernelRoom = {
  readonly kernels: Kernels
  /** Room for so many bytes, zero throughout; views made before this are no longer valid. */
  take(bytes: number): Address
  /** Room with a copy of these numbers. */
  put(values: Numbers): Address
  /** `count` 64-bit numbers at an address; to be read before any more room is taken. */
  numbers(at: Address, count: number): Float64Array
  /** `count` 32-bit numbers at an address; to be read before any more room is taken. */
  singles(at: Address, count: number): Float32Array
}

const PAGE = 65536
/** Bytes up to which a memory is kept for the next piece of work; wiping these is quicker than a new one. */
const KEPT = 64 * PAGE

let compiled: WebAssembly.Module | null = null
let idle: Kernels | null = null

/**
 * Does a piece of work with kernels: numbers are put in, kernels called, and results copied out before it ends.
 *
 * Afterwards the memory holds nothing of them: it is wiped, or given up where it has grown beyond 4 MB.
 * Throws a RangeError where more than the 4 GB that WebAssembly can address are needed.
 */
export function withKernels<T>(work: (room: KernelRoom) => T): T {
  const kernels = idle ?? load()
  // Work within work has a memory of its own.
  idle = null
  const { memory } = kernels
  let used = 0
  const take = (bytes: number) => {
    const at = used
    used += Math.ceil(bytes / 16) * 16
    const missing = Math.ceil((used - memory.buffer.byteLength) / PAGE)
    if (missing > 0) memory.grow(missing)
    return at
  }
  try {
    return work({
      kernels, take,
      put(values) {
        const at = take(values.byteLength)
        const Kind = values.constructor as new (buffer: ArrayBuffer, at: number, count: number) => Numbers
        new Kind(memory.buffer, at, values.length).set(values)
        return at
      },
      numbers: (at, count) => new Float64Array(memory.buffer, at, count),
      singles: (at, count) => new Float32Array(memory.buffer, at, count),
    })
  } finally {
    if (memory.buffer.byteLength <= KEPT) {
      new Uint8Array(memory.buffer, 0, Math.min(used, memory.buffer.byteLength)).fill(0)
      idle = kernels
    }
  }
}

function load(): Kernels {
  compiled ??= new WebAssembly.Module(Uint8Array.from(atob(KERNEL_CODE), (letter) => letter.charCodeAt(0)))
  return new WebAssembly.Instance(compiled).exports as unknown as Kernels
}
