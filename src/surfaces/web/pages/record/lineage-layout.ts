import type { getLineage } from '#contract/operations/record.ts'
import type { AnswerOf } from '#contract/operation.ts'

export type Lineage = AnswerOf<typeof getLineage>
export type LineageNode = Lineage['nodes'][number]

/** Several nodes drawn as one until the reader opens them; `label` is that of their template where they share one. */
export type Fold = {
  readonly key: string; readonly count: number; readonly measurements: boolean; readonly label: LineageNode['label'] | null
  /** Id of the first node that it hides. */
  readonly first: string
}

/** What a material is to the one process that it goes into. */
export type Part = Pick<Lineage['edges'][number], 'role' | 'amount'>

export type Placed = {
  readonly id: string
  readonly node: LineageNode | null
  readonly fold: Fold | null
  readonly part: Part | null
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export type Layout = {
  readonly width: number
  readonly height: number
  readonly placed: readonly Placed[]
  readonly edges: readonly {
    readonly key: string; readonly path: string; readonly kind: 'input' | 'output' | 'of'
  }[]
}

const NODE = { width: 184, height: 52, gap: 16, layer: 248 }
const HUNG = { height: 38, gap: 6, indent: 20 }
const FULL = 24
/** With a measurement under each, and the fold below, this many still fit into the box unscrolled. */
const PER_LAYER = 5
const PER_MATERIAL = 3
/** Columns open together: one opened alone would stand across from folds it cannot be lined up with. */
const COLUMNS = 'columns'

type Link = { from: string; to: string; kind: 'input' | 'output' | 'of' }

type Block = {
  id: string; node: LineageNode | null; fold: Fold | null; layer: number; hung: (LineageNode | Fold)[]; centre: number
}

/**
 * Ancestors left, descendants right, a column a step; what was measured hangs below its material.
 *
 * Above 24 nodes, long columns and long rows of measurements are folded; `opened` names folds to draw in full.
 */
export function layOutLineage(lineage: Lineage, opened: ReadonlySet<string>): Layout {
  const fold = lineage.nodes.length > FULL
  const byId = new Map(lineage.nodes.map((node) => [node.id, node]))
  const materialOf = new Map(lineage.edges.filter(({ kind }) => kind === 'of').map(({ from, to }) => [to, from]))
  const main = lineage.nodes.filter(({ id }) => !byId.has(materialOf.get(id) ?? ''))
  const standsFor = new Map<string, string>()
  const blocks = new Map<string, Block>()

  for (const [layer, nodes] of group(main, ({ step }) => step)) {
    const id = `layer ${layer}`
    const folded = fold && nodes.length > PER_LAYER + 1 && !opened.has(COLUMNS)
    const kept = folded ? keepNearRoot(nodes, lineage, materialOf.get(lineage.root) ?? lineage.root) : nodes
    for (const node of kept) blocks.set(node.id, { id: node.id, node, fold: null, layer, hung: [], centre: 0 })
    if (!folded) continue
    const rest = nodes.filter((node) => !kept.includes(node))
    blocks.set(
      id,
      { id, node: null, fold: foldOf(COLUMNS, rest), layer, hung: [], centre: 0 },
    )
    for (const node of rest) standsFor.set(node.id, id)
  }
  const hanging = lineage.nodes.filter(({ id }) => byId.has(materialOf.get(id) ?? ''))
  for (const [material, nodes] of group(hanging, ({ id }) => materialOf.get(id)!)) {
    const block = blocks.get(material)
    if (!block) continue
    const key = `of ${material}`
    const own = material === lineage.root || nodes.some(({ id }) => id === lineage.root)
    const long = fold && !own && nodes.length > PER_MATERIAL && !opened.has(key)
    block.hung = long ? [foldOf(key, nodes)] : nodes
  }

  const links = lineage.edges.flatMap(({ from, to, kind }) => {
    const ends = [standsFor.get(from) ?? from, standsFor.get(to) ?? to] as const
    return kind !== 'of' && blocks.has(ends[0]) && blocks.has(ends[1]) ? [
      { from: ends[0], to: ends[1], kind },
    ] : []
  })
  const height = arrange([...blocks.values()], links)
  return draw([...blocks.values()], links, height, partsOf(lineage))
}

function foldOf(key: string, nodes: readonly LineageNode[]): Fold {
  const alike = nodes.every(({ template }) => template === nodes[0]!.template)
  return {
    key, first: nodes[0]!.id, count: nodes.length, measurements: nodes[0]!.kind === 'measurement', label: alike ? nodes[0]!.label : null,
  }
}

/** Of each material that goes into one process only: as what, and how much of it. */
function partsOf(lineage: Lineage): Map<string, Part> {
  const inputs = lineage.edges.filter(({ kind }) => kind === 'input')
  return new Map([...group(inputs, ({ from }) => from)].flatMap(([from, [first, ...more]]) => (
    more.length === 0 && (first!.role !== undefined || first!.amount) ? [[from, first!] as const] : []
  )))
}

function group<T, K>(items: readonly T[], key: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>()
  for (const item of items) {
    const beside = groups.get(key(item))
    if (beside) beside.push(item)
    else groups.set(key(item), [item])
  }
  return groups
}

function keepNearRoot(nodes: readonly LineageNode[], lineage: Lineage, root: string): LineageNode[] {
  const near = new Set(
    lineage.edges.filter(({ from, to }) => from === root || to === root).flatMap(({ from, to }) => [from, to]),
  )
  const first = nodes.filter(({ id }) => id === root || near.has(id))
  return [...first, ...nodes.filter((node) => !first.includes(node))].slice(0, PER_LAYER)
}

function heightOf(block: Block): number {
  return NODE.height + block.hung.length * (HUNG.height + HUNG.gap)
}

/**
 * Orders each column by where its neighbours lie (barycentre), then stacks it around their mean; gives the whole
 * height.
 */
function arrange(blocks: Block[], links: readonly { from: string; to: string }[]): number {
  const byId = new Map(blocks.map((block) => [block.id, block]))
  const neighbours = new Map<string, Block[]>(blocks.map(({ id }) => [id, []]))
  for (const { from, to } of links) {
    neighbours.get(from)!.push(byId.get(to)!)
    neighbours.get(to)!.push(byId.get(from)!)
  }
  const layers = [...group(blocks, ({ layer }) => layer).values()]
  for (const layer of layers) stack(layer, null)
  for (let round = 0; round < 6; round++) {
    for (const layer of round % 2 === 0 ? layers : [...layers].reverse()) {
      const wished = new Map(
        layer.map((block) => [block, mean(neighbours.get(block.id)!.map(({ centre }) => centre)) ?? block.centre]),
      )
      // What is folded comes last, below what is drawn of its column.
      layer.sort((a, b) => Number(a.fold !== null) - Number(b.fold !== null) || wished.get(a)! - wished.get(b)!)
      stack(layer, wished)
    }
  }
  const top = Math.min(...blocks.map(({ centre }) => centre)) - NODE.height / 2
  for (const block of blocks) block.centre -= top
  return Math.max(...blocks.map((block) => block.centre - NODE.height / 2 + heightOf(block)))
}

/** Sets the blocks under each other in their order, the whole column as near to the wishes as it gets. */
function stack(layer: Block[], wished: ReadonlyMap<Block, number> | null): void {
  let y = 0
  for (const block of layer) {
    const wish = wished?.get(block)
    const least = y + NODE.height / 2
    block.centre = wish === undefined ? least : Math.max(least, wish)
    if (wish !== undefined && block === layer[0]) block.centre = wish
    y = block.centre - NODE.height / 2 + heightOf(block) + NODE.gap
  }
  if (wished) {
    const drift = mean(layer.map((block) => block.centre - wished.get(block)!)) ?? 0
    for (const block of layer) block.centre -= drift
  }
}

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length
}

