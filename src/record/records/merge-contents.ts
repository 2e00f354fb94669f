import { canonicalJson } from './canonical-json.ts'
import type { ProcessContent, RecordContent } from './record.ts'
import type { Value, Values } from './value.ts'

/**
 * What two writers made of one content, where both changed the same thing, and what only `theirs` changed: `yield_strength`,
 * `planned.time`, `name`, `inputs`.
 */
export type Merged = { readonly content: RecordContent; readonly contested: readonly string[]; readonly kept: readonly string[] }

/**
 * Both changes to one content: each member and each field as whoever changed it says; as `theirs` says (or the other, if
 * `prefer` says so) where both did and not alike.
 *
 * Calculated values are left out: they follow from the others when the content is admitted. All three must be of one kind of
 * record.
 */
export function mergeContents(base: RecordContent, theirs: RecordContent, mine: RecordContent, prefer: 'theirs' | 'mine' = 'theirs'): Merged {
  const changed = { contested: [] as string[], kept: [] as string[] }
  const merged = mergeMembers([membersOf(base), membersOf(theirs), membersOf(mine)], prefer, (name, how) => changed[how].push(name))
  for (const part of ['values', 'planned'] as const) {
    if (!(part in theirs)) continue
    const given = (content: RecordContent) => givenValues((part in content ? (content as ProcessContent)[part] : {}))
    merged[part] = mergeMembers([given(base), given(theirs), given(mine)], prefer, (field, how) => changed[how].push(part === 'planned' ? `planned.${field}` : field))
  }
  return { content: merged as unknown as RecordContent, ...changed }
}

/** What a content says of a field or a member, by the names that {@link Merged} gives them; undefined where it says nothing. */
export function saidAt(content: RecordContent, name: string): unknown {
  if (name.startsWith('planned.') && content.kind === 'process') return content.planned[name.slice('planned.'.length)]
  return content.values[name] ?? membersOf(content)[name]
}

/** A revision, and whether a file said it or a person. */
export type Told = { readonly content: RecordContent; readonly byFile: boolean }

/**
 * What files have said of a record so far, member by member and field by field: the value of each in the last revision in
 * which a file changed it. Revisions come oldest first, the first of them from a file.
 */
export function saidByFiles([first, ...later]: readonly [Told, ...Told[]]): RecordContent {
  let said = first.content
  let before = first.content
  for (const { content, byFile } of later) {
    if (byFile) said = mergeContents(before, said, content, 'mine').content
    before = content
  }
  return said
}

type Members = Readonly<Record<string, unknown>>

function membersOf(content: RecordContent): Members {
  const { values: _values, ...members } = content
  if (!('planned' in members)) return members
  const { planned: _planned, ...rest } = members
  return rest
}

function givenValues(values: Values): Members {
  const isGiven = (value: Value) => value.type !== 'quantity' || value.calculated_from === undefined
  return Object.fromEntries(Object.entries(values).filter(([, value]) => isGiven(value)))
}

function mergeMembers(
  [base, theirs, mine]: readonly [Members, Members, Members], prefer: 'theirs' | 'mine', tell: (name: string, how: 'contested' | 'kept') => void,
): Record<string, unknown> {
  const merged: Record<string, unknown> = {}
  for (const name of new Set([...Object.keys(theirs), ...Object.keys(mine)])) {
    const isSame = (one: Members, other: Members) => canonicalJson({ of: one[name] ?? null }) === canonicalJson({ of: other[name] ?? null })
    const isContested = !isSame(theirs, base) && !isSame(mine, base) && !isSame(theirs, mine)
    if (isContested) tell(name, 'contested')
    else if (!isSame(theirs, base) && !isSame(theirs, mine)) tell(name, 'kept')
    const said = isSame(theirs, base) || (isContested && prefer === 'mine') ? mine[name] : theirs[name]
    if (said !== undefined) merged[name] = said
  }
  return merged
}
