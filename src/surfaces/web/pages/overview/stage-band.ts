import type { getOverview } from '#contract/operations/hub.ts'
import type { AnswerOf } from '#contract/operation.ts'
import { StageSchema } from '#contract/schemas/record.ts'
import type { Stage } from '../../shown/stage-label.ts'

const STAGES = StageSchema.options

export type OverviewAnswer = AnswerOf<typeof getOverview>

export type BandNode = {
  readonly stage: Stage; readonly x: number; readonly y: number; readonly r: number; readonly records: number
}

export type BandLink = {
  readonly from: Stage
  readonly to: Stage
  readonly links: number
  readonly path: string
  readonly width: number
  readonly label: { readonly x: number; readonly y: number }
}

export type Band = { readonly height: number; readonly nodes: readonly BandNode[]; readonly links: readonly BandLink[] }

/**
 * The drawing of the five stages on a band `width` pixels wide: circles whose area grows with the records, strokes
 * whose width grows with the root of the links. Forward links arch above, feedback to an earlier stage runs below.
 */
export function stageBand(overview: Pick<OverviewAnswer, 'stages' | 'links'>, width: number): Band {
  const column = width / STAGES.length
  const largest = Math.min(34, column * 0.3)
  const mostRecords = Math.max(1, ...overview.stages.map(({ records }) => records))
  const mostLinks = Math.max(1, ...overview.links.map(({ links }) => links))
  const reach = Math.max(0, ...overview.links.map(({ from, to }) => STAGES.indexOf(to) - STAGES.indexOf(from)))
  const back = Math.max(0, ...overview.links.map(({ from, to }) => STAGES.indexOf(from) - STAGES.indexOf(to)))
  const loop = overview.links.some(({ from, to }) => from === to)
  const above = Math.max(loop ? largest * 1.5 : 0, arch(reach, column)) + 22
  const y = above + largest
  const nodes = STAGES.map((stage, position): BandNode => {
    const records = overview.stages.find((each) => each.stage === stage)?.records ?? 0
    const r = records === 0 ? largest * 0.42 : largest * (0.45 + 0.55 * Math.sqrt(records / mostRecords))
    return { stage, x: column * (position + 0.5), y, r, records }
  })
  const links = overview.links.flatMap((each): BandLink[] => {
    const from = nodes[STAGES.indexOf(each.from)]
    const to = nodes[STAGES.indexOf(each.to)]
    if (!from || !to || each.links === 0) return []
    const stroke = 1.5 + (largest / 34) * 10 * Math.sqrt(each.links / mostLinks)
    return [{ ...each, width: stroke, ...curve(from, to, column) }]
  })
  return { height: y + largest + (back > 0 ? arch(back, column) + 18 : 8), nodes, links }
}

function arch(steps: number, column: number): number {
  return steps === 0 ? 0 : Math.min(30 + 16 * steps, column * 0.4 * steps)
}

function curve(from: BandNode, to: BandNode, column: number): Pick<BandLink, 'path' | 'label'> {
  if (from === to) {
    const { x, y, r } = from
    const at = (left: number, up: number) => `${x - r * left},${y - r * up}`
    // Over the left shoulder, so that what leads on starts free on the right.
    return {
      path: `M${at(0.94, 0.34)}C${at(2.5, 1.05)} ${at(1.05, 2.5)} ${at(0.34, 0.94)}`,
      label: { x: Math.max(24, x - r * 1.3), y: y - r * 1.7 - 13 },
    }
  }
  const forward = to.x > from.x
  const steps = Math.round(Math.abs(to.x - from.x) / column)
  const side = forward ? -1 : 1
  const start = { x: from.x + (forward ? 0.5 : -0.5) * from.r, y: from.y + side * from.r * 0.87 }
  const end = { x: to.x + (forward ? -0.6 : 0.6) * to.r, y: to.y + side * to.r * 0.8 }
  const far = from.y + side * (Math.max(from.r, to.r) + arch(steps, column))
  const bend = Math.abs(end.x - start.x) * 0.25 * (forward ? 1 : -1)
  return {
    path: `M${start.x},${start.y}C${start.x + bend},${far} ${end.x - bend},${far} ${end.x},${end.y}`,
    label: { x: (start.x + end.x) / 2, y: (start.y + end.y) / 8 + far * 0.75 + side * 12 + 3 },
  }
}
