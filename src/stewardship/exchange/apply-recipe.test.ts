import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { referencedIds } from '#record/lineage/participants.ts'
import { applyRecipe, readByRecipe } from './apply-recipe.ts'
import type { Applied } from './apply-recipe.ts'
import type { Finding } from './finding.ts'
import { hardnessRecipe, hardnessTemplates } from './fixtures/hardness.ts'
import { readCsv } from './read-csv.ts'
import type { Recipe } from './recipe.ts'
import { openMemoryShelf } from './shelf.ts'

const HEADER = 'formula,method,HV,T,doi,title,year'

async function apply(rows: readonly string[], recipe: Recipe = hardnessRecipe, header = HEADER): Promise<Applied> {
  async function* bytes() { yield new TextEncoder().encode([header, ...rows].join('\n')) }
  return applyRecipe(recipe, hardnessTemplates, readCsv(bytes(), { delimiter: ',' }))
}

const keys = ({ drafts }: Applied, as: string) => drafts.map(({ key }) => key).filter((key) => key.startsWith(`${as}[`))
const codes = ({ findings }: Applied) => findings.map(({ code }) => code)
const refusedCells = ({ findings }: Applied) => findings
  .filter(({ severity, column }) => severity === 'refused' && column !== null)
  .map(({ line, column, value }: Finding) => [line, column, value])

