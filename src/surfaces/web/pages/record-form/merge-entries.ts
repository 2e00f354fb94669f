import { isEmptyBox } from './entry.ts'
import type { Box, Boxes, Entry, Part, Picked, SourceBoxes } from './entry.ts'

/** What stands at one place of a form: a box, the lines of one side, the source. */
export type Said = Box | readonly Part[] | Picked | SourceBoxes | null

/** A place of a form that somebody changed: what it was, and what either made of it; absent where they left it. */
export type Difference = { readonly at: string; readonly was: Said; readonly theirs?: Said; readonly mine?: Said }

const WHOLE = ['name', 'origin', 'state', 'source', 'trl', 'note', 'of', 'inputs', 'outputs'] as const

/** Every place that differs from `base` in what somebody else saved (`theirs`) or in what was typed here (`mine`). */
export function differences(base: Entry, theirs: Entry, mine: Entry): Difference[] {
  const [from, left, right] = [places(base), places(theirs), places(mine)]
  const all = new Set([...from.keys(), ...left.keys(), ...right.keys()])
  return [...all].flatMap((at) => {
    const was = from.get(at) ?? ''
    const [a, b] = [left.get(at) ?? '', right.get(at) ?? '']
    const found = { at, was, ...(same(a, was) ? {} : { theirs: a }), ...(same(b, was) ? {} : { mine: b }) }
    return 'theirs' in found || 'mine' in found ? [found] : []
  })
}

/** Whether both changed a place, and not to the same. */
export function isContested({ theirs, mine }: Difference): boolean {
  return theirs !== undefined && mine !== undefined && !same(theirs, mine)
}

/**
 * What was typed here upon what somebody else saved: a place that one of the two changed is taken from that one.
 *
 * A contested place is taken from whom `choice` names; what is made on the spot and the reason are always mine.
 */
export function mergeEntries(base: Entry, theirs: Entry, mine: Entry, choice: Readonly<Record<string, 'mine' | 'theirs'>>): Entry {
  const merged = structuredClone(theirs)
  merged.made = structuredClone(mine.made)
  merged.reason = mine.reason
  for (const difference of differences(base, theirs, mine)) {
    const { at } = difference
    if (difference.mine === undefined || (isContested(difference) && choice[at] === 'theirs')) continue
    put(merged, at, structuredClone(difference.mine))
  }
  return merged
}

function places(entry: Entry): Map<string, Said> {
  const boxes = (part: 'planned' | 'values', held: Boxes) => (
    Object.entries(held).filter(([, box]) => !isEmptyBox(box)).map(([field, box]): [string, Said] => [`${part}/${field}`, box])
  )
  return new Map<string, Said>([
    ...WHOLE.map((part): [string, Said] => [part, entry[part]]), ...boxes('values', entry.values), ...boxes('planned', entry.planned),
  ])
}

function put(entry: Entry, at: string, said: Said): void {
  const [part, field] = at.split('/') as ['values' | 'planned', string | undefined]
  if (field === undefined) Object.assign(entry, { [part]: said })
  else entry[part][field] = said as Box
}

/** Equal whatever order the keys were written in; an empty box is as good as none. */
function same(a: Said, b: Said): boolean {
  return JSON.stringify(plain(a)) === JSON.stringify(plain(b))
}

function plain(said: unknown): unknown {
  if (Array.isArray(said)) return said.length === 0 ? '' : said.map(plain)
  if (typeof said !== 'object' || said === null) return said
  return Object.entries(said).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, value]) => [key, plain(value)])
}
