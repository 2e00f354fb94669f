import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import process from 'node:process'
import { test } from 'node:test'
import { describeStructure, STRUCTURE_DESCRIPTORS } from '#science/crystals/describe-structure.ts'
import { crystalIn } from './crystal-in.ts'

const CELL = '_cell_length_a 5.6402(2)\n_cell_length_b 5.6402(2)\n_cell_length_c 5.6402(2)\n_cell_angle_alpha 90\n_cell_angle_beta 90\n_cell_angle_gamma 90\n'
const CENTRED = "loop_\n_symmetry_equiv_pos_as_xyz\n'x, y, z'\n'x, y+1/2, z+1/2'\n'x+1/2, y, z+1/2'\nx+1/2,y+1/2,z\n"
const SITES = 'loop_\n_atom_site_label\n_atom_site_fract_x\n_atom_site_fract_y\n_atom_site_fract_z\n'
const HALITE = `data_NaCl\n_space_group_IT_number 225\n${CELL}${CENTRED}${SITES}Na1 0 0 0\nCl1 0.5(1) 0 0\n`

test('each site listed is moved by each operation, and stands once where operations agree', () => {
  const { orbits, spaceGroup, cell } = crystalIn(HALITE)
  assert.deepEqual(orbits!.map(({ occupants, positions }) => [occupants, positions.length]), [[{ Na: 1 }, 4], [{ Cl: 1 }, 4]])
  assert.deepEqual([spaceGroup, cell!.a], [{ number: 225 }, 5.6402])
  const twice = crystalIn(HALITE.replace("'x, y, z'\n", "'x, y, z'\n'-x, -y, -z'\n'z, x, .0+y'\n"))
  assert.equal(twice.orbits![0]!.positions.length, 4)
})

test('elements at one position share it, by their occupancies; oxidation numbers and uncertainties are read over', () => {
  const sites = 'loop_\n_atom_site_type_symbol\n_atom_site_fract_x\n_atom_site_fract_y\n_atom_site_fract_z\n_atom_site_occupancy\n'
  const { orbits } = crystalIn(`data_x\n_symmetry_space_group_name_H-M 'P 1'\n${CELL}${sites}Li1+ 0 0 0 0.25(1)\nNa1+ 0.0001 0 0 .75\nO2- 0.5 0.5 0.5 .\nD 0.5 0.5 0.6 0\n`)
  assert.deepEqual(orbits!.map(({ occupants }) => occupants), [{ Li: 0.25, Na: 0.75 }, { O: 1 }])
})

test('where a site has no coordinates, no known element or no operations, sites are unknown, not fewer', () => {
  assert.equal(crystalIn(HALITE.replace('0.5(1) 0 0', '? 0 0')).orbits, null)
  assert.equal(crystalIn(HALITE.replace('Cl1', 'Qq1')).orbits, null)
  assert.equal(crystalIn(HALITE.replace(CENTRED, '')).orbits, null)
  assert.equal(crystalIn(HALITE.replace('x+1/2,y+1/2,z', 'x+1/2,y+q,z')).orbits, null)
  const values = describeStructure(crystalIn(HALITE.replace(CENTRED, '')))
  assert.deepEqual([values[0], values[STRUCTURE_DESCRIPTORS.indexOf('density (g/cm³)')]], [5.6402, null])
})

const FOLDER = `${process.env.SOJAE_TEST_DATA ?? '../shared/data'}/obelix/cifs`
const reason = existsSync(FOLDER) ? false : `${FOLDER} is not there`

test('each CIF file of OBELiX gives the atoms of its formula and the volume that it states', { skip: reason }, () => {
  const files = readdirSync(FOLDER).filter((name) => name.endsWith('.cif'))
  assert.ok(files.length > 200)
  const at = (name: string) => STRUCTURE_DESCRIPTORS.indexOf(name)
  for (const file of files) {
    const text = readFileSync(`${FOLDER}/${file}`, 'latin1')
    const values = describeStructure(crystalIn(text))
    assert.deepEqual(values.filter((value) => value === null), [], file)
    const [, volume] = /_cell_volume\s+([\d.]+)/.exec(text)!
    assert.ok(Math.abs(values[at('cell volume (Å³)')]! / Number(volume) - 1) < 1e-4, file)
    const [, formula] = /_chemical_formula_sum\s+'?([^'\n]+)/.exec(text)!
    const atoms = formula!.trim().split(/\s+/).reduce((sum, part) => sum + Number(/[\d.]+$/.exec(part)?.[0] ?? 1), 0)
    assert.ok(Math.abs(values[at('atoms in the cell')]! / atoms - 1) < 0.02, `${file}: ${values[at('atoms in the cell')]} of ${atoms}`)
    assert.ok(values[at('density (g/cm³)')]! > 0.5 && values[at('density (g/cm³)')]! < 10, file)
  }
})