describe('which rows speak of the same record', () => {
  test('one specimen tested at two temperatures is one specimen with two tests', async () => {
    const applied = await apply(['CoNi,cast,120,25,10.1000/a,,', 'CoNi,cast,90,600,10.1000/a,,'])
    assert.deepEqual(['alloy', 'specimen', 'run', 'test'].map((as) => keys(applied, as).length), [1, 1, 1, 2])
  })

  test('the same alloy written in another order, scale or letter case of its DOI is the same alloy', async () => {
    const applied = await apply(['CoNi,cast,120,25,10.1000/A,,', 'Ni2Co2,cast,120,25.0,https://doi.org/10.1000/a,,'])
    assert.deepEqual(['alloy', 'specimen', 'run', 'test'].map((as) => keys(applied, as).length), [1, 1, 1, 1])
    assert.equal(applied.duplicateRows, 0)
  })

  test('the same composition in two articles is two alloys', async () => {
    assert.equal(keys(await apply(['CoNi,cast,120,25,10.1000/a,,', 'CoNi,cast,120,25,10.1000/b,,']), 'alloy').length, 2)
  })

  test('another result under the same conditions is another measurement, remarked and never averaged', async () => {
    const applied = await apply(['CoNi,cast,120,25,10.1000/a,,', 'CoNi,cast,131,25,10.1000/a,,'])
    const [first, second] = keys(applied, 'test')
    assert.equal(second, `${first}#2`)
    const remark = applied.findings.find(({ code }) => code === 'record.another_occurrence')!
    assert.equal(remark.line, 3)
    assert.equal(remark.text.en, 'hardness: line 3 tells of the same specimen under the same conditions as line 2, with other '
      + 'values; both are kept (this is 2 of 2). Check whether they are two measurements or a slip.')
    assert.equal(remark.text.ko, 'hardness: 3행과 2행에 같은 specimen, 같은 조건의 다른 값이 있습니다. 둘 다 남겨 두었습니다(2개 중 2번째). '
      + '따로 얻은 값인지 오기인지 확인하십시오.')
    const found = applied.drafts.filter(({ key }) => key.startsWith('test['))
    assert.deepEqual(found.map(({ content: { values } }) => values['hardness']), [
      { type: 'quantity', value: 120, unit: 'HV', written: '120' },
      { type: 'quantity', value: 131, unit: 'HV', written: '131' },
    ])
  })

  test('of three results the first line is named on both others, whichever value it has', async () => {
    for (const values of [['120', '131', '99'], ['131', '99', '120']]) {
      const applied = await apply(values.map((value) => `CoNi,cast,${value},25,10.1000/a,,`))
      const told = applied.findings.filter(({ code }) => code === 'record.another_occurrence')
      assert.deepEqual(told.map(({ line }) => line), [3, 4])
      for (const [index, { text }] of told.entries()) {
        assert.match(text.en, new RegExp(`line ${index + 3} tells .* as line 2, .* all 3 are kept \\(this is ${index + 2} of 3\\)`))
      }
    }
  })

  test('a value out of bounds is told once, not again as a cell that went into no record', async () => {
    const records = hardnessRecipe.records.map((record) => (record.as === 'test' ? { ...record, key: ['specimen'] } : record))
    const { findings } = await apply(['CoNi,cast,120,9999,10.1000/a,,'], { ...hardnessRecipe, records })
    assert.deepEqual(findings.filter(({ column }) => column === 'T').map(({ code }) => code), ['field.bounds'])
  })

  test('a recipe that was kept when units in brackets got a second pair of them still finds their column', async () => {
    const columns = { ...hardnessRecipe.columns, hardness: { header: 'Hardness ((HV))', unit: 'HV' } }
    const { findings, drafts } = await apply(['CoNi,cast,120,25,10.1000/a,,'], { ...hardnessRecipe, columns }, HEADER.replace('HV', 'Hardness (HV)'))
    assert.deepEqual([drafts.length, findings.filter(({ severity }) => severity === 'refused')], [4, []])
  })

  test('an article whose title is written differently is no other occurrence', async () => {
    const applied = await apply(['CoNi,cast,120,25,10.1000/a,On CoNi,', 'CoNi,cast,120,25,10.1000/a,,'])
    assert.ok(!codes(applied).includes('record.another_occurrence'))
  })

  test('a result that stands again is the same measurement however far apart, and whichever other stood between', async () => {
    const [hard, soft] = ['CoNi,cast,120,25,10.1000/a,On CoNi,', 'CoNi,cast,90,25,10.1000/a,,']
    const again = hard.replace('On CoNi', 'On CoNi alloys').replace('120', '120.0')
    for (const rows of [[hard, soft, again, soft.replace('90', '90.0')], [hard, again, soft], [soft, hard, again, hard.replace('120', '1.2e2')]]) {
      const applied = await apply(rows)
      assert.deepEqual(['alloy', 'specimen', 'run', 'test'].map((as) => keys(applied, as).length), [1, 1, 1, 2], rows.join('\n'))
      // The fuller title is kept, wherever it stood.
      assert.ok(applied.drafts.some(({ content }) => content.source.kind === 'literature' && content.source.title === 'On CoNi alloys'))
    }
  })

  test('a cell that reads like a place in the name is shown as it stands', async () => {
    const recipe = {
      ...hardnessRecipe,
      records: hardnessRecipe.records.map((record) => (record.as === 'alloy' ? { ...record, name: '{title} ({formula}) · {year}' } : record)),
    }
    const { drafts } = await apply(['CoNi,cast,120,25,10.1000/a,On {formula},'], recipe)
    assert.equal(drafts.find(({ key }) => key.startsWith('alloy['))!.content.name, 'On {formula} (CoNi)')
  })

  test('a row that repeats another in every cell makes nothing and is counted', async () => {
    const applied = await apply(['CoNi,cast,120,25,10.1000/a,,', 'CoNi,cast,120,25,10.1000/a,,'])
    assert.equal(applied.rowsRead, 2)
    assert.equal(applied.duplicateRows, 1)
    assert.equal(keys(applied, 'test').length, 1)
    assert.match(applied.findings.find(({ code }) => code === 'row.duplicate')!.text.en, /^Line 3 repeats line 2 /)
  })

  test('two specimens whose method could not be read are not taken for one', async () => {
    const applied = await apply(['CoNi,melted,120,25,10.1000/a,,', 'CoNi,forged,130,25,10.1000/a,,'])
    assert.equal(keys(applied, 'specimen').length, 2)
  })
})