function draw(blocks: readonly Block[], links: readonly Link[], height: number, parts: ReadonlyMap<string, Part>): Layout {
  const first = Math.min(...blocks.map(({ layer }) => layer))
  const last = Math.max(...blocks.map(({ layer }) => layer))
  const left = (block: Block) => (block.layer - first) * NODE.layer
  const placed: Placed[] = []
  const edges: Layout['edges'][number][] = []
  for (const block of blocks) {
    const x = left(block)
    const y = block.centre - NODE.height / 2
    placed.push({
      id: block.id, node: block.node, fold: block.fold, part: parts.get(block.id) ?? null,
      x, y, width: NODE.width, height: NODE.height,
    })
    block.hung.forEach((each, position) => {
      const top = y + NODE.height + HUNG.gap + position * (HUNG.height + HUNG.gap)
      const isFold = 'key' in each
      placed.push({
        id: isFold ? each.key : each.id, node: isFold ? null : each, fold: isFold ? each : null, part: null,
        x: x + HUNG.indent, y: top, width: NODE.width - HUNG.indent, height: HUNG.height,
      })
      const middle = top + HUNG.height / 2
      edges.push({
        key: `of ${isFold ? each.key : each.id}`, kind: 'of',
        path: `M${x + HUNG.indent / 2},${y + NODE.height}V${middle - 6}q0,6 6,6H${x + HUNG.indent}`,
      })
    })
  }
  const byId = new Map(blocks.map((block) => [block.id, block]))
  const drawn = new Set<string>()
  for (const { from, to, kind } of links) {
    const a = byId.get(from)!
    const b = byId.get(to)!
    const [x1, x2] = [left(a) + NODE.width, left(b)]
    const bend = Math.max(24, (x2 - x1) / 2)
    const edge = {
      key: `${from} ${to}`,
      kind,
      path: `M${x1},${a.centre}C${x1 + bend},${a.centre} ${x2 - bend},${b.centre} ${x2},${b.centre}`,
    }
    if (!drawn.has(edge.key)) edges.push(edge)
    drawn.add(edge.key)
  }
  return { width: (last - first) * NODE.layer + NODE.width, height, placed, edges }
}
