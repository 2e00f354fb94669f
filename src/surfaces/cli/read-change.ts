import type { z } from 'zod'
import type { ChangeSchema } from '#contract/schemas/bulk-edit.ts'
import type { OptionValues } from './option.ts'
import { wrongUsage } from './usage-refusal.ts'
import type { editManyOptions } from './commands/record-edits.ts'

type Change = z.input<typeof ChangeSchema>
const WORDS = 'record edit-many'

/** The one change that a command's options say. */
export function readChange({ set, clear, rename, origin, source }: OptionValues<typeof editManyOptions>): Change {
  const changes: Change[] = []
  if (set !== undefined) {
    const [field, text] = halves(set, '--set FIELD=VALUE')
    changes.push({ what: 'set', field: field.trim(), text })
  }
  if (clear !== undefined) changes.push({ what: 'clear', field: clear })
  if (rename !== undefined) {
    const [find, replace] = halves(rename, '--rename OLD=NEW')
    changes.push({ what: 'rename', find, replace })
  }
  if (origin !== undefined) changes.push({ what: 'origin', origin })
  if (source !== undefined) changes.push({ what: 'source', source: readSource(source) })
  if (changes.length === 1) return changes[0]!
  throw wrongUsage('one_change', {
    en: 'Say one change: --set, --clear, --rename, --origin or --source.', ko: '변경을 하나만 지정하십시오: --set, --clear, --rename, --origin, --source.',
  }, WORDS)
}

function halves(text: string, form: string): [string, string] {
  const at = text.indexOf('=')
  if (at > 0) return [text.slice(0, at), text.slice(at + 1)]
  throw wrongUsage('no_equals', { en: `“${text}” has no “=”: ${form}.`, ko: `“${text}”에 “=”가 없습니다: ${form}.` }, WORDS)
}

function readSource(text: string): Extract<Change, { what: 'source' }>['source'] {
  if (text === 'own') return { kind: 'own' }
  const [, kind, rest] = /^(doi|database):(.+)$/.exec(text) ?? []
  if (kind === 'doi') return { kind: 'literature', doi: rest! }
  if (kind === 'database') return { kind: 'database', name: rest! }
  throw wrongUsage('no_source', {
    en: `“${text}” is no source: own, doi:10.1038/… or database:NAME.`, ko: `“${text}”은(는) 출처가 아닙니다: own, doi:10.1038/…, database:이름.`,
  }, WORDS)
}
