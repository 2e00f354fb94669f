import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { shippedTemplates } from '#platform/shipped.ts'
import { templateKey } from '#record/templates/template.ts'
import type { Template } from '#record/templates/template.ts'
import { applyRecipe } from '#stewardship/exchange/apply-recipe.ts'
import type { ColumnChoice } from '#stewardship/exchange/mapping/column-choice.ts'
import { guessColumns } from '#stewardship/exchange/mapping/guess-columns.ts'
import { readColumnHeader } from '#stewardship/exchange/mapping/read-column-header.ts'
import { recipeOfChoices } from '#stewardship/exchange/mapping/recipe-of-choices.ts'

const FILE = { kind: 'csv', delimiter: ',', encoding: 'utf-8', missing: ['', '-'] } as const
let templates: ReadonlyMap<string, Template>
before(async () => {
  templates = new Map((await shippedTemplates()).map((each) => [templateKey(each), each]))
})

const guess = (header: string[], rows: string[][] = [], chosen: (ColumnChoice | null)[] = []) => guessColumns(header, rows, FILE.missing, templates.values(), chosen)
const short = (header: string[], rows: string[][] = [], chosen: (ColumnChoice | null)[] = []) => guess(header, rows, chosen).map(({ state, choice }) => (
  choice?.use === 'value' ? `${state} ${choice.template}.${choice.field}${choice.unit ? ` ${choice.unit}` : ''}` : `${state} ${choice?.use ?? '–'}`
))
const recipeOf = (columns: ReturnType<typeof guess>) => recipeOfChoices(columns, templates, {
  recipe: 'sheet', version: 1, title: { en: 'Sheet', ko: '시트' }, file: FILE,
})
async function* lines(header: string[], rows: string[][]) {
  for (const [nth, cells] of [header, ...rows].entries()) yield { line: nth + 1, cells }
}

describe('a header says its label, its unit and its condition', () => {
  const CASES: readonly [written: string, label: string, unit: string | null, condition: string | null][] = [
    ['YS (MPa)', 'YS', 'MPa', null], ['grain size [µm]', 'grain size', 'µm', null], ['T / K', 'T', 'K', null],
    ['σ (S/cm, T=300K)', 'σ', 'S/cm', 'T 300 K'], ['YS (T = 600 °C)', 'YS', null, 'T 600 °C'], ['UTS at 25 °C', 'UTS', null, 'T 25 °C'],
    ['PROPERTY: grain size ($\\mu$m)', 'grain size', 'µm', null], ['Test temperature ($^\\circ$C)', 'Test temperature', '°C', null],
    ['Composition (at zorkmid)', 'Composition (at zorkmid)', null, null],
  ]
  for (const [written, label, unit, condition] of CASES) {
    test(written, () => {
      const read = readColumnHeader(written)
      assert.deepEqual([read.label, read.unit], [label, unit])
      assert.equal(read.condition && `${read.condition.name} ${read.condition.value} ${read.condition.unit}`, condition)
    })
  }
})

