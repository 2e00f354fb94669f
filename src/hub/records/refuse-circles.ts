import { sql } from 'kysely'
import { Refusal } from '#science/refusal.ts'
import type { Transacted } from '../installation.ts'
import { circle, madeTwice, waysUp } from './refuse-cycle.ts'

/** A process that an import has just written, and the line that told of it. */
export type WrittenProcess = { readonly id: string; readonly line: number }

type Suspect = { readonly process: string; readonly material: string; readonly other: string; readonly direction: 'input' | 'output' }

/**
 * Refuses processes of an import that make their own ancestor, or a material that another process made already.
 *
 * The last written process of any circle makes a material that one written before it takes in. Processes are given in the
 * order in which they were written, all others of the hub came before: so only those whose output is taken in by an earlier
 * one are looked at whole.
 */
export async function refuseCircles(trx: Transacted, hub: string, file: string, processes: readonly WrittenProcess[]): Promise<void> {
  if (processes.length === 0) return
  const order = new Map(processes.map(({ id }, index) => [id, index]))
  const { rows } = await sql<Suspect>`
    select made.process, made.material, other.process as other, other.direction
    from edge as made join edge as other on other.hub = made.hub and other.material = made.material and other.process <> made.process
    where made.hub = ${hub} and made.direction = 'output' and made.process = any(${processes.map(({ id }) => id)}::uuid[])`.execute(trx)
  for (const { process, material, other, direction } of rows) {
    // Of two that this import wrote, the later one is at fault; what was there before is at no fault.
    if ((order.get(other) ?? -1) > order.get(process)!) continue
    const at = (refusal: Refusal) => inLine(file, processes[order.get(process)!]!.line, refusal)
    if (direction === 'output') throw at(madeTwice(other, material))
    const found = circle(material, await waysUp(trx, hub, [material]))
    if (found) throw at(found)
  }
}

function inLine(file: string, line: number, { code, text, details }: Refusal): Refusal {
  return new Refusal(code, { en: `${file}, line ${line}: ${text.en}`, ko: `${file} ${line}행: ${text.ko}` }, { ...details, file, line })
}
