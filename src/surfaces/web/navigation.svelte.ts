let path = $state(location.pathname)
let search = $state(location.search)

/** Where the reader is. The URL is the whole state of a page: what is not in it is not kept. */
export const navigation = {
  get path(): string {
    return path
  },
  get query(): URLSearchParams {
    return new URLSearchParams(search)
  },
}

function arrive(): void {
  path = location.pathname
  search = location.search
}

/** Goes to an address of this site, as `/h/alloys/records?stage=property`; `replace` leaves no step to come back to. */
export function go(to: string, { replace = false }: { replace?: boolean } = {}): void {
  const before = location.pathname
  history[replace ? 'replaceState' : 'pushState'](null, '', to)
  arrive()
  if (location.pathname !== before) scrollTo(0, 0)
}

type QueryChanges = Record<string, string | number | null | undefined>

/** Changes some parameters of the query and leaves the others; null or '' takes one away. */
export function setQuery(changes: QueryChanges, options?: { replace?: boolean }): void {
  const query = navigation.query
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === undefined || value === '') query.delete(name)
    else query.set(name, String(value))
  }
  const text = query.toString()
  go(path + (text === '' ? '' : `?${text}`), options)
}

/** Address of this page with other query parameters, for links. */
export function withQuery(target: string, parameters: QueryChanges): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== null && value !== undefined && value !== '') query.set(name, String(value))
  }
  const text = query.toString()
  return text === '' ? target : `${target}?${text}`
}

/**
 * Makes every plain link of the page, also those inside SVG, go without loading anew; call once.
 *
 * Links to `/api/…`, to other sites, with `download` or `target`, and clicks with a modifier stay the browser's.
 */
export function followLinks(): () => void {
  const click = (event: MouseEvent) => {
    const modified = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey
    if (event.defaultPrevented || event.button !== 0 || modified) return
    const link = (event.target as Element).closest('a')
    const href = link?.getAttribute('href')
    if (!link || !href?.startsWith('/') || href.startsWith('//') || href.startsWith('/api/')) return
    if (link.hasAttribute('download') || link.hasAttribute('target')) return
    event.preventDefault()
    go(href)
  }
  document.addEventListener('click', click)
  addEventListener('popstate', arrive)
  return () => {
    document.removeEventListener('click', click)
    removeEventListener('popstate', arrive)
  }
}