describe('which records a finding is about', () => {
  const concerned = ({ findings }: Applied) => findings.map(({ code, line, records }) => [code, line, records?.map((key) => key.split('[')[0])])

  test('a cell is about the records that its column goes into, a row about what it measures', async () => {
    const applied = await apply([
      'CoNi,cast,120,warm,10.1000/a,,', 'CoNi,cast,120,warm,10.1000/a,,', 'FeNi,melted,100,25,10.1000/a,,', 'FeNi,cast,0.01,25,10.1000/a,,',
    ])
    assert.deepEqual(concerned(applied).slice(0, 4), [
      ['quantity.malformed', 2, ['test']], ['row.duplicate', 3, ['specimen']], ['cell.unknown_word', 4, ['specimen', 'run']], ['field.bounds', 5, ['specimen']],
    ])
    const known = new Set(applied.drafts.map(({ key }) => key))
    for (const { records = [] } of applied.findings) for (const key of records) assert.ok(known.has(key), key)
    assert.deepEqual(applied.findings[0]!.records, applied.drafts.filter(({ key, line }) => key.startsWith('test[') && line === 2).map(({ key }) => key))
  })

  test('of two results under the same conditions both are named', async () => {
    const applied = await apply(['CoNi,cast,131,25,10.1000/a,,', 'CoNi,cast,120,25,10.1000/a,,'])
    const { records } = applied.findings.find(({ code }) => code === 'record.another_occurrence')!
    const lines = records!.map((key) => applied.drafts.find((draft) => draft.key === key)!.line)
    assert.deepEqual(lines, [2, 3])
  })

  test('what makes no record at all is about none, as is a whole file', async () => {
    const applied = await apply(['Xx1,cast,120,25,10.1000/a,,'])
    for (const { line, records } of applied.findings) assert.deepEqual(records, line === null ? undefined : [])
  })
})

describe('what cannot be taken', () => {
  test('a bad number is refused by line, column and value, and the rest of its row goes in', async () => {
    const applied = await apply(['CoNi,cast,120,warm,10.1000/a,,'])
    assert.deepEqual(refusedCells(applied), [[2, 'T', 'warm']])
    assert.equal(keys(applied, 'test').length, 1)
    assert.equal(applied.drafts.at(-1)!.content.values['temperature'], undefined)
  })

  test('a missing temperature stays missing', async () => {
    const applied = await apply(['CoNi,cast,120,n/a,10.1000/a,,'])
    assert.deepEqual(refusedCells(applied), [])
    assert.deepEqual(Object.keys(applied.drafts.at(-1)!.content.values), ['hardness'])
  })

  test('a value out of bounds is refused, and its record with it where the field is required', async () => {
    const applied = await apply(['CoNi,cast,0.01,25,10.1000/a,,'])
    assert.deepEqual(refusedCells(applied), [[2, 'HV', '0.01']])
    assert.deepEqual(keys(applied, 'test'), [])
    assert.equal(keys(applied, 'specimen').length, 1)
  })

  test('one bad cell is told once: what was wrong, in which unit, and what follows, by the template’s title', async () => {
    for (const bad of ['hard', '0.01']) {
      const applied = await apply([`CoNi,cast,${bad},25,10.1000/a,,`, 'FeNi,cast,130,25,10.1000/b,,'])
      const [told, ...others] = applied.findings.filter(({ code }) => code !== 'field.recommended_missing')
      assert.deepEqual([told!.line, told!.column, told!.value, told!.unit, others], [2, 'HV', bad, 'HV', []])
      assert.match(told!.text.en, /So this row’s “hardness” was left out\.$/)
      assert.match(told!.text.ko, /그래서 이 행의 “hardness” 기록을 제외했습니다\.$/)
      assert.ok(!applied.findings.some(({ text }) => /@\d/.test(text.en + text.ko)), 'no key of a template')
    }
  })

  test('of a bad cell that its record can do without it is said that nothing else was lost', async () => {
    const { findings: [told] } = await apply(['CoNi,cast,120,warm,10.1000/a,,'])
    assert.match(told!.text.en, /Only this value was left out\.$/)
  })

  test('a record that a bad cell leaves out is counted as one that is told of by itself is', async () => {
    async function* bytes() { yield new TextEncoder().encode([HEADER, 'CoNi,cast,hard,25,10.1000/a,,', ',cast,120,25,10.1000/a,,'].join('\n')) }
    const read = await readByRecipe(hardnessRecipe, hardnessTemplates, readCsv(bytes(), { delimiter: ',' }), { openShelf: openMemoryShelf, mostFindings: 10 })
    assert.deepEqual([read.kept.refusedCells, read.kept.refusedRecords], [1, 2])
  })

  test('without its composition an alloy is left out with all that hangs on it, told once', async () => {
    for (const formula of ['Xx1', '']) {
      const applied = await apply([`${formula},cast,120,25,10.1000/a,,`])
      assert.deepEqual(applied.drafts, [])
      const told = applied.findings.filter(({ severity }) => severity === 'refused')
      assert.equal(told.length, 1)
      assert.match(told[0]!.text.en, /“alloy” was left out, and with it “specimen”, “processing”, “hardness”/)
    }
  })

  test('an unknown word is refused with the words that are known', async () => {
    const applied = await apply(['CoNi,Cast,120,25,10.1000/a,,'])
    assert.deepEqual(refusedCells(applied), [[2, 'method', 'Cast']])
    assert.match(applied.findings[0]!.text.en, /did you mean “cast”/)
  })

  test('a file without a column of the recipe is refused whole, with the closest name', async () => {
    const applied = apply(['CoNi,cast,120,25,10.1000/a,,'], hardnessRecipe, HEADER.replace('method', 'Methods'))
    await assert.rejects(applied, (error: { code: string; message: string }) => {
      assert.equal(error.code, 'recipe.column_missing')
      assert.match(error.message, /“method”.*“Methods”/)
      return true
    })
  })
})

