import { Refusal } from '#science/refusal.ts'
import { referencedIds } from '#record/lineage/participants.ts'
import type { RecordContent } from '#record/records/record.ts'
import { admitContent } from '#record/templates/admit-content.ts'
import type { FileStore } from '#platform/files/file-store.ts'
import { newId } from '#platform/storage/new-id.ts'
import { hubById, hubFor, noSuch } from '../actor.ts'
import type { Actor } from '../actor.ts'
import { refuseDeleted } from '../erasure/deleted.ts'
import { keepValues } from '../values/keep-values.ts'
import type { Installation, Transacted } from '../installation.ts'
import { lockHub } from '../lock-hub.ts'
import { writeOnce } from '../write-once.ts'
import { getRecord } from './get-record.ts'
import { elementsOfNew, passElementsDown } from './elements-in-store.ts'
import { insertRecords, insertRevision } from './insert-rows.ts'
import { rowsOf } from './record-rows.ts'
import { refuseCycle } from './refuse-cycle.ts'
import { templateNamed, templatesOf } from './templates-of.ts'

/** Adds a record; refuses what its template does not allow and a process that would make its own ancestor. */
export async function createRecord(
  at: Installation, actor: Actor, slug: string, content: RecordContent, reason: string,
) {
  const hub = await hubFor(at.db, actor, slug, 'record')
  const by = { hub: hub.id, author: actor.account, at: at.now(), reason, files: at.files }
  const id = await writeOnce(at, actor, async (trx) => {
    const made = newId()
    await addRecord(trx, by, made, content)
    return made
  })
  return getRecord(at, actor, id)
}

/** Whose write it is, and where files that it brings are kept. */
export type Writing = {
  readonly hub: string
  readonly author: string
  readonly at: Date
  readonly reason: string
  readonly files: FileStore
  /** The import that this takes back; what it writes is that import's, not a person's correction. */
  readonly undoes?: string
}

/** As {@link createRecord}, as part of a larger transaction. */
export async function addRecord(trx: Transacted, by: Writing, id: string, given: RecordContent): Promise<void> {
  const { content, template } = await admitted(trx, by.hub, id, await valuesKept(trx, by, given), [])
  const elements = await elementsOfNew(trx, by.hub, id, content)
  await insertRecords(
    trx, [rowsOf({ id, content, template, elements, revision: 1, parent: null }, { ...by, import: null })],
  )
  if (content.kind === 'process') await passElementsDown(trx, by.hub, [id])
}

/** Adds a revision upon revision `upon`; refuses `record.revised_meanwhile` when another came first. */
export async function reviseRecord(
  at: Installation, actor: Actor, id: string, upon: number, content: RecordContent, reason: string,
) {
  await writeOnce(at, actor, async (trx) => {
    const held = await trx.selectFrom('record').select('hub').where('id', '=', id).executeTakeFirst()
    await refuseDeleted(trx, actor, id)
    if (!held || !(await hubById(trx, actor, held.hub, 'record'))) throw noSuch('record', id)
    await addRevision(trx, { hub: held.hub, author: actor.account, at: at.now(), reason, files: at.files }, id, upon, content)
  })
  return getRecord(at, actor, id)
}