describe('a column', () => {
  test('is taken for the field that its header names, in either language and whatever the order of its words', () => {
    assert.deepEqual(short(['YS (MPa)', '인장강도 (MPa)', '연신율(%)', 'Elongation plastic (%)', 'yield_strength_GPa']).slice(0, 4), [
      'guessed tension_test@2.yield_strength MPa', 'guessed tension_test@2.ultimate_strength MPa',
      'guessed tension_test@2.elongation %', 'guessed tension_test@2.plastic_elongation %',
    ])
    assert.deepEqual(short(['yield_strength_GPa', 'T_anneal (C)', '시효 시간 (h)']), [
      'guessed tension_test@2.yield_strength GPa', 'guessed heat_treatment@1.treatment_temperature °C', 'guessed heat_treatment@1.treatment_time h',
    ])
  })

  test('named T, temperature or 온도 is asked, though it has a unit and a test stands beside it', () => {
    for (const header of ['T', 'T (K)', 'Temperature (°C)', '온도 (°C)']) {
      const [column] = guess([header, 'YS (MPa)'])
      assert.equal(column!.state, 'asked', header)
      assert.equal(column!.choice, null)
      assert.deepEqual(column!.candidates[0], { template: 'tension_test@2', field: 'test_temperature' })
    }
  })

  test('whose field several templates have goes to the nearest column that is sure, and is asked where there is none', () => {
    assert.deepEqual(short(['HV', 'YS (MPa)', 'Test temperature (K)'])[2], 'guessed tension_test@2.test_temperature K')
    assert.deepEqual(short(['Test temperature (K)']), ['asked –'])
    assert.deepEqual(short(['HV', 'Test temperature (K)', 'YS (MPa)'])[1], 'asked –', 'as near to the one as to the other')
  })

  test('without a unit is asked for it, but for a hardness HV and a number that has none', () => {
    const [yielding] = guess(['yield strength'])
    assert.equal(yielding!.state, 'asked')
    assert.match(yielding!.because.en, /unit/)
    assert.deepEqual(short(['HV']), ['guessed hardness_test@1.vickers_hardness HV'])
  })

  test('may be told by its unit, as a hardness in HV; a hardness in no unit may be any', () => {
    assert.deepEqual(short(['Hardness (HV)', 'Hold time (min)']), ['guessed hardness_test@1.vickers_hardness HV', 'guessed heat_treatment@1.treatment_time min'])
    assert.deepEqual(short(['Hardness']), ['unmatched leave_out'])
  })

  test('in a unit of another quantity is not that field', () => assert.deepEqual(short(['YS (kg)']), ['unmatched leave_out']))

  test('a slip away from a field is asked, never taken', () => {
    const [column] = guess(['Yeild strength (MPa)'])
    assert.deepEqual([column!.state, column!.candidates[0]], ['asked', { template: 'tension_test@2', field: 'yield_strength' }])
  })

  test('that only calls its number calculated is of the calculation', () => {
    assert.deepEqual(short(['Calculated density (g/cm3)', 'Exp. density (g/cm3)']), [
      'guessed density_calculation@1.density g/cm3', 'guessed density_measurement@1.density g/cm3',
    ])
  })

  test('of words is read by the terms that they surely mean; none of them known, it is asked', () => {
    const [known] = guess(['Type of test'], [['T'], ['C'], ['T']])
    assert.deepEqual(known!.choice?.use === 'value' && known!.choice.words, { T: 'tension', C: 'compression' })
    assert.equal(guess(['cooling'], [['X9'], ['Y7']])[0]!.state, 'asked')
  })

  test('of formulas is an alloy’s where they are of metals, a ceramic’s where they are not, and asked where both stand there', () => {
    assert.deepEqual(short(['formula'], [['Fe0.7Ni0.3'], ['Al1 Co1']]), ['guessed alloy@1.composition'])
    assert.deepEqual(short(['formula'], [['Al2O3'], ['MoNbTaVWC5']]), ['guessed ceramic_composition@1.composition'])
    assert.deepEqual(short(['formula'], [['Al2O3'], ['Fe0.7Ni0.3']]), ['asked –'])
  })

  test('of units belongs to the column that is called so, C beside a temperature being °C', () => {
    const [temperature, unit] = guess(['anneal_temperature', 'anneal_temp_unit'], [['800', 'C'], ['970', 'K']])
    assert.equal(temperature!.state, 'guessed')
    assert.deepEqual(temperature!.choice?.use === 'value' && [temperature!.choice.unit_column, temperature!.choice.units], ['anneal_temp_unit', { C: '°C' }])
    assert.equal(unit!.choice?.use, 'leave_out')
  })

  test('that a person chose is never guessed over, and says so', () => {
    assert.deepEqual(short(['YS (MPa)'], [], [{ use: 'leave_out' }]), ['chosen leave_out'])
    assert.deepEqual(short(['YS (MPa)'], [], [{ use: 'value', template: 'tension_test@2', field: 'ultimate_strength' }]), ['chosen tension_test@2.ultimate_strength MPa'])
  })

  test('of row numbers names nothing; of names that all differ, it does', () => {
    assert.deepEqual(short(['id'], [['1'], ['2'], ['3']]), ['unmatched leave_out'])
    assert.deepEqual(short(['id'], [['a7'], ['b2'], ['c3']]), ['guessed name'])
  })
})

