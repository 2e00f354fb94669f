import { sql } from 'kysely'
import type { CellReading } from '#stewardship/exchange/read-cell.ts'
import type { Keeping } from '../values/keeping.ts'

type Found = { readonly id: string; readonly name: string }

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i
const NAMED = 3

/**
 * The records by a template (of any version) that texts name: by their names, written exactly so, or by their ids.
 *
 * Refused where there is none (with those whose names differ in letters' case and separators only) or where there are
 * several: which of them is meant is not for the hub to guess.
 */
export async function recordsNamed(
  { db, hub }: Pick<Keeping, 'db' | 'hub'>, template: string, texts: readonly string[],
): Promise<Map<string, CellReading>> {
  const ids = texts.filter((text) => UUID.test(text))
  const { rows } = await sql<Found & { plain: string }>`
    select id, name, plain_name(name) as plain from record
    where hub = ${hub} and deleted_at is null and template = ${template} and kind = 'material'
      and (plain_name(name) = any(select plain_name(text) from unnest(${texts}::text[]) as text) or id = any(${ids}::uuid[]))
  `.execute(db)
  const plainOf = await plainNames({ db }, texts)
  return new Map(texts.map((text) => {
    const exact = rows.filter(({ id, name }) => name === text || id === text.toLowerCase())
    if (exact.length === 1) return [text, { value: { type: 'reference', to: { record: exact[0]!.id } } }]
    if (exact.length > 1) return [text, several(template, text, exact.length)]
    return [text, none(template, text, rows.filter(({ plain }) => plain === plainOf.get(text)))]
  }))
}

async function plainNames({ db }: Pick<Keeping, 'db'>, texts: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ text: string; plain: string }>`
    select text, plain_name(text) as plain from unnest(${texts}::text[]) as text
  `.execute(db)
  return new Map(rows.map(({ text, plain }) => [text, plain]))
}

function several(template: string, text: string, count: number): CellReading {
  return { refused: { code: 'cell.ambiguous_record', text: {
    en: `${count} records by ${template} are called “${text}”. Give them names of their own, or write the id of the one that is meant.`,
    ko: `“${text}”(이)라는 ${template} 기록이 ${count}개 있습니다. 서로 다른 이름을 주거나 뜻하는 기록의 ID를 쓰십시오.`,
  } } }
}

function none(template: string, text: string, near: readonly Found[]): CellReading {
  const names = [...new Set(near.map(({ name }) => name))].slice(0, NAMED).map((name) => `“${name}”`).join(', ')
  return { refused: { code: 'cell.unknown_record', text: {
    en: `No record by ${template} is called “${text}”.${names ? ` Did you mean ${names}? Write it exactly so.` : ' Bring it in first, or correct the cell.'}`,
    ko: `“${text}”(이)라는 ${template} 기록이 없습니다.${names ? ` ${names}을(를) 뜻하셨습니까? 똑같이 쓰십시오.` : ' 먼저 그 기록을 들여오거나 칸을 고치십시오.'}`,
  } } }
}
