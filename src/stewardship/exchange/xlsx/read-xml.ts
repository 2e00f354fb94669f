import { SaxesParser } from 'saxes'
import { Refusal } from '#science/refusal.ts'
import { damaged, hasEntities, tooLong } from './refusals.ts'

export type Attributes = Readonly<Record<string, string>>

/** What is done at the tags and texts of a part; names come without their prefix. */
export type XmlHandlers = {
  open?(name: string, attributes: Attributes): void
  close?(name: string): void
  text?(text: string): void
}

/** Between two tags; a cell holds at most 32,767 characters in Excel. */
const LONGEST_TEXT = 2_000_000

/**
 * Reads the XML of one part and stops after each piece, so that what was found can be taken.
 *
 * Document types are refused, so that no entity but those of XML itself and of characters is ever expanded.
 */
export async function* readXml(part: string, bytes: AsyncIterable<Uint8Array>, handlers: XmlHandlers): AsyncIterable<void> {
  const parser = new SaxesParser({ position: false, xmlns: false })
  let sinceTag = 0
  parser.on('doctype', () => { throw hasEntities(part) })
  parser.on('opentag', ({ name, attributes }) => {
    sinceTag = 0
    handlers.open?.(localName(name), attributes)
  })
  parser.on('closetag', ({ name }) => {
    sinceTag = 0
    handlers.close?.(localName(name))
  })
  if (handlers.text) {
    const take = (text: string) => handlers.text!(text)
    parser.on('text', take)
    parser.on('cdata', take)
  }
  try {
    for await (const text of decoded(bytes)) {
      parser.write(text)
      sinceTag += text.length
      if (sinceTag > LONGEST_TEXT) throw tooLong(part, 'a text', LONGEST_TEXT)
      yield
    }
    parser.close()
    yield
  } catch (error) {
    if (error instanceof Refusal || !(error instanceof Error) || 'syscall' in error) throw error
    throw damaged(part, error.message)
  }
}

/** Reads a part to its end. */
export async function readWholeXml(part: string, bytes: AsyncIterable<Uint8Array>, handlers: XmlHandlers): Promise<void> {
  for await (const _ of readXml(part, bytes, handlers)) continue
}

const localName = (name: string): string => {
  const colon = name.indexOf(':')
  return colon < 0 ? name : name.slice(colon + 1)
}

/** XML in UTF-8, or in UTF-16 with its mark: the two that ECMA-376 allows. */
async function* decoded(bytes: AsyncIterable<Uint8Array>): AsyncIterable<string> {
  let decoder: TextDecoder | null = null
  for await (const chunk of bytes) {
    decoder ??= new TextDecoder(encodingOf(chunk), { fatal: true })
    yield decoder.decode(chunk, { stream: true })
  }
  if (decoder) yield decoder.decode()
}

function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8'
}
