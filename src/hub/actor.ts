import { Refusal } from '#science/refusal.ts'
import type { Text } from '#science/refusal.ts'
import { may } from '#stewardship/access/may.ts'
import type { Action, HubRole } from '#stewardship/access/may.ts'
import type { Reader } from './installation.ts'

/** Who asks. */
export type Actor = { readonly account: string; readonly name: string }

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
  hub: { en: 'hub', ko: '허브' },
  record: { en: 'record', ko: '기록' },
  import: { en: 'import', ko: '가져오기' },
  table: { en: 'table', ko: '표' },
  model: { en: 'model', ko: '모델' },
  campaign: { en: 'campaign', ko: '캠페인' },
  proposal: { en: 'proposal', ko: '제안' },
  job: { en: 'job', ko: '작업' },
  file: { en: 'file', ko: '파일' },
  template: { en: 'template', ko: '템플릿' },
} as const

/** The one answer for what does not exist and for what one may not see. */
export function noSuch(noun: keyof typeof NOUNS, id: string): Refusal {
  const { en, ko } = NOUNS[noun]
  return new Refusal(
    `${noun}.not_found`,
    { en: `There is no ${en} “${id}” that you may see.`, ko: `볼 수 있는 ${ko} “${id}”이(가) 없습니다.` },
    { [noun]: id },
  )
}
