import type { z } from 'zod'
import { readColumnAddress } from '#contract/column-address.ts'
import type { getPlot as operation } from '#contract/operations/explore.ts'
import { Refusal } from '#science/refusal.ts'
import type { BuiltColumn, BuiltTable } from '#record/tables/build-table.ts'
import type { CellKind } from '#record/tables/cell.ts'
import type { TableColumn, TableDefinition } from '#record/tables/table.ts'
import { hubFor } from '../actor.ts'
import type { Actor } from '../actor.ts'
import type { Installation } from '../installation.ts'
import { buildDefined } from '../tables/tables.ts'
import { boxesOf } from './boxes-of.ts'
import { foundIds } from './found-ids.ts'
import { sampleById } from './sample.ts'

type Plot = z.infer<typeof operation.answer>
type Asked = z.output<NonNullable<typeof operation.query>>
export type Point = Plot['points'][number]

/** Drawn at most; more can neither be told apart nor sent quickly. */
const MOST_POINTS = 5_000

/**
 * Pairs of two columns of an unsaved table over records that pass a filter; boxes by category where `x` is one.
 *
 * Which record fills a cell is decided by the table alone. Counts and boxes are of all pairs; of the points a sample is
 * sent where there are more than 5,000.
 */
export async function getPlot(at: Installation, actor: Actor, slug: string, asked: Asked): Promise<Plot> {
  const { rows: template, x, y, colour, x_unit, y_unit, ...filter } = asked
  const hub = await hubFor(at.db, actor, slug, 'read')
  const { built, templates } = await buildDefined(at, hub.id, definitionOf(asked))
  const [xColumn, yColumn, colourColumn] = built.columns as [BuiltColumn, BuiltColumn, BuiltColumn | undefined]
  requireKind(xColumn, x, ['number', 'category'])
  requireKind(yColumn, y, ['number'])
  if (colourColumn) requireKind(colourColumn, colour!, ['number', 'category'])
  const found = await foundIds(at, hub.id, filter, template, templates)
  const rows = found ? built.rows.filter(({ record }) => found.ids.has(record)) : built.rows
  const points = pointsOf(rows)
  const grouped = xColumn.kind === 'category' ? boxesOf(points) : null
  const drawable = grouped?.points ?? points
  return {
    x: xColumn, y: yColumn, colour: colourColumn ?? null,
    rows: rows.length, lacking_x: lacking(rows, 0), lacking_y: lacking(rows, 1), pairs: points.length,
    drawable: drawable.length, points: [...sampleById(drawable, ({ record }) => record, MOST_POINTS)],
    boxes: grouped?.boxes ?? null, freshness: found?.freshness ?? null,
  }
}

function definitionOf({ rows, x, y, colour, x_unit, y_unit }: Asked): TableDefinition {
  const column = (name: string, address: string, unit?: string): TableColumn => (
    { name, path: readColumnAddress(address), ...(unit !== undefined && { unit }) }
  )
  return {
    name: 'plot', title: { en: 'Plot', ko: '그래프' }, rows: { template: rows },
    columns: [column('x', x, x_unit), column('y', y, y_unit), ...(colour === undefined ? [] : [column('colour', colour)])],
  }
}

function pointsOf(rows: BuiltTable['rows']): Point[] {
  return rows.flatMap(({ record, name, cells: [x, y, colour = null] }) => (x && y ? [{ record, name, x, y, colour }] : []) as Point[])
}

function lacking(rows: BuiltTable['rows'], column: 0 | 1): number {
  return rows.reduce((sum, { cells }) => sum + (cells[column] ? 0 : 1), 0)
}

function requireKind({ kind }: BuiltColumn, address: string, drawn: readonly CellKind[]): void {
  if (drawn.includes(kind)) return
  const isNumber = drawn.length === 1
  throw new Refusal(
    'plot.not_drawable',
    {
      en: `“${address}” is ${kind === 'category' ? 'a category' : `a ${kind}`} and cannot stand there; choose ${isNumber ? 'a number' : 'a number or a category'}.`,
      ko: `“${address}”의 종류(${kind})는 이 자리에 쓸 수 없습니다. ${isNumber ? '수치' : '수치 또는 범주'} 열을 고르십시오.`,
    },
    { column: address, kind },
  )
}
