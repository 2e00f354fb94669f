import type { Text } from '#science/refusal.ts'
import { nameFrom } from '#record/templates/first-draft/first-draft.ts'
import { templateKey } from '#record/templates/template.ts'
import type { Field, Template } from '#record/templates/template.ts'
import type { Recipe, RecipeColumn, RecipeFile, RecipeRecord } from '../recipe.ts'
import { fileOf } from './column-choice.ts'
import type { FieldAt, MappedColumn, ValueChoice } from './column-choice.ts'
import * as asks from './chain-questions.ts'
import { readColumnHeader } from './read-column-header.ts'

/** What a person says of the sheet as a whole; each is proposed where it is not said. */
export type SheetChoice = {
  readonly recipe: string
  readonly version: number
  readonly title: Text
  readonly file: RecipeFile
  /** Template of the material that the rows are about, and of what a process makes of it. */
  readonly material?: string | undefined
  readonly piece?: string | undefined
}

/** The recipe that choices make, or what is still to be settled. */
export type MadeRecipe = {
  readonly recipe: Recipe | null
  readonly asks: readonly Text[]
  readonly remarks: readonly Text[]
  readonly material: string | null
  readonly piece: string | null
}

type Filled = { readonly column: MappedColumn; readonly choice: ValueChoice; readonly field: Field; readonly name: string }
/** Samples of the hub that the rows are about: the recipe's column that names them, and their template. */
type Subject = { readonly column: string; readonly template: Template }
type Group = { readonly template: Template; readonly filled: Filled[] }

const ONE_IN_ONE_OUT = [undefined, 'transform', 'split', 'make']
/** In which pieces of a material its tests are made, where the hub has that template. */
const PIECES: Readonly<Record<string, string>> = { alloy: 'alloy_specimen' }
const MOST_NAME_PARTS = 3

/** The recipe of a sheet whose columns are mapped: materials, what was done to them in the order of the columns, what was measured on the last. */
export function recipeOfChoices(columns: readonly MappedColumn[], templates: ReadonlyMap<string, Template>, sheet: SheetChoice): MadeRecipe {
  return new Chain(columns, templates, sheet).made()
}

class Chain {
  readonly #templates: ReadonlyMap<string, Template>
  readonly #sheet: SheetChoice
  readonly #mapped: readonly MappedColumn[]
  readonly #columns: Record<string, RecipeColumn> = {}
  readonly #taken: Set<string>
  readonly #groups: readonly Group[]
  readonly #asks: Text[] = []
  readonly #remarks: Text[] = []
  readonly #subject: Subject | null

  constructor(columns: readonly MappedColumn[], templates: ReadonlyMap<string, Template>, sheet: SheetChoice) {
    this.#templates = templates
    this.#sheet = sheet
    this.#mapped = columns
    this.#taken = new Set([...templates.values()].map(({ template }) => template))
    this.#groups = this.#grouped()
    this.#subject = this.#named()
  }

