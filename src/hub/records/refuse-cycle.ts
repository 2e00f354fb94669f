import { sql } from 'kysely'
import { Refusal } from '#science/refusal.ts'
import { findCycle } from '#record/lineage/find-cycle.ts'
import type { ProcessContent } from '#record/records/record.ts'
import type { Transacted } from '../installation.ts'
import { lockHub } from '../lock-hub.ts'

/**
 * Refuses a process that would make its own ancestor, or a material that another process made already.
 *
 * Writers of one hub wait for one another here, so two processes cannot close a circle between them unseen.
 */
export async function refuseCycle(trx: Transacted, hub: string, id: string, content: ProcessContent): Promise<void> {
  await lockHub(trx, hub)
  const inputs = content.inputs.map(({ material }) => material)
  const outputs = content.outputs.map(({ material }) => material)
  await refuseMadeTwice(trx, hub, id, outputs)
  const from = await waysUp(trx, hub, inputs)
  for (const output of outputs) {
    const found = circle(output, new Map([...from, [output, inputs]]))
    if (found) throw found
  }
}

/** The refusal of a material that is its own ancestor, if it is; `from` says what each was made from. */
export function circle(material: string, from: ReadonlyMap<string, readonly string[]>): Refusal | null {
  const cycle = findCycle(material, (at) => from.get(at) ?? [])
  if (!cycle) return null
  return new Refusal(
    'lineage.cycle',
    {
      en: `This process would make material “${material}” its own ancestor (${cycle.length} steps around); `
        + 'check inputs and outputs.',
      ko: `이 공정은 소재 “${material}”을(를) 자기 자신의 조상으로 만듭니다(${cycle.length}단계 순환). 투입과 산출을 확인하십시오.`,
    },
    { cycle },
  )
}

async function refuseMadeTwice(trx: Transacted, hub: string, id: string, outputs: readonly string[]): Promise<void> {
  const { rows } = await sql<{ process: string; material: string }>`
    select process, material from edge
    where hub = ${hub} and direction = 'output' and process <> ${id}
      and material = any(${outputs}::uuid[]) limit 1`.execute(trx)
  const other = rows[0]
  if (other) throw madeTwice(other.process, other.material)
}

export function madeTwice(process: string, material: string): Refusal {
  return new Refusal(
    'lineage.made_twice',
    {
      en: `Material “${material}” was already made by process “${process}”; a changed thing is a new material.`,
      ko: `소재 “${material}”은(는) 이미 공정 “${process}”에서 만들어졌습니다. 달라진 것은 새 소재로 기록하십시오.`,
    },
    { process, material },
  )
}

/** What each material was made from, over all ancestors of `materials`. */
export async function waysUp(trx: Transacted, hub: string, materials: readonly string[]): Promise<Map<string, string[]>> {
  const { rows } = await sql<{ made: string; source: string }>`
    with recursive above as (
      select unnest(${materials}::uuid[]) as material
      union
      select used.material from above
        join edge as made on made.hub = ${hub} and made.material = above.material and made.direction = 'output'
        join edge as used on used.hub = ${hub} and used.process = made.process and used.direction = 'input'
    )
    select above.material as made, used.material as source from above
      join edge as made on made.hub = ${hub} and made.material = above.material and made.direction = 'output'
      join edge as used on used.hub = ${hub} and used.process = made.process and used.direction = 'input'`.execute(trx)
  const from = new Map<string, string[]>()
  for (const { made, source } of rows) from.set(made, [...(from.get(made) ?? []), source])
  return from
}