describe('where records come from', () => {
  const sourceOf = async (row: string) => (await apply([row])).drafts[0]!.content.source

  test('a row with a DOI comes from its article, in lower case and without the resolver', async () => {
    const source = await sourceOf('CoNi,cast,,,doi:10.1000/AbC,On CoNi,2014.0')
    assert.deepEqual(source, { kind: 'literature', doi: '10.1000/abc', title: 'On CoNi', year: 2014 })
  })

  test('a row without a DOI comes from the file itself, and that is remarked', async () => {
    const source = await sourceOf('CoNi,cast,,,,On CoNi,2014')
    assert.deepEqual(source, { kind: 'database', name: 'Hardness sheet', url: 'https://example.org/hardness.csv' })
    assert.ok(codes(await apply(['CoNi,cast,,,,,'])).includes('source.no_doi'))
  })

  test('what is not a DOI or a year is refused, never repaired', async () => {
    const applied = await apply(['CoNi,cast,,,see thesis,,', 'CoFe,cast,,,10.1000/a,,c. 2014'])
    assert.deepEqual(refusedCells(applied), [[2, 'doi', 'see thesis'], [3, 'year', 'c. 2014']])
  })

  test('without a source in the recipe everything is own work', async () => {
    const { source: _source, literature: _literature, ...own } = hardnessRecipe
    assert.deepEqual((await apply(['CoNi,cast,120,25,,,'], own)).drafts[0]!.content.source, { kind: 'own' })
  })
})

test('columns that are not used and cells that went nowhere are told', async () => {
  const applied = await apply(['CoNi,cast,,25,10.1000/a,,,17'], hardnessRecipe, `${HEADER},room`)
  const told = applied.findings.filter(({ line }) => line === null).map(({ code, column }) => [code, column])
  assert.deepEqual(told, [['column.unused', 'room'], ['cell.unused', 'T']])
})

