import type { z } from 'zod'
import { columnAddress, readColumnAddress } from '#contract/column-address.ts'
import type { getPieceMap as operation } from '#contract/operations/explore.ts'
import { Refusal } from '#science/refusal.ts'
import type { BuiltColumn, BuiltRow } from '#record/tables/build-table.ts'
import type { Cell } from '#record/tables/cell.ts'
import { reachableColumns } from '#record/tables/reachable-columns.ts'
import type { TableColumn, TableDefinition } from '#record/tables/table.ts'
import { newestByName } from '#record/templates/newest-by-name.ts'
import type { Template } from '#record/templates/template.ts'
import type { Actor } from '../actor.ts'
import type { Installation, Reader } from '../installation.ts'
import { readableRecord } from '../records/get-record.ts'
import { templatesOf } from '../records/templates-of.ts'
import { buildFromHub } from '../tables/build-from-hub.ts'
import { builtOnce } from '../tables/built-tables.ts'
import { loadGraph } from '../tables/load-graph.ts'
import { piecesOf } from './pieces-of.ts'
import { sampleById } from './sample.ts'

type Answer = z.infer<typeof operation.answer>
type PieceMap = NonNullable<Answer['map']>
type Asked = z.output<NonNullable<typeof operation.query>>

/** The fields that say where on its parent a piece lies; a template that has both as quantities has places. */
const PLACE = { x: 'position_x', y: 'position_y' } as const
/** Drawn at most; as in a plot. */
const MOST_POINTS = 5_000

/**
 * The pieces of a material at their places, each with what a column says for it.
 *
 * An unsaved table whose rows are these pieces and no others, so which record speaks for a piece is decided as
 * everywhere, and all pieces are walked at once.
 */
export async function getPieceMap(at: Installation, actor: Actor, id: string, asked: Asked): Promise<Answer> {
  const { hub } = await readableRecord(at, actor, id)
  const key = `map ${hub} ${id} ${JSON.stringify([asked.pieces, asked.colour, asked.unit])}`
  return builtOnce(at, hub, key, (db) => readMap(db, hub, id, asked), ({ map }) => (map ? map.points.length * 3 + map.columns.length : 1))
}

async function readMap(db: Reader, hub: string, id: string, asked: Asked): Promise<Answer> {
  const templates = await templatesOf(db, hub)
  const newest = newestByName(templates.values())
  const pieces = [...await piecesOf(db, hub, id, PLACE)].filter(([name]) => hasPlaces(newest.get(name)!))
  const kinds = pieces
    .map(([template, { ids, placed }]) => ({ template, label: newest.get(template)!.label, pieces: ids.length, placed }))
    .sort((a, b) => b.placed - a.placed || b.pieces - a.pieces || (a.template < b.template ? -1 : 1))
  const template = asked.pieces ?? kinds[0]?.template
  if (template === undefined) return { kinds, map: null }
  const chosen = pieces.find(([name]) => name === template)
  if (!chosen) throw noSuchPieces(template, kinds.map((kind) => kind.template))
  return { kinds, map: await mapOf(db, hub, newest.get(template)!, new Set(chosen[1].ids), asked, templates) }
}

async function mapOf(
  db: Reader, hub: string, template: Template, ids: ReadonlySet<string>, asked: Asked, templates: ReadonlyMap<string, Template>,
): Promise<PieceMap> {
  const rows = template.template
  const graph = await loadGraph(db, hub, templates, rows, 'types', ids)
  const columns = reachableColumns(graph, [...templates.values()], rows, ids).columns.filter(({ kind, path }) => (
    kind !== 'text' && kind !== 'structure' && path.from !== 'source' && !(path.from === 'own' && Object.values<string>(PLACE).includes(path.field))
  ))
  const colour = asked.colour ?? firstColour(columns, templates)
  const { built } = await buildFromHub(db, hub, definitionOf(template, colour, asked.unit ?? amountUnit(columns, colour)), ids)
  const [x, y, coloured] = built.columns as [BuiltColumn, BuiltColumn, BuiltColumn | undefined]
  if (coloured?.kind === 'text' || coloured?.kind === 'structure') throw notDrawable(colour!)
  const points = built.rows.flatMap(pointOf)
  return {
    template: rows, x, y, colour: coloured ?? null, columns, placed: points.length, unplaced: ids.size - points.length,
    points: [...sampleById(points, ({ record }) => record, MOST_POINTS)],
  }
}

/** A bound or a range is no place. */
function pointOf({ record, name, cells: [x, y, colour = null] }: BuiltRow): PieceMap['points'] {
  const isPlace = (cell: Cell | null | undefined) => cell && cell.bound === undefined && cell.high === undefined
  return isPlace(x) && isPlace(y) ? [{ record, name, x: x!, y: y!, colour }] as PieceMap['points'] : []
}

function hasPlaces({ fields }: Template): boolean {
  return Object.values<string>(PLACE).every((place) => fields.some(({ name, type }) => name === place && type === 'quantity'))
}

/** Both places in one unit, so that they are drawn to one scale. */
function definitionOf({ template, fields }: Template, colour: string | undefined, unit: string | undefined): TableDefinition {
  const placeUnit = fields.find(({ name }) => name === PLACE.x)?.unit
  const place = (name: 'x' | 'y'): TableColumn => (
    { name, path: { from: 'own', field: PLACE[name] }, ...(placeUnit !== undefined && { unit: placeUnit }) }
  )
  return {
    name: 'map', title: { en: 'Map', ko: '위치도' }, rows: { template },
    columns: [
      place('x'), place('y'),
      ...(colour === undefined ? [] : [{ name: 'colour', path: readColumnAddress(colour), ...(unit !== undefined && { unit }) }]),
    ],
  }
}

/** Amounts have no unit of their own; it is that in which they were first written. */
function amountUnit(columns: readonly BuiltColumn[], address: string | undefined): string | undefined {
  if (!address?.startsWith('amount.')) return undefined
  return columns.find(({ path }) => columnAddress(path) === address)?.unit ?? undefined
}

/** The result that most pieces have, else the composition, else whatever most say. */
function firstColour(columns: readonly BuiltColumn[], templates: ReadonlyMap<string, Template>): string | undefined {
  const isResult = ({ template, path }: BuiltColumn) => 'field' in path && [...templates.values()].some((each) => (
    each.template === template && each.fields.some(({ name, role }) => name === path.field && role === 'result')
  ))
  const weight = (column: BuiltColumn) => (column.kind === 'number' && isResult(column) ? 2 : column.kind === 'composition' ? 1 : 0)
  const [first] = columns.toSorted((a, b) => weight(b) - weight(a) || b.filled - a.filled)
  return first && columnAddress(first.path)
}

function noSuchPieces(template: string, there: readonly string[]): Refusal {
  return new Refusal(
    'map.no_such_pieces',
    {
      en: `No piece of this material is a “${template}” with a place; ${there.length > 0 ? `there are: ${there.join(', ')}` : 'none has places'}.`,
      ko: `위치가 있는 “${template}” 조각이 이 소재에는 없습니다. ${there.length > 0 ? `있는 조각: ${there.join(', ')}` : '위치가 있는 조각이 없습니다'}.`,
    },
    { template },
  )
}

function notDrawable(address: string): Refusal {
  return new Refusal(
    'map.not_drawable',
    {
      en: `“${address}” is text and colours nothing; choose a number, a category or a composition.`,
      ko: `“${address}”은(는) 글이라 색으로 나타낼 수 없습니다. 수치, 범주, 조성 가운데 고르십시오.`,
    },
    { column: address },
  )
}
