import type { Text } from '#science/refusal.ts'
import type { Command } from '../command.ts'
import { ARCHIVE_COMMANDS } from './archive.ts'
import { CAMPAIGN_COMMANDS } from './campaign.ts'
import { DRAFT_COMMANDS } from './draft.ts'
import { FILE_COMMANDS } from './file.ts'
import { HUB_COMMANDS } from './hub.ts'
import { IMPORT_COMMANDS } from './import.ts'
import { JOB_COMMANDS } from './job.ts'
import { MODEL_COMMANDS } from './model.ts'
import { PEOPLE_COMMANDS } from './people.ts'
import { QUALITY_COMMANDS } from './quality.ts'
import { RECIPE_COMMANDS } from './recipe.ts'
import { RECORD_COMMANDS } from './record.ts'
import { EDIT_COMMANDS } from './record-edits.ts'
import { SEARCH_COMMANDS } from './search.ts'
import { TABLE_COMMANDS } from './table.ts'
import { TEMPLATE_COMMANDS } from './template.ts'

/** The commands as the help groups them. */
export const GROUPS: readonly { readonly title: Text; readonly commands: readonly Command[] }[] = [
  { title: { en: 'The hub', ko: '허브' }, commands: HUB_COMMANDS },
  {
    title: { en: 'Records', ko: '기록' },
    commands: [
      ...RECORD_COMMANDS, ...EDIT_COMMANDS, ...SEARCH_COMMANDS, ...DRAFT_COMMANDS, ...TEMPLATE_COMMANDS, ...IMPORT_COMMANDS, ...RECIPE_COMMANDS, ...FILE_COMMANDS, ...QUALITY_COMMANDS,
    ],
  },
  { title: { en: 'Tables and models', ko: '표와 모델' }, commands: [...TABLE_COMMANDS, ...MODEL_COMMANDS] },
  { title: { en: 'Next experiments', ko: '다음 실험' }, commands: CAMPAIGN_COMMANDS },
  { title: { en: 'People and hubs', ko: '사람과 허브' }, commands: PEOPLE_COMMANDS },
  { title: { en: 'Back-up', ko: '백업' }, commands: ARCHIVE_COMMANDS },
  { title: { en: 'Work that runs', ko: '진행 중인 작업' }, commands: JOB_COMMANDS },
]

/** Every command. */
export const COMMANDS: readonly Command[] = GROUPS.flatMap(({ commands }) => commands)

/** The noun of a `<noun> <verb>` command; undefined for a verb of the whole hub. */
export function nounOf({ words }: Command): string | undefined {
  return words.includes(' ') ? words.split(' ')[0] : undefined
}

export const NOUNS: ReadonlySet<string> = new Set(COMMANDS.flatMap((command) => nounOf(command) ?? []))

/** The command typed so; undefined if there is none. */
export function commandNamed(words: string): Command | undefined {
  return COMMANDS.find((command) => command.words === words)
}