const cells = {
  formula: fc.constantFrom('CoNi', 'Ni1 Co1', 'CoFe', 'Co0.5Fe0.5', 'Xx', ''),
  method: fc.constantFrom('cast', 'annealed', 'melted', ''),
  hardness: fc.constantFrom('120', '120.0', '131', '0', 'hard', ''),
  temperature: fc.constantFrom('25', '600', 'n/a', ''),
  doi: fc.constantFrom('10.1000/a', '10.1000/A', '10.1000/b', ''),
  title: fc.constantFrom('On alloys', ''),
}
const row = fc.record(cells).map(({ formula, method, hardness, temperature, doi, title }) => (
  [formula, method, hardness, temperature, doi, title, ''].join(',')
))

test('the order of rows does not change the set of records', async () => {
  const shuffled = fc.array(row, { minLength: 1, maxLength: 12 }).chain((rows) => (
    fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length }))
  ))
  await fc.assert(fc.asyncProperty(shuffled, async ([rows, others]) => {
    const [a, b] = [await apply(rows), await apply(others)]
    const said = ({ drafts }: Applied) => drafts.map(({ key, content }) => JSON.stringify({ key, content })).sort()
    assert.deepEqual(said(b), said(a))
  }), { numRuns: 60 })
})

test('every record stands after those it points to, and keys are its own', async () => {
  await fc.assert(fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 12 }), async (rows) => {
    const { drafts } = await apply(rows)
    const seen = new Set<string>()
    for (const { key, content } of drafts) {
      for (const id of referencedIds(content)) assert.ok(seen.has(id))
      assert.ok(!seen.has(key))
      seen.add(key)
    }
  }), { numRuns: 60 })
})

test('a header whose names hold commas is still known to be separated by semicolons', async () => {
  const recipe: Recipe = {
    ...hardnessRecipe, columns: { ...hardnessRecipe.columns, hardness: { header: 'Hardness, HV', unit: 'HV' } },
  }
  const header = HEADER.replace('HV', 'Hardness, HV').replaceAll(/,(?! )/g, ';')
  await assert.rejects(apply(['CoNi;cast;120;25;;;'], recipe, header), { code: 'csv.delimiter' })
  await assert.rejects(apply(['CoNi,cast,120,25,,,'], recipe), { code: 'recipe.column_missing' })
})

describe('a calculated field', () => {
  const test1 = hardnessTemplates.get('hardness@1')!
  const templates = new Map(hardnessTemplates).set('hardness@1', { ...test1, fields: [...test1.fields, {
    name: 'softening', label: { en: 'Softening', ko: '연화' }, type: 'quantity', role: 'result', obligation: 'optional', unit: 'MPa/K',
    expression: 'hardness / (temperature - [0 °C])',
  }] })
  const bring = (rows: readonly string[], recipe: Recipe = hardnessRecipe) => {
    async function* bytes() { yield new TextEncoder().encode([HEADER, ...rows].join('\n')) }
    return applyRecipe(recipe, templates, readCsv(bytes(), { delimiter: ',' }))
  }

  test('is calculated of each row; of a row whose cell is refused it is not, and no row is lost for a division by zero', async () => {
    const applied = await bring(['CoNi,cast,100 ± 2,25 ± 0,10.1000/a,,', 'CoNi,cast,120,-300,10.1000/b,,', 'CoNi,cast,120,0,10.1000/c,,'])
    const found = applied.drafts.filter(({ key }) => key.startsWith('test[')).map(({ content }) => content.values['softening'])
    const [first, ...others] = found
    assert.ok(first?.type === 'quantity' && first.uncertainty?.kind === 'standard')
    // 100 HV is 980.665 MPa.
    assert.ok(Math.abs(first.value - 980.665 / 25) < 1e-9 && Math.abs(first.uncertainty.value - 980.665 / 25 * 0.02) < 1e-9)
    assert.deepEqual(others, [undefined, undefined])
    assert.deepEqual(refusedCells(applied), [[3, 'T', '-300']])
  })

  test('takes no column', async () => {
    const recipe = { ...hardnessRecipe, records: hardnessRecipe.records.map((record) => (
      record.as === 'test' ? { ...record, values: { ...record.values, softening: 'hardness' } } : record
    )) }
    await assert.rejects(bring([], recipe), { code: 'recipe.calculated_field', message: /“softening” is calculated .* takes no column/ })
  })
})
