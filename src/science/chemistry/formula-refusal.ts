import { Refusal } from '../refusal.ts'
import type { Text } from '../refusal.ts'

/** A refusal of a composition, with its text, the position (from 1) of the fault, and what to do. */
export function formulaRefusal(fault: string, written: string, position: number, why: Text): Refusal {
  return new Refusal(`composition.${fault}`, {
    en: `The composition “${written}” cannot be read at position ${position}: ${why.en}`,
    ko: `조성 “${written}”의 ${position}번째 글자에서 읽을 수 없습니다: ${why.ko}`,
  }, { text: written, position })
}
