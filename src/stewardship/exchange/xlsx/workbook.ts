import type { SheetFile } from '../sheet-file.ts'
import { builtInDateKind, dateKindOf } from './date-formats.ts'
import type { DateKind } from './date-formats.ts'
import { readWholeXml } from './read-xml.ts'
import type { Attributes, XmlHandlers } from './read-xml.ts'
import { damaged, hasPassword, noSuchSheet, notWorkbook, otherFormat, packedTooWell, tooLarge, whichSheet } from './refusals.ts'
import { readSharedStrings } from './shared-strings.ts'
import { ZipParts } from '../zip-parts.ts'
import type { ArchiveKind } from '../zip-parts.ts'

/** A sheet of rows; chart sheets are left out. */
export type WorkbookSheet = { readonly name: string; readonly part: string; readonly isHidden: boolean }

/** What the cells of a workbook need to be read. */
export type Workbook = {
  readonly parts: ZipParts
  readonly sheets: readonly WorkbookSheet[]
  /** Whether days are counted from 1904, as old Macintosh editions did. */
  readonly is1904: boolean
  /** By a cell's style. */
  readonly dateKinds: readonly DateKind[]
  readonly strings: readonly string[]
}

const MOST_BYTES = 64_000_000

/** A workbook finds its parts whatever their letters' case (ECMA-376, part 2, 6.2.2). */
const WORKBOOK: ArchiveKind = {
  mostParts: 10_000, keyOf: (name) => name.replace(/^\//, '').toLowerCase(), notOne: notWorkbook, damaged, hasPassword, tooLarge, packedTooWell,
}

/** Opens a workbook; refuses `xlsx.not_a_workbook`, `xlsx.other_format`, `xlsx.password`, `xlsx.damaged` and the limits. */
export async function openWorkbook(file: SheetFile): Promise<Workbook> {
  const parts = await ZipParts.open(file, WORKBOOK)
  const book = await bookPart(parts)
  const relations = await relationsOf(parts, book)
  const listed: { name: string; id: string; isHidden: boolean }[] = []
  let is1904 = false
  await read(parts, book, {
    open(name, attributes) {
      if (name === 'workbookPr') is1904 = isTrue(attributes.date1904)
      if (name !== 'sheet') return
      listed.push({ name: attributes.name ?? '', id: relationId(attributes), isHidden: (attributes.state ?? 'visible') !== 'visible' })
    },
  })
  const sheets = listed.flatMap(({ name, id, isHidden }): WorkbookSheet[] => {
    const relation = relations.get(id)
    if (!relation) throw damaged(book, `the sheet “${name}” is not there`)
    return relation.type === 'worksheet' ? [{ name, part: relation.part, isHidden }] : []
  })
  if (sheets.length === 0) throw damaged(book, 'there is no sheet of rows')
  const partOf = (type: string) => [...relations.values()].find((relation) => relation.type === type)?.part
  const styles = partOf('styles')
  const strings = partOf('sharedStrings')
  return {
    parts, sheets, is1904,
    dateKinds: styles === undefined ? [] : await readDateKinds(parts, styles),
    strings: strings === undefined ? [] : await readSharedStrings(parts, strings),
  }
}

/** Whether an archive is an office document, by the parts that any such has; others are folders of files. */
export async function isWorkbookFile(file: SheetFile): Promise<boolean> {
  const parts = await ZipParts.open(file, WORKBOOK)
  return parts.has('[content_types].xml') || (parts.has('mimetype') && parts.has('content.xml'))
}

/** The sheet that a reading names, or the only one; refuses `xlsx.no_such_sheet` and `xlsx.which_sheet`. */
export function sheetNamed({ sheets }: Workbook, wanted: string | undefined): WorkbookSheet {
  const names = sheets.map(({ name }) => name)
  if (wanted === undefined) {
    if (sheets.length > 1) throw whichSheet(names)
    return sheets[0]!
  }
  const found = sheets.find(({ name }) => name === wanted)
  if (!found) throw noSuchSheet(wanted, names)
  return found
}

async function bookPart(parts: ZipParts): Promise<string> {
  if (parts.has('xl/workbook.bin')) throw otherFormat('XLSB')
  if (parts.has('content.xml') && parts.has('mimetype')) throw otherFormat('OpenDocument (.ods)')
  if (!parts.has('[content_types].xml')) throw notWorkbook()
  const book = [...(await relationsOf(parts, '')).values()].find(({ type }) => type === 'officeDocument')?.part
  if (book === undefined) throw notWorkbook()
  if (!/workbook/i.test(book) && !book.startsWith('xl/')) throw notWorkbook()
  return book
}

type Relation = { readonly type: string; readonly part: string }

/** By their ids, the parts that a part refers to; `''` stands for the whole archive. */
async function relationsOf(parts: ZipParts, part: string): Promise<Map<string, Relation>> {
  const slash = part.lastIndexOf('/')
  const folder = part.slice(0, slash + 1)
  const relations = new Map<string, Relation>()
  await read(parts, `${folder}_rels/${part.slice(slash + 1)}.rels`, {
    open(name, { Id = '', Type = '', Target = '', TargetMode }) {
      if (name !== 'Relationship' || TargetMode === 'External') return
      relations.set(Id, { type: Type.slice(Type.lastIndexOf('/') + 1), part: resolved(folder, Target) })
    },
  })
  return relations
}

function resolved(folder: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1)
  const steps: string[] = []
  for (const step of `${folder}${target}`.split('/')) {
    if (step === '..') steps.pop()
    else if (step !== '.' && step !== '') steps.push(step)
  }
  return steps.join('/')
}

async function readDateKinds(parts: ZipParts, part: string): Promise<DateKind[]> {
  const formats = new Map<number, DateKind>()
  const kinds: DateKind[] = []
  let inCells = false
  await read(parts, part, {
    open(name, attributes) {
      if (name === 'numFmt') formats.set(Number(attributes.numFmtId), dateKindOf(attributes.formatCode ?? ''))
      else if (name === 'cellXfs') inCells = true
      else if (name === 'xf' && inCells) {
        const id = Number(attributes.numFmtId ?? 0)
        kinds.push(formats.get(id) ?? builtInDateKind(id))
      }
    },
    close(name) {
      if (name === 'cellXfs') inCells = false
    },
  })
  return kinds
}

function read(parts: ZipParts, part: string, handlers: XmlHandlers): Promise<void> {
  return readWholeXml(part, parts.read(part, MOST_BYTES), handlers)
}

/** `r:id`, under whatever prefix. */
function relationId(attributes: Attributes): string {
  return Object.entries(attributes).find(([name]) => name.endsWith(':id'))?.[1] ?? ''
}

const isTrue = (text: string | undefined): boolean => text === '1' || text === 'true'
