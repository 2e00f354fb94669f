import type { Text } from '#science/refusal.ts'

type Why = { readonly code: string; readonly text: Text }

export const WITHDRAWN: Why = { code: 'record.withdrawn', text: { en: 'It is withdrawn.', ko: '철회된 기록입니다.' } }

export const NOT_THERE: Why = { code: 'record.not_found', text: { en: 'There is no such record in this hub.', ko: '이 허브에 없는 기록입니다.' } }

export const IN_DRAFT: Why = {
  code: 'edit.draft_open',
  text: { en: 'A draft that revises it is open; accept it or put it away first.', ko: '이 기록을 개정하는 초안이 열려 있습니다. 먼저 채택하거나 치우십시오.' },
}

/** Of a record that is not any more what the dry run saw. */
export function revisedMeanwhile(saw: number, newest: number): Why {
  return { code: 'record.revised_meanwhile', text: {
    en: `The dry run saw its revision ${saw}; by now it is at ${newest}.`, ko: `미리 보기에서는 개정 ${saw}이었으나 지금은 개정 ${newest}입니다.`,
  } }
}
