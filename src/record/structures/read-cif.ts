/** A list of a CIF file: its tags in lower case, and rows of as many values. */
export type CifLoop = { readonly tags: readonly string[]; readonly rows: readonly (readonly string[])[] }

/** A data block of a CIF file: its name as written, what stands behind each tag, and its loops. */
export type CifBlock = {
  readonly name: string
  /** By tag in lower case; more than one where the file repeats it, which CIF forbids. */
  readonly items: ReadonlyMap<string, readonly string[]>
  readonly loops: readonly CifLoop[]
}

type Token = { readonly is: 'tag' | 'value' | 'data' | 'loop' | 'other'; readonly text: string }

/**
 * The data blocks of a CIF file with their single items and their loops; values that do not fill a row of a loop are left out.
 *
 * Syntax of CIF 1.1 (Hall, Allen & Brown 1991, doi:10.1107/S010876739101067X; International Tables G, 2.2.7): a quote ends
 * only before white space, a line that begins with a semicolon begins and ends a text, tags do not mind letter case.
 * Whatever cannot be a token is passed over, so a file of anything gives blocks without items, or none.
 */
export function readCif(text: string): CifBlock[] {
  const blocks: { name: string; items: Map<string, string[]>; loops: CifLoop[] }[] = []
  let tag: string | null = null
  let loop: { tags: string[]; values: string[] } | null = null
  const endLoop = () => {
    if (loop && loop.tags.length > 0) blocks.at(-1)?.loops.push(rowsOf(loop))
    loop = null
  }
  for (const { is, text: written } of tokens(text)) {
    if (is === 'tag') {
      // A tag behind the values of a loop ends it; one behind another tag belongs to its head.
      if (loop && loop.values.length > 0) endLoop()
      if (loop) loop.tags.push(written.toLowerCase())
      else tag = written.toLowerCase()
    } else if (is === 'value') {
      if (loop) loop.values.push(written)
      else if (tag !== null) {
        const items = blocks.at(-1)?.items
        items?.set(tag, [...(items.get(tag) ?? []), written])
        tag = null
      }
    } else {
      endLoop()
      tag = null
      if (is === 'data') blocks.push({ name: written, items: new Map(), loops: [] })
      if (is === 'loop') loop = { tags: [], values: [] }
    }
  }
  endLoop()
  return blocks
}

function rowsOf({ tags, values }: { readonly tags: readonly string[]; readonly values: readonly string[] }): CifLoop {
  const rows = Array.from({ length: Math.floor(values.length / tags.length) }, (_, row) => (
    values.slice(row * tags.length, (row + 1) * tags.length)
  ))
  return { tags, rows }
}

// One alternative each: comment, text between semicolons, quoted value, anything else up to white space. A line of CIF has
// 2048 characters at most; without that bound a hostile line of quotes would be read again from each of them.
const TOKEN = /#[^\n]*|(?:^|(?<=\n));([^]*?)\n;|'((?:[^'\n]|'(?=\S)){0,2048})'(?=\s|$)|"((?:[^"\n]|"(?=\S)){0,2048})"(?=\s|$)|(\S+)/g

function* tokens(text: string): Generator<Token> {
  for (const [whole, lines, single, double, word] of text.replaceAll('\r\n', '\n').matchAll(TOKEN)) {
    if (word === undefined) {
      const quoted = lines ?? single ?? double
      if (quoted !== undefined) yield { is: 'value', text: quoted }
      continue
    }
    const data = /^data_(.*)$/i.exec(word)
    if (data) yield { is: 'data', text: data[1]! }
    else if (/^loop_$/i.test(word)) yield { is: 'loop', text: whole }
    else if (/^(save_.*|global_|stop_)$/i.test(word)) yield { is: 'other', text: whole }
    else yield { is: word.startsWith('_') ? 'tag' : 'value', text: word }
  }
}
