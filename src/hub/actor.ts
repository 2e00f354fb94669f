import { Refusal } from '#science/refusal.ts'
import type { Text } from '#science/refusal.ts'
import { may } from '#stewardship/access/may.ts'
import type { Action, HubRole } from '#stewardship/access/may.ts'
import type { Reader } from './installation.ts'

/** Who asks; with the key of a request that must not be carried out twice, and what the request says. */
export type Actor = {
  readonly account: string
  readonly name: string
  readonly once?: { readonly key: string; readonly request: string }
  /** Refuses to write where what the request was made upon has changed. */
  readonly unchanged?: () => Promise<void>
}

export type HubRow = {
  readonly id: string
  readonly slug: string
  readonly title: Text
  readonly example: boolean
  readonly role: HubRole
}

/**
 * The hub named `slug`, if the actor may do `action` there.
 *
 * A hub that one is no member of is refused in the same words as one that does not exist.
 */
export async function hubFor(db: Reader, actor: Actor, slug: string, action: Action): Promise<HubRow> {
  const hub = await hubs(db, actor).where('hub.slug', '=', slug).executeTakeFirst()
  if (!hub) throw noSuch('hub', slug)
  return allowed(hub, action)
}

/** As {@link hubFor}, for a hub known by id because something in it was asked for. */
export async function hubById(db: Reader, actor: Actor, id: string, action: Action): Promise<HubRow | null> {
  const hub = await hubs(db, actor).where('hub.id', '=', id).executeTakeFirst()
  return hub ? allowed(hub, action) : null
}

function hubs(db: Reader, actor: Actor) {
  return db
    .selectFrom('hub')
    .innerJoin('membership', 'membership.hub', 'hub.id')
    .where('membership.account', '=', actor.account)
    .select(['hub.id', 'hub.slug', 'hub.title', 'hub.example', 'membership.role'])
}

function allowed(hub: HubRow, action: Action): HubRow {
  if (may(hub.role, action)) return hub
  throw new Refusal(
    'access.not_allowed',
    {
      en: `Your role in “${hub.title.en}” (${hub.role}) does not allow this; ask the hub's lead.`,
      ko: `“${hub.title.ko}”에서의 역할(${hub.role})로는 할 수 없습니다. 허브 책임자에게 문의하십시오.`,
    },
    { role: hub.role, action },
  )
}

const NOUNS = {
  hub: { en: 'hub', ko: '허브가' },
  record: { en: 'record', ko: '기록이' },
  draft: { en: 'draft', ko: '초안이' },
  comment: { en: 'comment', ko: '의견이' },
  import: { en: 'import', ko: '가져오기가' },
  table: { en: 'table', ko: '표가' },
  model: { en: 'model', ko: '모델이' },
  campaign: { en: 'campaign', ko: '캠페인이' },
  proposal: { en: 'proposal', ko: '제안이' },
  job: { en: 'job', ko: '작업이' },
  file: { en: 'file', ko: '파일이' },
  curve: { en: 'curve', ko: '곡선이' },
  template: { en: 'template', ko: '템플릿이' },
  migration: { en: 'migration', ko: '이전이' },
} as const

/** What can be asked for by its name or id. */
export type Noun = keyof typeof NOUNS

/** Whether a word is one of the nouns that things are asked for by. */
export function isNoun(word: string): word is Noun {
  return Object.hasOwn(NOUNS, word)
}

/** Longer than any name or id of ours; the rest of what somebody pasted is not read back to them. */
const LONGEST_SHOWN = 100

/** The one answer for what does not exist, for what one may not see, and for what cannot be an id at all. */
export function noSuch(noun: Noun, id: string): Refusal {
  const { en, ko } = NOUNS[noun]
  const plain = id.replace(/[\p{Cc}\s]+/gu, ' ')
  const shown = plain.length > LONGEST_SHOWN ? `${plain.slice(0, LONGEST_SHOWN).toWellFormed()}…` : plain
  return new Refusal(
    `${noun}.not_found`,
    {
      en: `There is no such ${en}: ${shown}. Check it; what you may not see is not found either.`,
      ko: `그런 ${ko} 없습니다: ${shown}. 다시 확인하십시오. 볼 권한이 없는 것도 찾을 수 없습니다.`,
    },
    { [noun]: id },
  )
}
