import type { getOverview } from '#contract/operations/hub.ts'
import type { AnswerOf } from '#contract/operation.ts'
import { StageSchema } from '#contract/schemas/record.ts'
import { textWidth } from '../../plots/text-width.ts'
import type { Stage } from '../../shown/stage-label.ts'

const STAGES = StageSchema.options

export type OverviewAnswer = AnswerOf<typeof getOverview>

type Point = { readonly x: number; readonly y: number }

export type BandNode = {
  readonly stage: Stage; readonly x: number; readonly y: number; readonly r: number; readonly records: number
}

export type BandLink = {
  readonly from: Stage
  readonly to: Stage
  readonly links: number
  readonly path: string
  readonly width: number
  /** Where the count stands; null where there is no room for it, as the stroke says it too when pointed at. */
  readonly label: Point | null
}

export type Band = { readonly height: number; readonly nodes: readonly BandNode[]; readonly links: readonly BandLink[] }

/**
 * The drawing of the five stages on a band `width` pixels wide: circles whose area grows with the records, strokes
 * whose width grows with the root of the links. Forward links arch above, feedback to an earlier stage runs below.
 * `countText` writes a count.
 */
export function stageBand(
  overview: Pick<OverviewAnswer, 'stages' | 'links'>, width: number, countText: (count: number) => string,
): Band {
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
  const drawn = overview.links.flatMap((each): Unlabelled[] => {
    const from = nodes[STAGES.indexOf(each.from)]
    const to = nodes[STAGES.indexOf(each.to)]
    if (!from || !to || each.links === 0) return []
    const stroke = 1.5 + (largest / 34) * 10 * Math.sqrt(each.links / mostLinks)
    const { path, labels } = curve(from, to, column)
    return [{ ...each, width: stroke, path, label: null, labels }]
  })
  const links = placeLabels(drawn, nodes, width, ({ links: count }) => textWidth(countText(count)))
  return { height: y + largest + (back > 0 ? arch(back, column) + 18 : 8), nodes, links }
}

function arch(steps: number, column: number): number {
  return steps === 0 ? 0 : Math.min(30 + 16 * steps, column * 0.4 * steps)
}

/** A link with the places where its count may stand, best first. */
type Unlabelled = BandLink & { readonly labels: readonly Point[] }

/** Half the height of a count and the room around it. */
const HALF_LINE = 7

/** Gives each count, those of most links first, the best place where it lies on no other and on no circle. */
function placeLabels(
  links: readonly Unlabelled[], nodes: readonly BandNode[], width: number, widthOf: (link: BandLink) => number,
): BandLink[] {
  const taken: { x: number; y: number; half: number }[] = []
  const places = new Map<Unlabelled, Point | null>()
  for (const link of links.toSorted((a, b) => b.links - a.links)) {
    const half = widthOf(link) / 2 + 2
    const place = link.labels.find(({ x, y }) => (
      x - half >= 0 && x + half <= width
      && taken.every((other) => Math.abs(other.x - x) >= other.half + half || Math.abs(other.y - y) >= 2 * HALF_LINE)
      && nodes.every((node) => Math.abs(node.x - x) >= node.r + half || Math.abs(node.y - y) >= node.r + HALF_LINE)
    )) ?? null
    if (place) taken.push({ ...place, half })
    places.set(link, place)
  }
  return links.map((link) => {
    const { labels: _, ...rest } = link
    return { ...rest, label: places.get(link)! }
  })
}

function curve(from: BandNode, to: BandNode, column: number): { path: string; labels: readonly Point[] } {
  if (from === to) {
    const { x, y, r } = from
    const at = (left: number, up: number) => `${x - r * left},${y - r * up}`
    // Over the left shoulder, so that what leads on starts free on the right.
    return {
      path: `M${at(0.94, 0.34)}C${at(2.5, 1.05)} ${at(1.05, 2.5)} ${at(0.34, 0.94)}`,
      labels: [[1.3, 1.7, 13], [1.3, 1.7, 24], [2.2, 1.1, 2], [0.4, 1.9, 10], [0.4, 1.9, 22]].map(([left, up, more]) => (
        { x: Math.max(14, x - r * left!), y: y - r * up! - more! }
      )),
    }
  }
  const forward = to.x > from.x
  const steps = Math.round(Math.abs(to.x - from.x) / column)
  const side = forward ? -1 : 1
  const start = { x: from.x + (forward ? 0.5 : -0.5) * from.r, y: from.y + side * from.r * 0.87 }
  const end = { x: to.x + (forward ? -0.6 : 0.6) * to.r, y: to.y + side * to.r * 0.8 }
  const far = from.y + side * (Math.max(from.r, to.r) + arch(steps, column))
  const bend = Math.abs(end.x - start.x) * 0.25 * (forward ? 1 : -1)
  /** On the curve at `t` of its way (Bernstein form of a cubic), and a little outside it. */
  const beside = (t: number): Point => {
    const [a, b, c, d] = [(1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t ** 2 * (1 - t), t ** 3] as const
    return {
      x: a * start.x + b * (start.x + bend) + c * (end.x - bend) + d * end.x,
      y: a * start.y + (b + c) * far + d * end.y + side * 9 + 4,
    }
  }
  return {
    path: `M${start.x},${start.y}C${start.x + bend},${far} ${end.x - bend},${far} ${end.x},${end.y}`,
    labels: [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74].map(beside),
  }
}
