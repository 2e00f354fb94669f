import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { globSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { test } from 'node:test'

const SOURCE = resolve(import.meta.dirname, '../../src')

/** Folder → folders it may import, from the table in `src/README.md`; the longest matching folder decides. */
function readTable(): ReadonlyMap<string, readonly string[]> {
  const rows = readFileSync(join(SOURCE, 'README.md'), 'utf8').matchAll(/^\| `([\w/]+)` \|[^|]*\| ([^|]*) \|$/gm)
  return new Map(Array.from(rows, ([, folder, allowed]) => [folder!, allowed === '–' ? [] : allowed!.split(', ')]))
}

const table = readTable()
const folderOf = (path: string) =>
  [...table.keys()].filter((folder) => path === folder || path.startsWith(`${folder}/`)).sort((a, b) => b.length - a.length)[0]

/** Every import of a source file, as a path below `src`; packages and Node's own modules are left out. */
function importsOf(file: string): string[] {
  const text = readFileSync(join(SOURCE, file), 'utf8')
  const specifiers = text.matchAll(/(?:from|import)\s*\(?\s*'((?:#|\.)[^']+)'/g)
  return Array.from(specifiers, ([, specifier]) =>
    specifier!.startsWith('#') ? specifier!.slice(1) : relative(SOURCE, resolve(SOURCE, dirname(file), specifier!)),
  ).filter((path) => !path.startsWith('..'))
}

const files = globSync('**/*.{ts,svelte}', { cwd: SOURCE }).filter((file) => !file.includes('node_modules') && !file.includes('messages/compiled'))

test('every source file lies in a folder of the table', () => {
  assert.deepEqual(files.filter((file) => folderOf(file) === undefined), [])
})

test('every import is one that the table in src/README.md allows', () => {
  const broken = files.flatMap((file) => {
    const from = folderOf(file)!
    return importsOf(file)
      .filter((path) => {
        const to = folderOf(path)
        return to !== undefined && to !== from && !table.get(from)!.includes(to)
      })
      .map((path) => `${file} → ${path}`)
  })
  assert.deepEqual(broken, [])
})

test('no folder or file is called by a name that says nothing', () => {
  const empty = /(^|\/)(utils?|helpers?|common|misc|shared|core|base|manager|service)(\/|\.(ts|svelte)$)/
  assert.deepEqual(files.filter((file) => empty.test(file)), [])
})

test('no file but a table of data is longer than 600 lines', () => {
  const long = files.filter((file) => !/(^|\/)data\//.test(file) && readFileSync(join(SOURCE, file), 'utf8').split('\n').length > 600)
  assert.deepEqual(long, [])
})

test('no page loads the units of QUDT: a large table that only the server needs', () => {
  const seen = new Set<string>()
  const follow = (file: string): void => {
    if (seen.has(file) || !files.includes(file)) return
    seen.add(file)
    importsOf(file).forEach(follow)
  }
  files.filter((file) => file.startsWith('surfaces/web/')).forEach(follow)
  assert.ok(seen.has('science/quantities/parse-unit.ts'), 'the imports of the pages were followed')
  assert.ok(!seen.has('science/quantities/data/qudt-units.ts'))
})
