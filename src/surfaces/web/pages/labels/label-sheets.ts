/** A sheet of labels, in millimetres; `across` and `down` say how many stand on a page, one across and down for a roll. */
export type LabelSheet = {
  readonly name: string
  readonly page: readonly [width: number, height: number]
  readonly label: readonly [width: number, height: number]
  readonly across: number
  readonly down: number
  readonly margin: readonly [left: number, top: number]
  readonly gap: readonly [across: number, down: number]
}

/** Sheets that stationers sell, and rolls of label printers: what fits an Eppendorf tube, a sample box, a shelf. */
export const LABEL_SHEETS: readonly LabelSheet[] = [
  { name: 'A4 · 38.1 × 21.2 mm · 65', page: [210, 297], label: [38.1, 21.2], across: 5, down: 13, margin: [4.75, 10.7], gap: [2.5, 0] },
  { name: 'A4 · 63.5 × 38.1 mm · 21', page: [210, 297], label: [63.5, 38.1], across: 3, down: 7, margin: [7.25, 15.15], gap: [2.5, 0] },
  { name: '25 × 13 mm', page: [25, 13], label: [25, 13], across: 1, down: 1, margin: [0, 0], gap: [0, 0] },
  { name: '50 × 25 mm', page: [50, 25], label: [50, 25], across: 1, down: 1, margin: [0, 0], gap: [0, 0] },
]

/** Labels page by page; the first page begins after `skip` labels that were used before. */
export function onPages<T>(sheet: LabelSheet, labels: readonly T[], skip: number): (T | null)[][] {
  const most = sheet.across * sheet.down
  const all = [...Array<null>(Math.min(skip, most - 1)).fill(null), ...labels]
  return Array.from({ length: Math.ceil(all.length / most) }, (_, page) => all.slice(page * most, (page + 1) * most))
}
