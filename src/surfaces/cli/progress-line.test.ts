import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createProgressLine } from './progress-line.ts'
import type { Terminal } from './progress-line.ts'
import { displayWidth } from './text-table.ts'

const TITLE = { en: 'Training', ko: '학습 중' }

function written(isTTY: boolean, columns = 60): { to: Terminal; texts: string[] } {
  const texts: string[] = []
  return { texts, to: { isTTY, columns, write: (text) => texts.push(text) } }
}

test('a log gets a line at the start and one every ten seconds', () => {
  const { to, texts } = written(false)
  let seconds = 0
  const progress = createProgressLine(TITLE, 'en', to, () => seconds * 1000)
  for (; seconds < 25; seconds++) progress.show(seconds / 25, { en: 'Fold 1', ko: '폴드 1' })
  progress.clear()
  assert.deepEqual(texts, ['Training   0 % · Fold 1\n', 'Training  40 % · Fold 1\n', 'Training  80 % · Fold 1\n'])
})

test('a terminal gets one line that never wraps and is taken away in the end', () => {
  const { to, texts } = written(true)
  const progress = createProgressLine(TITLE, 'ko', to, () => texts.length * 1000)
  progress.show(0.5, { en: '', ko: '외부 교차검증의 폴드를 하나씩 학습하고 검증하는 중입니다'.repeat(3) })
  assert.ok(texts[0]!.startsWith('\r\u001b[2K'))
  assert.ok(displayWidth(texts[0]!.slice(5)) < 60)
  progress.clear()
  assert.equal(texts.at(-1), '\r\u001b[2K')
})