describe('the recipe of a sheet that nobody touched', () => {
  const HEADER = ['시편', '합금조성', '열처리 온도 (°C)', '열처리 시간 (h)', '항복강도 (MPa)', 'HV', 'DOI']
  const ROWS = [
    ['A-1', 'Fe0.7Ni0.3', '900', '2', '350', '180', '10.1016/j.actamat.2020.01.001'],
    ['A-2', 'Fe0.7Ni0.3', '1000', '2', '310', '170', '10.1016/j.actamat.2020.01.001'],
  ]

  test('links alloy, treatment, specimen and tests, with the article as the source', async () => {
    const { recipe, asks } = recipeOf(guess(HEADER, ROWS))
    assert.deepEqual(asks, [])
    const { drafts, findings } = await applyRecipe(recipe!, templates, lines(HEADER, ROWS))
    const made = [...new Set(drafts.map(({ content }) => content.template))]
    assert.deepEqual(made.map((key) => [key, drafts.filter(({ content }) => content.template === key).length]), [
      ['alloy@1', 1], ['alloy_specimen@1', 2], ['heat_treatment@1', 2], ['tension_test@2', 2], ['hardness_test@1', 2],
    ])
    assert.ok(drafts.every(({ content }) => content.source.kind === 'literature'))
    assert.deepEqual(findings.filter(({ severity }) => severity === 'refused'), [])
    const treatment = drafts.find(({ content }) => content.template === 'heat_treatment@1')!.content
    assert.ok(treatment.kind === 'process' && treatment.inputs.length === 1 && treatment.outputs.length === 1)
  })

  test('makes the same things of a sheet whose mistakes were mended, where each row has a name of its own', async () => {
    const mended = [ROWS[0]!.with(2, '950').with(4, '360'), ROWS[1]!.with(1, 'Fe0.6Ni0.4')]
    const keysOf = async (rows: string[][]) => {
      const { recipe } = recipeOf(guess(HEADER, ROWS))
      const { drafts } = await applyRecipe(recipe!, templates, lines(HEADER, rows))
      return drafts.filter(({ content }) => content.template !== 'alloy@1').map(({ key }) => key).toSorted()
    }
    assert.deepEqual(await keysOf(mended), await keysOf(ROWS))
    const unnamed = recipeOf(guess(HEADER, [...ROWS, ROWS[1]!.with(0, '').with(2, '1100')])).recipe!
    assert.deepEqual(unnamed.records.find(({ as }) => as === 'alloy_specimen')!.key.length, 4, 'a row without a name is told by all that was done to it')
  })

  test('makes a test of each condition in a header', async () => {
    const header = ['formula', 'YS (MPa, T=25°C)', 'YS (MPa, T=600°C)']
    const rows = [['Fe0.7Ni0.3', '350', '210'], ['Al1Co1', '400', '-']]
    const { recipe } = recipeOf(guess(header, rows))
    const { drafts } = await applyRecipe(recipe!, templates, lines(header, rows))
    const tests = drafts.filter(({ content }) => content.template === 'tension_test@2').map(({ content }) => content.values)
    assert.deepEqual(tests.map(({ yield_strength: strength, test_temperature: at }) => (
      [strength?.type === 'quantity' && strength.written, at?.type === 'quantity' && at.written]
    )), [['350', '25'], ['400', '25'], ['210', '600']])
  })

  test('is not made without a material, nor without anything that tells one from another; each is asked', () => {
    assert.match(recipeOf(guess(['YS (MPa)'])).asks.map(({ en }) => en).join(), /What are the rows about/)
    assert.equal(recipeOf(guess(['YS (MPa)'])).recipe, null)
    const specimen = recipeOfChoices(guess(['YS (MPa)']), templates, {
      recipe: 'sheet', version: 1, title: { en: 's', ko: 's' }, file: { kind: 'csv', delimiter: ',', encoding: 'utf-8', missing: [] }, material: 'alloy_specimen@1',
    })
    assert.match(specimen.asks.map(({ en }) => en).join(), /tells one thing from another/)
  })

  test('does not pretend to know what was merged or assembled', () => {
    const columns = guess(['formula', 'mixing_speed (rpm)'], [['Fe0.7Ni0.3', '60'], ['Al1Co1', '60']])
    assert.match(recipeOf(columns).asks.map(({ en }) => en).join(), /several things together/)
  })
})

