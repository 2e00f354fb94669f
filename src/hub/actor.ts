import { Refusal } from '#science/refusal.ts'
import type { Text } from '#science/refusal.ts'
import { ROLE_NAMES } from '#contract/schemas/people.ts'
import { lesser, may } from '#stewardship/access/may.ts'
import type { Action, HubRole } from '#stewardship/access/may.ts'
import type { Reader } from './installation.ts'

/** Who asks; with the key of a request that must not be carried out twice, and what the request says. */
export type Actor = {
  readonly account: string
  readonly name: string
  /** The session they came by; a job that acts for somebody has none. */
  readonly session?: string
  /** Where they came by a token: what it is good for. */
  readonly limits?: TokenLimits
  readonly once?: { readonly key: string; readonly request: string }
  /** Refuses to write where what the request was made upon has changed. */
  readonly unchanged?: () => Promise<void>
}

/** The only hub that a token opens (null: each that its holder may see) and the role that it has there at most. */
export type TokenLimits = { readonly hub: string | null; readonly atMost: HubRole }

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
  const hub = await hubsOf(db, actor).where('hub.slug', '=', slug).executeTakeFirst()
  if (!hub) throw noSuch('hub', slug)
  return allowed(hub, actor, action)
}

/** As {@link hubFor}, for a hub known by id because something in it was asked for. */
export async function hubById(db: Reader, actor: Actor, id: string, action: Action): Promise<HubRow | null> {
  const hub = await hubsOf(db, actor).where('hub.id', '=', id).executeTakeFirst()
  return hub ? allowed(hub, actor, action) : null
}

/** The hubs that the actor may see, with their role in each as a member. */
export function hubsOf(db: Reader, actor: Actor) {
  const only = actor.limits?.hub
  return db
    .selectFrom('hub')
    .innerJoin('membership', 'membership.hub', 'hub.id')
    .where('membership.account', '=', actor.account)
    .$if(typeof only === 'string', (query) => query.where('hub.id', '=', only!))
    .select(['hub.id', 'hub.slug', 'hub.title', 'hub.example', 'membership.role'])
}

function allowed(member: HubRow, { limits }: Actor, action: Action): HubRow {
  const hub = limits ? { ...member, role: lesser(member.role, limits.atMost) } : member
  if (may(hub.role, action)) return hub
  if (may(member.role, action)) {
    throw new Refusal(
      'access.token_limited',
      {
        en: `This token acts as ${ROLE_NAMES[hub.role].en} at most, which does not allow this; make another, or sign in.`,
        ko: `이 토큰은 최대 ${ROLE_NAMES[hub.role].ko} 역할까지만 쓸 수 있어 이 작업을 할 수 없습니다. 다른 토큰을 만들거나 로그인하십시오.`,
      },
      { role: hub.role, action },
    )
  }
  throw new Refusal(
    'access.not_allowed',
    {
      en: `Your role in “${hub.title.en}” (${ROLE_NAMES[hub.role].en}) does not allow this; ask the hub's lead.`,
      ko: `“${hub.title.ko}”에서의 역할(${ROLE_NAMES[hub.role].ko})로는 할 수 없습니다. 허브 책임자에게 문의하십시오.`,
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
  finding: { en: 'finding', ko: '지적 사항이' },
  table: { en: 'table', ko: '표가' },
  model: { en: 'model', ko: '모델이' },
  campaign: { en: 'campaign', ko: '캠페인이' },
  proposal: { en: 'proposal', ko: '제안이' },
  job: { en: 'job', ko: '작업이' },
  file: { en: 'file', ko: '파일이' },
  upload: { en: 'upload', ko: '업로드가' },
  curve: { en: 'curve', ko: '곡선이' },
  template: { en: 'template', ko: '템플릿이' },
  recipe: { en: 'recipe', ko: '레시피가' },
  edit: { en: 'edit', ko: '편집이' },
  search: { en: 'saved search', ko: '저장한 검색이' },
  migration: { en: 'migration', ko: '이전이' },
  member: { en: 'member', ko: '구성원이' },
  invitation: { en: 'invitation', ko: '초대가' },
  account: { en: 'account', ko: '계정이' },
  session: { en: 'session', ko: '세션이' },
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
