// What pages say stands once, and in both languages.
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { test } from 'node:test'

const FOLDER = resolve(import.meta.dirname, '../../src/surfaces/web/messages')
const said = (language: string) => globSync(`${language}/*.json`, { cwd: FOLDER }).flatMap((file) => (
  Object.keys(JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as object).map((key) => ({ key, file: file.slice(language.length + 1) }))
))

test('no message has two texts: of two under one name, the later file would speak on the other’s page', () => {
  for (const language of ['en', 'ko']) {
    const files = Map.groupBy(said(language), ({ key }) => key)
    assert.deepEqual([...files].filter(([, all]) => all.length > 1).map(([key, all]) => `${key}: ${all.map(({ file }) => file).join(', ')}`), [])
  }
})

test('every message is there in English and in Korean, in the same file', () => {
  const keys = (language: string) => said(language).filter(({ key }) => key !== '$schema').map(({ key, file }) => `${file} ${key}`).toSorted()
  assert.deepEqual(keys('ko'), keys('en'))
})
