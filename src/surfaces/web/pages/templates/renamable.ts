/** What is asked of a field to know what it may be called. */
export type Named = { readonly name: string; readonly type: string; readonly vocabulary?: readonly { readonly term: string }[] | undefined }
export type Renamed = { readonly fields: Readonly<Record<string, string>>; readonly terms: Readonly<Record<string, Readonly<Record<string, string>>>> }

export const NOTHING: Renamed = { fields: {}, terms: {} }

/** What a later version no longer has, and what it may be called there: fields of the same type, and terms. */
export function renamable(from: readonly Named[], to: readonly Named[], renamed: Renamed) {
  const fresh = to.filter(({ name }) => !from.some((field) => field.name === name))
  const fields = from
    .filter(({ name }) => !to.some((field) => field.name === name))
    .map(({ name, type }) => ({ name, choices: fresh.filter((field) => field.type === type).map((field) => field.name) }))
    .filter(({ choices }) => choices.length > 0)
  const terms = from.flatMap((field) => {
    const later = to.find(({ name }) => name === (renamed.fields[field.name] ?? field.name))
    if (!later?.vocabulary || !field.vocabulary) return []
    const known = new Set(field.vocabulary.map(({ term }) => term))
    const added = later.vocabulary.map(({ term }) => term).filter((term) => !known.has(term))
    return field.vocabulary
      .filter(({ term }) => added.length > 0 && !later.vocabulary!.some((each) => each.term === term))
      .map(({ term }) => ({ name: field.name, term, choices: added }))
  })
  return { fields, terms }
}

/** What was said to be renamed, without what the two versions no longer leave open. */
export function stillRenamed(renamed: Renamed, from: readonly Named[], to: readonly Named[]): Renamed {
  const fields: Record<string, string> = {}
  for (const { name, choices } of renamable(from, to, renamed).fields) {
    const chosen = renamed.fields[name]
    if (chosen !== undefined && choices.includes(chosen) && !Object.values(fields).includes(chosen)) fields[name] = chosen
  }
  const terms: Record<string, Record<string, string>> = {}
  for (const { name, term, choices } of renamable(from, to, { fields, terms: {} }).terms) {
    const chosen = renamed.terms[name]?.[term]
    if (chosen !== undefined && choices.includes(chosen) && !Object.values(terms[name] ?? {}).includes(chosen)) (terms[name] ??= {})[term] = chosen
  }
  return { fields, terms }
}

/** With one field, or one term of a field, called otherwise; an empty name takes that back. */
export function withRenamed(renamed: Renamed, name: string, term: string | null, chosen: string): Renamed {
  const put = (map: Readonly<Record<string, string>>, key: string) => {
    const { [key]: _, ...rest } = map
    return chosen === '' ? rest : { ...rest, [key]: chosen }
  }
  return term === null
    ? { ...renamed, fields: put(renamed.fields, name) }
    : { ...renamed, terms: { ...renamed.terms, [name]: put(renamed.terms[name] ?? {}, term) } }
}
