import { createHub } from '#contract/operations/account.ts'
import type { Asked, Outcome } from '../command.ts'
import { connect } from '../connect.ts'
import type { hubOptions } from './people.ts'

/** Makes a hub, which the console leads; invite its lead with `member invite`. */
export async function run({ argument, options, language }: Asked<typeof hubOptions>): Promise<Outcome> {
  const client = await connect(language)
  const hub = await client.call(createHub, { body: { slug: argument, title: { en: options['title-en'], ko: options['title-ko'] } } })
  return {
    json: hub,
    text: () => ({
      en: `${client.address}/h/${hub.slug} is there. Invite its lead: sojae member invite EMAIL --role lead --hub ${hub.slug}`,
      ko: `${client.address}/h/${hub.slug} 허브를 만들었습니다. 책임자 초대: sojae member invite EMAIL --role lead --hub ${hub.slug}`,
    })[language],
  }
}