  #named(): Subject | null {
    const [first, ...others] = this.#mapped.flatMap(({ choice, state, header }) => (choice?.use === 'record' && state !== 'asked' ? [{ header, choice }] : []))
    if (!first) return null
    if (others.length > 0) this.#asks.push(asks.oneSample([first, ...others].map(({ header }) => header)))
    const template = [...this.#templates.values()].filter((each) => each.template === first.choice.template && each.kind === 'material').at(-1)
    return template ? { column: this.#add(first.header, { names: template.template }), template } : null
  }

  /** Columns by template and by the condition in their headers: each group is one kind of record. */
  #grouped(): Group[] {
    const groups = new Map<string, Group>()
    const fill = (column: MappedColumn, choice: ValueChoice, how: DistributiveOmit<RecipeColumn, 'header'>) => {
      const template = this.#templates.get(choice.template)
      const field = template?.fields.find(({ name }) => name === choice.field)
      if (!template || !field) return
      const key = JSON.stringify([choice.template, template.kind === 'measurement' ? (choice.condition?.value ?? null) : null])
      const group = groups.get(key) ?? { template, filled: [] }
      groups.set(key, group)
      group.filled.push({ column, choice, field, name: this.#add(column.header, how, choice.field) })
    }
    for (const column of this.#mapped) {
      if (column.state === 'asked') continue
      if (column.choice?.use === 'value' && this.#fieldOf(column.choice)) fill(column, column.choice, this.#read(column.choice))
      const file = fileOf(column.choice)
      if (file && this.#fieldOf(file)) fill(column, { use: 'value', template: file.template, field: file.field }, { file: file.path })
    }
    return [...groups.values()]
  }

  #fieldOf({ template, field }: FieldAt): Field | undefined {
    return this.#templates.get(template)?.fields.find(({ name }) => name === field)
  }

  /** A column of the recipe, under a name of its own. */
  #add(header: string, how: DistributiveOmit<RecipeColumn, 'header'>, called = nameFrom(readColumnHeader(header).label)): string {
    const base = called.slice(0, 40).replace(/_+$/, '') || `column_${this.#mapped.findIndex((column) => column.header === header) + 1}`
    let name = base
    for (let number = 2; this.#taken.has(name); number++) name = `${base}_${number}`
    this.#taken.add(name)
    this.#columns[name] = { header, ...how } as RecipeColumn
    return name
  }

  #read(choice: ValueChoice): DistributiveOmit<RecipeColumn, 'header'> {
    if (choice.composition) return { composition: choice.composition }
    if (choice.unit_column !== undefined) {
      const unit_column = this.#add(choice.unit_column, { text: true })
      return { unit_column, ...(choice.units && Object.keys(choice.units).length > 0 ? { units: choice.units } : {}) }
    }
    if (choice.unit !== undefined) return { unit: choice.unit }
    if (choice.words === undefined) return { text: true }
    const terms = new Set(this.#templates.get(choice.template)?.fields.find(({ name }) => name === choice.field)?.vocabulary?.map(({ term }) => term))
    // A second phase of the same kind in one cell has a term of its own, where the vocabulary has one.
    const words = Object.entries(choice.words).map(([word, term]) => [word, choice.split !== undefined && terms.has(`second_${term}`) ? [term, `second_${term}`] : term])
    return { words: Object.fromEntries(words) as Record<string, string>, ...(choice.split !== undefined ? { split: choice.split } : {}) }
  }

  #texts(use: 'name' | 'key' | 'doi' | 'title' | 'year'): string[] {
    return this.#mapped.filter(({ choice, state }) => choice?.use === use && state !== 'asked').map(({ header }) => this.#add(header, { text: true }))
  }

  made(): MadeRecipe {
    const open = this.#mapped.filter(({ state }) => state === 'asked')
    if (open.length > 0) this.#asks.push(asks.openColumns(open.map(({ header }) => header)))
    const [material, piece] = this.#materials()
    const answer = (recipe: Recipe | null): MadeRecipe => ({
      recipe, asks: this.#asks, remarks: this.#remarks, material: material && templateKey(material), piece: piece && templateKey(piece),
    })
    if (this.#groups.length === 0) this.#asks.push(asks.NOTHING)
    else if (!material) this.#asks.push(asks.NO_MATERIAL)
    if (!material || this.#groups.length === 0) return answer(null)
    const [name, ...names] = this.#texts('name')
    const [doi] = this.#texts('doi')
    const [title, year] = doi === undefined ? [] : [this.#texts('title')[0], this.#texts('year')[0]]
    const keys = [...names, ...this.#texts('key'), ...this.#groups.flatMap(({ filled }) => filled.filter(({ choice }) => choice.key).map((each) => each.name))]
    const records = this.#records(material, piece, { name, doi, keys })
    if (records === null) return answer(null)
    return answer({
      recipe: this.#sheet.recipe, version: this.#sheet.version, title: this.#sheet.title, file: this.#sheet.file, columns: this.#columns,
      ...(doi !== undefined ? { literature: { doi, ...(title !== undefined ? { title } : {}), ...(year !== undefined ? { year } : {}) } } : {}),
      records,
    })
  }

  /** What the rows are about, and what processes make of it. */
  #materials(): [Template | null, Template | null] {
    const used = this.#groups.filter(({ template }) => template.kind === 'material').map(({ template }) => template)
    const material = this.#subject?.template ?? this.#templates.get(this.#sheet.material ?? '')
      ?? used.find(({ template }) => this.#group(template)!.filled.some(({ choice }) => choice.composition)) ?? used[0] ?? null
    if (!material || !this.#groups.some(({ template: { kind, event } }) => kind === 'process' && event !== 'make')) return [material, null]
    const usual = [...this.#templates.values()].filter(({ template }) => template === PIECES[material.template]).at(-1)
    return [material, this.#templates.get(this.#sheet.piece ?? '') ?? used.find((each) => each !== material) ?? usual ?? material]
  }

  #group(template: string): Group | undefined {
    return this.#groups.find((group) => group.template.template === template)
  }

  #records(material: Template, piece: Template | null, { name, doi, keys }: { name: string | undefined; doi: string | undefined; keys: string[] }): RecipeRecord[] | null {
    const before = this.#asks.length
    const own = this.#group(material.template)?.filled ?? []
    const processes = this.#groups.filter(({ template }) => template.kind === 'process')
    for (const { template, filled } of this.#groups) {
      if (template.kind === 'process' && !ONE_IN_ONE_OUT.includes(template.event)) this.#asks.push(asks.byHand(template))
      if (template.kind === 'material' && template !== material && template !== piece) this.#asks.push(asks.otherMaterial(template, material))
      if (this.#subject && (template.event === 'make' || (template === material && piece !== material))) {
        this.#asks.push(asks.isThere(template, filled.map(({ column }) => column.header)))
      }
    }
    const compositions = own.filter(({ choice }) => choice.composition).map((each) => each.name)
    // Where there is a composition and a process, samples are pieces: several of one material; so they are of one that is there.
    const isPieceNamed = (compositions.length > 0 || this.#subject !== null) && piece !== null
    const records: RecipeRecord[] = []
    const base = this.#subject
      ? { as: this.#subject.column, name: `{${this.#subject.column}}` }
      : this.#base(material, own, records, { name, doi, compositions, told: isPieceNamed ? [] : [name, ...keys].filter((each) => each !== undefined), isPieceNamed })
    if (this.#asks.length > before) return null

    let last = base
    for (const { template, filled } of processes) {
      const asWords = filled.filter(({ field }) => !isFile(field)).map((each) => each.name)
      if (template.event === 'make') {
        records.push({
          as: template.template, template: templateKey(template), outputs: [{ record: last.as }], name: `${base.name} · ${this.#label(template)}`,
          origin: 'specified', key: [last.as, ...asWords], values: valuesOf(filled),
        })
        continue
      }
      const nth = processes.filter((each) => each.template.event !== 'make').findIndex((each) => each.template === template) + 1
      const isOther = piece !== material || this.#subject !== null
      const as = nth === 1 && isOther ? piece!.template : `${piece!.template}_${nth + (isOther ? 0 : 1)}`
      const words = isPieceNamed && name !== undefined && this.#isDistinct(name) ? [] : asWords
      const pieceName = [isPieceNamed && name !== undefined ? `{${name}}` : last.name, ...words.slice(0, MOST_NAME_PARTS).map((each) => `{${each}}`)].join(' · ')
      const values = piece === material ? valuesOf(own) : valuesOf(this.#group(piece!.template)?.filled ?? [])
      const told = isPieceNamed ? [name, ...keys].filter((each) => each !== undefined) : []
      records.push({
        as, template: templateKey(piece!), name: pieceName, origin: 'specified', values,
        key: this.#keyed(told, name, [last.as, ...new Set([...asWords, ...told])]),
      }, {
        as: template.template, template: templateKey(template), inputs: [{ record: last.as }], outputs: [{ record: as }],
        name: `${pieceName} · ${this.#label(template)}`, origin: 'specified', key: [as], values: valuesOf(filled),
      })
      this.#remarks.push(asks.always(template))
      last = { as, name: pieceName }
    }
    // Without a piece, what tells rows of one sample apart tells its tests apart.
    const told = this.#subject && piece === null ? [name, ...keys].filter((each) => each !== undefined) : []
    for (const group of this.#groups) if (group.template.kind === 'measurement') {
      // What is calculated follows from the composition, not from the piece at hand.
      const of = group.template.template.endsWith('_calculation') ? base : last
      records.push(this.#measurement(group, of, records, told))
    }
    return records
  }

  /** What tells things apart: one with a name of its own stays the same when anything else that is said of it is corrected. */
  #keyed(told: readonly string[], name: string | undefined, otherwise: readonly string[]): readonly string[] {
    return name !== undefined && told.includes(name) && this.#isDistinct(name) ? told : otherwise
  }

  /** A name that no other row has needs nothing beside it: later sheets will call the sample so. */
  #isDistinct(name: string): boolean {
    return this.#mapped.some(({ header, distinct }) => distinct && header === this.#columns[name]!.header)
  }

  /** The material that the rows are about and bring in, and what tells one from another. */
  #base(
    material: Template, own: readonly Filled[], records: RecipeRecord[],
    { name, doi, compositions, told, isPieceNamed }: { name: string | undefined; doi: string | undefined; compositions: string[]; told: string[]; isPieceNamed: boolean },
  ): { as: string; name: string } {
    const ofBase = [...compositions, ...told]
    const rest = own.filter(({ field }) => !isFile(field)).map((each) => each.name).filter((each) => !ofBase.includes(each))
    if (ofBase.length === 0) {
      if (rest.length === 0) this.#asks.push(asks.NO_NAME)
      ofBase.push(...rest)
    }
    for (const field of material.fields) {
      if (field.obligation === 'required' && !own.some((each) => each.field === field)) this.#asks.push(asks.lacks(material, field))
    }
    const known = name !== undefined && !isPieceNamed ? [name, ...(this.#isDistinct(name) ? [] : compositions)] : ofBase
    const shown = known.slice(0, MOST_NAME_PARTS).map((each) => `{${each}}`).join(' · ')
    records.push({
      as: material.template, template: templateKey(material), name: shown, origin: 'specified',
      key: this.#keyed(told, name, [...ofBase, ...(doi === undefined ? [] : [doi])]), values: valuesOf(own),
    })
    return { as: material.template, name: shown }
  }

  #measurement({ template, filled }: Group, last: { as: string; name: string }, before: readonly RecipeRecord[], told: readonly string[]): RecipeRecord {
    const stated = filled.find(({ choice }) => choice.condition)
    const condition = stated?.choice.condition
    const results = filled.filter(({ field }) => field.role === 'result')
    const conditions = filled.filter(({ field }) => field.role !== 'result' && !isFile(field)).map((each) => each.name)
    const values: Record<string, string> = { ...valuesOf(filled) }
    if (condition && stated && values[condition.field] === undefined) {
      const name = this.#add(stated.column.header, { unit: condition.unit, stated: condition.value }, condition.field)
      values[condition.field] = name
      conditions.push(name)
    }
    const nth = before.filter((each) => each.template === templateKey(template)).length + 1
    return {
      as: nth === 1 ? template.template : `${template.template}_${nth}`, template: templateKey(template), of: last.as,
      name: [last.name, this.#label(template), ...[...new Set([...told, ...conditions])].slice(0, MOST_NAME_PARTS).map((each) => `{${each}}`)].join(' · '),
      origin: template.template.endsWith('_calculation') ? 'computed' : 'measured', key: [last.as, ...new Set([...told, ...conditions])],
      when: (results.length > 0 ? results : filled).map((each) => each.name), values,
    }
  }

  /** What a template is called in the language of the sheet. */
  #label({ label }: Template): string {
    return this.#mapped.some(({ header }) => /\p{Script=Hangul}/u.test(header)) ? label.ko : label.en
  }
}

function isFile({ type }: Field): boolean {
  return type === 'file' || type === 'image' || type === 'structure'
}

function valuesOf(filled: readonly Filled[]): Record<string, string> {
  return Object.fromEntries(filled.map(({ field, name }) => [field.name, name]))
}

type DistributiveOmit<T, K extends keyof any> = T extends unknown ? Omit<T, K> : never
