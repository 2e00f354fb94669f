/** A data block of a CIF file: its name as written, and what stands behind each tag that is not in a loop. */
export type CifBlock = {
  readonly name: string
  /** By tag in lower case; more than one where the file repeats it, which CIF forbids. */
  readonly items: ReadonlyMap<string, readonly string[]>
}

type Token = { readonly is: 'tag' | 'value' | 'data' | 'loop' | 'other'; readonly text: string }

/**
 * The data blocks of a CIF file with their single items; loops are read over.
 *
 * Syntax of CIF 1.1 (Hall, Allen & Brown 1991, doi:10.1107/S010876739101067X; International Tables G, 2.2.7): a quote ends
 * only before white space, a line that begins with a semicolon begins and ends a text, tags do not mind letter case.
 * Whatever cannot be a token is passed over, so a file of anything gives blocks without items, or none.
 */
export function readCif(text: string): CifBlock[] {
  const blocks: { name: string; items: Map<string, string[]> }[] = []
  let tag: string | null = null
  let isLoop = false
  for (const { is, text: written } of tokens(text)) {
    if (is === 'data') blocks.push({ name: written, items: new Map() })
    if (is === 'data' || is === 'other') [tag, isLoop] = [null, false]
    else if (is === 'loop') [tag, isLoop] = [null, true]
    else if (is === 'tag') {
      // A tag behind the values of a loop ends it; one behind another tag belongs to its head.
      if (isLoop && tag === '') isLoop = false
      tag = isLoop ? tag : written.toLowerCase()
    } else if (isLoop) tag = ''
    else if (tag !== null) {
      const items = blocks.at(-1)?.items
      items?.set(tag, [...(items.get(tag) ?? []), written])
      tag = null
    }
  }
  return blocks
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
