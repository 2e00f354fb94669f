// The wire format of Protocol Buffers, as far as writing needs it: https://protobuf.dev/programming-guides/encoding/.
// Every field is a key, field number · 8 + wire type, and its payload: 0 a varint, 2 a length and as many bytes.

/** A field of a message, or several fields one after the other, as the bytes that stand for them. */
export type Fields = Uint8Array

/** A message from its fields in order; nothing but their bytes, for fields may come in any order. */
export function joinFields(fields: readonly Fields[]): Fields {
  const joined = new Uint8Array(fields.reduce((sum, bytes) => sum + bytes.length, 0))
  let at = 0
  for (const bytes of fields) {
    joined.set(bytes, at)
    at += bytes.length
  }
  return joined
}

/** A whole number ≥ 0. */
export function wholeField(field: number, value: number): Fields {
  return Uint8Array.of(...varint(field * 8), ...varint(value))
}

/** A text in UTF-8. */
export function textField(field: number, text: string): Fields {
  return bytesField(field, new TextEncoder().encode(text))
}

/** A message within a message. */
export function messageField(field: number, fields: readonly Fields[]): Fields {
  return bytesField(field, joinFields(fields))
}

/** Whole numbers ≥ 0 of a repeated field, packed. */
export function wholesField(field: number, values: ArrayLike<number>): Fields {
  const bytes = new Uint8Array(8 * values.length)
  let at = 0
  for (let index = 0; index < values.length; index++) {
    let rest = values[index]!
    while (rest >= 128) {
      bytes[at++] = (rest % 128) + 128
      rest = Math.floor(rest / 128)
    }
    bytes[at++] = rest
  }
  return bytesField(field, bytes.subarray(0, at))
}

/** Numbers of a repeated field in single precision, little-endian, packed. */
export function floatsField(field: number, values: ArrayLike<number>): Fields {
  const view = new DataView(new ArrayBuffer(4 * values.length))
  for (let index = 0; index < values.length; index++) view.setFloat32(4 * index, values[index]!, true)
  return bytesField(field, new Uint8Array(view.buffer))
}

function bytesField(field: number, bytes: Uint8Array): Fields {
  return joinFields([Uint8Array.from([...varint(field * 8 + 2), ...varint(bytes.length)]), bytes])
}

function varint(value: number): number[] {
  if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`A varint is a whole number from 0 on, not ${value}`)
  const bytes: number[] = []
  for (; value >= 128; value = Math.floor(value / 128)) bytes.push((value % 128) + 128)
  return [...bytes, value]
}
