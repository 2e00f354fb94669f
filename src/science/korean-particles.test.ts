import assert from 'node:assert/strict'
import { test } from 'node:test'
import { chooseParticles } from './korean-particles.ts'
import { Refusal } from './refusal.ts'

test('a particle follows the sound of the letter before it, also through quotation marks', () => {
  const cases = {
    '용어이(가) 없습니다.': '용어가 없습니다.', '템플릿이(가)': '템플릿이', '“강도”은(는)': '“강도”는', '“합금”을(를)': '“합금”을',
    '소재와(과)': '소재와', '물성와(과)': '물성과', '서울(으)로': '서울로', '방법(으)로': '방법으로', '소재(으)로': '소재로',
  }
  for (const [written, chosen] of Object.entries(cases)) assert.equal(chooseParticles(written), chosen)
})

test('a digit is read by its Korean name, and l takes 로: 1로, 3으로, 2로', () => {
  assert.deepEqual(['0이(가)', '2이(가)', '1(으)로', '3(으)로', '10을(를)', '5와(과)'].map(chooseParticles), ['0이', '2가', '1로', '3으로', '10을', '5와'])
})

test('after a letter of another script, or a sign, both forms stay', () => {
  for (const text of ['“yield_strength”이(가) 없습니다.', 'MPa은(는)', '%을(를)', '이(가)']) assert.equal(chooseParticles(text), text)
})

test('a refusal speaks Korean with its particles chosen', () => {
  assert.equal(new Refusal('a.b', { en: 'No term “x”.', ko: '용어이(가) 없습니다.' }).text.ko, '용어가 없습니다.')
})