describe('a header of two rows', () => {
  const CASES: readonly [name: string, header: string[], meant: string[]][] = [
    ['groups and units', ['Annealing (°C)', 'Annealing (h)', 'Hardness (HV)'], ['guessed heat_treatment@1.treatment_temperature °C', 'guessed heat_treatment@1.treatment_time h', 'guessed hardness_test@1.vickers_hardness HV']],
    ['groups and symbols', ['Heat treatment / T (°C)', 'Heat treatment / t (min)'], ['guessed heat_treatment@1.treatment_temperature °C', 'guessed heat_treatment@1.treatment_time min']],
    ['a general group', ['Mechanical properties / Vickers hardness [HV]', 'Mechanical properties / YS (MPa)', 'Tension / El. (%)'], ['guessed hardness_test@1.vickers_hardness HV', 'guessed tension_test@2.yield_strength MPa', 'guessed tension_test@2.elongation %']],
    ['steps', ['Solution treatment / Temp. [°C]', 'Solution treatment / Time [h]'], ['guessed heat_treatment@1.treatment_temperature °C', 'guessed heat_treatment@1.treatment_time h']],
    ['Korean groups', ['열처리 / 온도 (°C)', '열처리 / 시간 (h)', '기계적 성질 / 경도 (HV)', '기계적 성질 / 항복강도 (MPa)', '인장시험 / 연신율 (%)'], [
      'guessed heat_treatment@1.treatment_temperature °C', 'guessed heat_treatment@1.treatment_time h', 'guessed hardness_test@1.vickers_hardness HV', 'guessed tension_test@2.yield_strength MPa', 'guessed tension_test@2.elongation %',
    ]],
    ['Korean units', ['어닐링 / (℃)', '어닐링 / (시간)', '시효 / 온도(℃)'], ['guessed heat_treatment@1.treatment_temperature ℃', 'guessed heat_treatment@1.treatment_time 시간', 'asked –']],
  ]
  for (const [name, header, meant] of CASES) test(`finds the fields below its groups: ${name}`, () => assert.deepEqual(short(header), meant))

  test('is asked where the group above says more than the sort, and left alone where several groups have the same', () => {
    assert.deepEqual(short(['After irradiation / Hardness (HV)', '600 °C / YS (MPa)', 'Rolling / Temperature (°C)']), ['asked –', 'asked –', 'asked –'])
    assert.deepEqual(short(['As cast / Hardness (HV)', 'Annealed / Hardness (HV)']), ['unmatched leave_out', 'unmatched leave_out'])
    assert.match(guess(['After irradiation / Hardness (HV)'])[0]!.because.en, /“After irradiation” stands above “Hardness”/)
  })

  test('that is a calculation by its group stays one', () => {
    assert.deepEqual(short(['Calculated / Density (g/cm3)']), short(['Density calculated (g/cm3)']))
  })
})

describe('a sheet with decimal commas', () => {
  test('has its numbers and formulas found as one with points has, whichever sign the formulas are written with', () => {
    const header = ['Zusammensetzung', 'Hardness (HV)']
    for (const formulas of [['Al0,3CoCrFeNi', 'Al0,5CoCrFeNi'], ['Al0.3CoCrFeNi', 'Al0.5CoCrFeNi']]) {
      const columns = guessColumns(header, [[formulas[0]!, '205,5'], [formulas[1]!, '251,5']], FILE.missing, templates.values())
      assert.deepEqual(columns.map(({ state, choice }) => [state, choice?.use === 'value' ? [choice.template, choice.unit ?? choice.composition] : null]), [
        ['guessed', ['alloy@1', 'amount']], ['guessed', ['hardness_test@1', 'HV']],
      ])
    }
  })
})

