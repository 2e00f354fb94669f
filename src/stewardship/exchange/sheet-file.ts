/** A file whose bytes can be read from any place, as often as needed. */
export type SheetFile = {
  readonly size: number
  /** Its bytes from `start` to before `end`. */
  range(start: number, end: number): AsyncIterable<Uint8Array>
}

export function wholeFile(file: SheetFile): AsyncIterable<Uint8Array> {
  return file.range(0, file.size)
}

/** The first bytes of a file, at most `most`. */
export async function beginningOf(file: SheetFile, most: number): Promise<Buffer> {
  const parts: Uint8Array[] = []
  for await (const part of file.range(0, Math.min(most, file.size))) parts.push(part)
  return Buffer.concat(parts)
}
