const KINDS = { f32: Float32Array, f64: Float64Array, i16: Int16Array, i32: Int32Array } as const

/** Numbers of a model as text in JSON: their kind, a colon, and their little-endian bytes in base 64. */
export type ArrayText = string

type Arrays = { f32: Float32Array; f64: Float64Array; i16: Int16Array; i32: Int32Array }

/** Writes an array as text; `readArray` gives it back bit for bit. */
export function writeArray(array: Float32Array | Float64Array | Int16Array | Int32Array): ArrayText {
  const kind = Object.entries(KINDS).find(([, type]) => array instanceof type)![0]
  const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength)
  let binary = ''
  // In pieces, because a call takes some 10⁵ arguments at most.
  for (let at = 0; at < bytes.length; at += 8192) binary += String.fromCharCode(...bytes.subarray(at, at + 8192))
  return `${kind}:${btoa(binary)}`
}

/** Reads what `writeArray` wrote; throws where the text is of another kind. */
export function readArray<Kind extends keyof Arrays>(text: ArrayText, kind: Kind): Arrays[Kind] {
  if (!text.startsWith(`${kind}:`)) throw new Error(`An array of ${kind} was expected, not "${text.slice(0, 12)}…"`)
  const bytes = Uint8Array.from(atob(text.slice(kind.length + 1)), (letter) => letter.charCodeAt(0))
  return new KINDS[kind](bytes.buffer) as Arrays[Kind]
}
