import assert from 'node:assert/strict'
import { test } from 'node:test'
import { languageOf } from './language.ts'

test('LC_ALL decides over LANG, and an empty one does not count', () => {
  assert.equal(languageOf([], { LC_ALL: 'ko_KR.UTF-8', LANG: 'en_US.UTF-8' }), 'ko')
  assert.equal(languageOf([], { LC_ALL: '', LANG: 'ko_KR.UTF-8' }), 'ko')
  assert.equal(languageOf([], { LC_ALL: 'C', LANG: 'ko_KR.UTF-8' }), 'en')
  assert.equal(languageOf([], { LANG: 'kok_IN' }), 'en', 'Konkani is not Korean')
})

test('--language decides over the locale, but not behind --', () => {
  assert.equal(languageOf(['status', '--language', 'en'], { LANG: 'ko_KR' }), 'en')
  assert.equal(languageOf(['status', '--language=ko'], {}), 'ko')
  assert.equal(languageOf(['add', '--', '--language=ko'], {}), 'en')
})