/** As {@link reviseRecord}, as part of a larger transaction of somebody who may write in the hub. */
export async function addRevision(
  trx: Transacted, by: Writing, id: string, upon: number, given: RecordContent,
): Promise<void> {
  // Large files are read before anybody has to wait for the lock.
  const kept = await valuesKept(trx, by, given)
  // The hub before the record, as everyone does who hands elements down: in another order two writers would wait for
  // each other.
  await lockHub(trx, by.hub)
  const current = await trx
    .selectFrom('record')
    .select(['kind', 'revision', 'deleted_at'])
    .where('hub', '=', by.hub)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!current || current.deleted_at) throw noSuch('record', id)
  if (current.revision !== upon) throw revisedMeanwhile(upon, current.revision)
  if (current.kind !== kept.kind) throw kindChanged(current.kind, kept.kind)
  const { hash, content: before } = await trx
    .selectFrom('revision')
    .select(['hash', 'content'])
    .where('hub', '=', by.hub)
    .where('record', '=', id)
    .where('n', '=', upon)
    .executeTakeFirstOrThrow()
  const { content, template } = await admitted(trx, by.hub, id, kept, referencedIds(before))
  const elements = await elementsOfNew(trx, by.hub, id, content)
  await insertRevision(
    trx, rowsOf({ id, content, template, elements, revision: upon + 1, parent: hash }, { ...by, import: by.undoes ?? null }),
  )
  await passElementsDown(trx, by.hub, [id])
}

async function valuesKept(trx: Transacted, { hub, author, files }: Writing, content: RecordContent): Promise<RecordContent> {
  const template = templateNamed(await templatesOf(trx, hub), content.template)
  return keepValues({ db: trx, files, hub, author }, content, template)
}

/** `before`: the materials that the record pointed to already. */
async function admitted(trx: Transacted, hub: string, id: string, given: RecordContent, before: readonly string[]) {
  const template = templateNamed(await templatesOf(trx, hub), given.template)
  const { content, problems: [problem] } = admitContent(given, template)
  if (problem) throw new Refusal(problem.code, problem.text, { ...problem.details, field: problem.field })
  await requireReferences(trx, hub, content, before)
  if (content.kind === 'process') await refuseCycle(trx, hub, id, content)
  return { content, template }
}

async function requireReferences(trx: Transacted, hub: string, content: RecordContent, before: readonly string[]): Promise<void> {
  const ids = [...new Set(referencedIds(content))]
  if (ids.length === 0) return
  const rows = await trx
    .selectFrom('record')
    .select(['id', 'deleted_at'])
    .where('hub', '=', hub)
    .where('kind', '=', 'material')
    .where('id', 'in', ids)
    .execute()
  const deleted = rows.find((row) => row.deleted_at !== null && !before.includes(row.id))
  if (deleted) throw deletedMaterial(deleted.id)
  const found = new Set(rows.map((row) => row.id))
  const missing = ids.find((id) => !found.has(id))
  if (missing === undefined) return
  throw new Refusal(
    'lineage.not_a_material',
    {
      en: `“${missing}” is not a material of this hub; processes and measurements point to materials.`,
      ko: `“${missing}”은(는) 이 허브의 소재가 아닙니다. 공정과 측정은 소재를 가리켜야 합니다.`,
    },
    { id: missing },
  )
}

/** What was measured before stays where it is; nothing new is said of what had to go. */
export function deletedMaterial(id: string): Refusal {
  return new Refusal('lineage.deleted_material', {
    en: `Material ${id} was deleted for privacy or law; nothing new can be measured on it or made of it.`,
    ko: `소재 ${id}은(는) 개인정보 보호 또는 법적 사유로 삭제되었습니다. 이 소재로 새로 측정하거나 만들 수 없습니다.`,
  }, { id })
}

function revisedMeanwhile(upon: number, newest: number): Refusal {
  return new Refusal(
    'record.revised_meanwhile',
    {
      en: `This record is at revision ${newest} now, not ${upon}; look at what changed, then revise upon it.`,
      ko: `이 기록은 이제 개정 ${upon}이(가) 아니라 ${newest}입니다. 바뀐 내용을 확인한 뒤 그 위에 개정하십시오.`,
    },
    { upon, newest },
  )
}

function kindChanged(from: string, to: string): Refusal {
  return new Refusal(
    'record.kind_changed',
    {
      en: `A ${from} cannot become a ${to}; add a new record instead.`,
      ko: `${from}은(는) ${to}이(가) 될 수 없습니다. 새 기록을 추가하십시오.`,
    },
    { from, to },
  )
}
