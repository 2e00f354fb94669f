export type Titled = {
  readonly name: string
  readonly title: string
  /** What the template that the column is drawn from is called; null for one drawn from no template. */
  readonly template: string | null
}

/**
 * Titles by which columns can be told apart: a title that stands alone as it is, one of several with its template
 * ("Density · Density measurement"), and with the column's name where even that is shared.
 */
export function distinctTitles(columns: readonly Titled[]): string[] {
  const withTemplate = apart(columns.map(({ title }) => title), (k) => columns[k]!.template)
  return apart(withTemplate, (k) => columns[k]!.name)
}

/** Every title that is there more than once, with what `tells` it from the others. */
function apart(titles: readonly string[], tells: (k: number) => string | null): string[] {
  return titles.map((title, k) => {
    const isShared = titles.some((other, place) => place !== k && other === title)
    const more = isShared ? tells(k) : null
    return more === null ? title : `${title} · ${more}`
  })
}
