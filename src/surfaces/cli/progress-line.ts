import type { Language, Text } from '#science/refusal.ts'
import { printable } from './output.ts'
import { displayWidth } from './text-table.ts'

export type ProgressLine = {
  /** Shows how far the work is, 0 to 1, and what it does now. */
  show(fraction: number, step: Text | null): void
  /** Takes the line away again. */
  clear(): void
}

/** Where the line is written: stderr, or what stands for it in a test. */
export type Terminal = { readonly isTTY?: boolean; readonly columns?: number; write(text: string): unknown }

const BAR = 20
const SECONDS_BETWEEN_LINES = 10

/**
 * Progress of long work on stderr: one line that moves on a terminal, elsewhere a line now and then, so that a log
 * shows that the work goes on without being filled by it.
 */
export function createProgressLine(
  title: Text, language: Language, to: Terminal = process.stderr, now = () => performance.now(),
): ProgressLine {
  let last = -Infinity
  const line = (fraction: number, step: Text | null) => {
    const percent = `${Math.floor(Math.min(Math.max(fraction, 0), 1) * 100)} %`.padStart(5)
    return printable(`${title[language]} ${percent}${step ? ` · ${step[language]}` : ''}`)
  }
  if (!to.isTTY) {
    return {
      show(fraction, step) {
        if (now() - last < SECONDS_BETWEEN_LINES * 1000) return
        last = now()
        to.write(`${line(fraction, step)}\n`)
      },
      clear() {},
    }
  }
  return {
    show(fraction, step) {
      if (now() - last < 80) return
      last = now()
      const filled = Math.round(Math.min(Math.max(fraction, 0), 1) * BAR)
      let text = `${'█'.repeat(filled)}${'░'.repeat(BAR - filled)} ${line(fraction, step)}`
      // A line that wraps could not be taken back.
      while (displayWidth(text) >= (to.columns ?? 80)) text = text.slice(0, -1)
      to.write(`\r\u001b[2K${text}`)
    },
    clear() {
      to.write('\r\u001b[2K')
    },
  }
}
