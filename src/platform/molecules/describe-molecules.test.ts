import assert from 'node:assert/strict'
import { test } from 'node:test'
import { moleculeDescriber } from './describe-molecules.ts'

const { names, main, describe } = await moleculeDescriber()
const told = (smiles: string) => Object.fromEntries(describe(smiles)!.slice(0, main).map((value, at) => [names[at]!, value!]))

test('aspirin has 180.16 g/mol, one donor, a polar surface of 63.6 Å² and an XLogP-like logP of 1.31 (PubChem CID 2244; RDKit)', () => {
  const aspirin = told('CC(=O)Oc1ccccc1C(=O)O')
  assert.ok(Math.abs(aspirin['molecular weight (g/mol)']! - 180.16) < 0.01)
  assert.ok(Math.abs(aspirin['topological polar surface area (Å²)']! - 63.6) < 0.01)
  assert.ok(Math.abs(aspirin['logP (Crippen)']! - 1.31) < 0.01)
  assert.deepEqual([aspirin['hydrogen bond donors'], aspirin['aromatic rings'], aspirin['heavy atoms']], [1, 1, 13])
})

test('one molecule is described alike however its SMILES is written', () => {
  assert.deepEqual(describe('OC(=O)c1ccccc1OC(C)=O'), describe('CC(=O)Oc1ccccc1C(=O)O'))
})

test('cyclohexane is all sp3, benzene not at all; their fingerprints share nothing', () => {
  assert.deepEqual([told('C1CCCCC1')['fraction of sp3 carbons'], told('c1ccccc1')['fraction of sp3 carbons']], [1, 0])
  const bits = (smiles: string) => describe(smiles)!.flatMap((value, at) => (at >= main && value === 1 ? [at] : []))
  assert.ok(bits('c1ccccc1').length > 0)
  assert.deepEqual(bits('c1ccccc1').filter((bit) => bits('C1CCCCC1').includes(bit)), [])
})

test('a number for each name; the repeat unit of a polymer is read too', () => {
  assert.equal(names.length, main + 256)
  for (const smiles of ['*CC(*)c1ccccc1', 'O', '[Li+].F[P-](F)(F)(F)(F)F']) assert.equal(describe(smiles)!.length, names.length)
})

test('what is no SMILES is told, not described: an open ring, five bonds of carbon, nothing', () => {
  assert.deepEqual(['C1CC', 'C(C)(C)(C)(C)C', '', 'NaCl'].map(describe), [null, null, null, null])
})