describe('a sheet that names what is not in it', () => {
  const named = (place: number, ...records: [template: string, n: number, of: number][]) => new Map([[place, records.map(([template, n, of]) => ({ template, n, of }))]])
  const there = (header: string[], rows: string[][], records: ReturnType<typeof named>, chosen: (ColumnChoice | null)[] = []) => (
    guessColumns(header, rows, FILE.missing, templates.values(), chosen, { records, paths: [], top: '' })
  )
  const links = ({ recipe }: ReturnType<typeof recipeOf>) => recipe!.records.map(({ template, of, inputs, key }) => [template, of ?? inputs?.[0]!.record, key])

  test('hangs its tests on the samples that are there and makes none; what else tells rows apart tells the tests apart', () => {
    const columns = there(['Sample', 'Position', 'HV'], [['M1', 'a', '100'], ['M2', 'b', '120']], named(0, ['alloy', 1, 2]), [null, { use: 'key' }])
    assert.deepEqual(columns[0]!.choice, { use: 'record', template: 'alloy' })
    assert.deepEqual(links(recipeOf(columns)), [['hardness_test@1', 'sample', ['sample', 'position']]])
    assert.deepEqual(recipeOf(columns).recipe!.columns['sample'], { header: 'Sample', names: 'alloy' })
  })

  test('puts a sample that is there into its process, and measures what comes out', () => {
    const made = recipeOf(there(['Sample', 'T_anneal (C)', 'YS (MPa)'], [['M1', '900', '100'], ['M2', '900', '90']], named(0, ['alloy', 2, 2])))
    assert.deepEqual(links(made), [
      ['alloy_specimen@1', undefined, ['sample', 'treatment_temperature']], ['heat_treatment@1', 'sample', ['alloy_specimen']], ['tension_test@2', 'alloy_specimen', ['alloy_specimen']],
    ])
  })

  test('is asked about where the samples could as well be new, and where records of several templates are called so', () => {
    const rows = [['M1', 'Cu2Zn', '100'], ['M2', 'CuZn', '120']]
    assert.deepEqual(there(['Sample', 'Formula', 'HV'], rows, named(0, ['alloy', 2, 2])).map(({ state }) => state), ['asked', 'guessed', 'guessed'])
    assert.equal(there(['Sample', 'HV'], [['M1', '100'], ['M2', '120']], named(0, ['alloy', 2, 2], ['thin_film', 2, 2]))[0]!.state, 'asked')
    const said = there(['Sample', 'Formula', 'HV'], rows, named(0, ['alloy', 2, 2]), [{ use: 'record', template: 'alloy' }])
    assert.equal(said[1]!.choice!.use, 'leave_out', 'a sheet does not write on what it names')
    assert.deepEqual(links(recipeOf(said)), [['hardness_test@1', 'sample', ['sample']]])
  })

  test('never writes on samples that are there: a field of theirs, said by a person, holds the import back', () => {
    const made = recipeOf(there(['Sample', 'Formula', 'HV'], [['M1', 'Cu2Zn', '100']], named(0, ['alloy', 1, 1]), [
      { use: 'record', template: 'alloy' }, { use: 'value', template: 'alloy@1', field: 'composition', composition: 'amount' },
    ]))
    assert.equal(made.recipe, null)
    assert.match(made.asks[0]!.en, /would be written on samples that are here already/)
  })

  test('takes the files that are called as its samples beside the names themselves', () => {
    const columns = guessColumns(['ID', 'Composition', 'Ionic conductivity (S/cm)'], [['e1', 'Li6PS5Cl', '1e-3'], ['e2', 'Li6PS5Br', '1e-3']], FILE.missing, templates.values(), [], {
      records: new Map(), paths: ['cifs/e1.cif', 'cifs/e2.cif'], top: '',
    })
    assert.deepEqual(columns[0]!.choice, { use: 'name', file: { template: 'crystal_structure@1', field: 'structure', path: 'cifs/{}.cif' } })
    const { recipe } = recipeOf(columns)
    const structure = recipe!.records.find(({ template }) => template === 'crystal_structure@1')!
    assert.deepEqual([structure.when, structure.key], [['structure'], ['ceramic_composition']])
    assert.deepEqual(recipe!.columns['structure'], { header: 'ID', file: 'cifs/{}.cif' })
  })
})
