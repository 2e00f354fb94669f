import type { Language, Refusal } from '#science/refusal.ts'
import type { Problem } from '#contract/client.ts'

/** Columns of the terminal that a table may fill; undefined where stdout is no terminal. */
export function terminalWidth(): number | undefined {
  return process.stdout.isTTY ? process.stdout.columns : undefined
}

/**
 * Text without what would steer a terminal: names and notes in a hub are other people's.
 *
 * Line ends and tabs stay; other control characters and those that turn the reading direction become `�`.
 */
export function printable(text: string): string {
  return text.replace(/(?![\n\t])[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, '\ufffd')
}

/** Writes to stdout and waits until it is taken, so that a pipe gets all of it before the process ends. */
export function writeOut(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(text, (error) => (error ? reject(error) : resolve()))
  })
}

/** Writes one line to stderr. */
export function writeRemark(text: string): void {
  process.stderr.write(`${printable(text)}\n`)
}

/** The one line that says why something was refused. */
export function refusalLine(refusal: Refusal, language: Language): string {
  return `sojae: ${refusal.text[language].replace(/\s*\n\s*/g, ' ')}`
}

/** A refusal as the hub would write it; `status` stands there if a hub gave it. */
export function problemOf(
  { code, text, details }: Refusal, language: Language,
): Omit<Problem, 'status'> & { status?: number } {
  const { status, ...rest } = details
  return {
    type: `urn:sojae:problem:${code}`, title: code, ...(typeof status === 'number' && { status }),
    detail: text[language], code, text, details: rest,
  }
}
