import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { fromSI, toSI } from '#science/quantities/convert.ts'
import { parseUnit } from '#science/quantities/parse-unit.ts'
import { toNumber } from '#science/quantities/rational.ts'

// QUDT 3.5.0, CC-BY-4.0, QUDT.org: SI value = (value + offset) × mult.
const path = join(process.env['SOJAE_TEST_STANDARDS'] ?? '../shared/standards', 'qudt-units', 'units.json')
const skip = existsSync(path) ? false : `no QUDT units at ${path}`

type QudtUnit = { readonly id: string; readonly mult: string; readonly offset: string | null; readonly dim: string }

// QUDT id → what a person writes.
const COMMON: Readonly<Record<string, string>> = {
  'M': 'm', 'CentiM': 'cm', 'MilliM': 'mm', 'MicroM': 'µm', 'NanoM': 'nm', 'ANGSTROM': 'Å', 'IN': 'in', 'FT': 'ft',
  'KiloGM': 'kg', 'GM': 'g', 'LB': 'lb', 'TONNE': 't', 'SEC': 's', 'MIN': 'min', 'HR': 'h', 'DAY': 'd',
  'A': 'A', 'MilliA': 'mA', 'K': 'K', 'DEG_C': '°C', 'DEG_F': '°F', 'MOL': 'mol', 'CD': 'cd',
  'PA': 'Pa', 'MegaPA': 'MPa', 'GigaPA': 'GPa', 'BAR': 'bar', 'ATM': 'atm', 'TORR': 'Torr', 'PSI': 'psi', 'N': 'N',
  'KiloGM_F': 'kgf', 'LB_F': 'lbf', 'DYN': 'dyn', 'J': 'J', 'EV': 'eV', 'CAL_TH': 'cal', 'KiloW-HR': 'kW·h',
  'ERG': 'erg',
  'KiloJ-PER-MOL': 'kJ/mol', 'KiloCAL-PER-MOL': 'kcal/mol', 'J-PER-MOL-K': 'J/(mol K)', 'J-PER-KiloGM-K': 'J/(kg K)',
  'W': 'W', 'V': 'V', 'OHM': 'Ω', 'S': 'S', 'FARAD': 'F', 'C': 'C', 'T': 'T', 'WB': 'Wb', 'H': 'H',
  'A-HR': 'Ah', 'MilliA-HR-PER-GM': 'mAh/g', 'S-PER-CentiM': 'S/cm', 'S-PER-M': 'S/m', 'OHM-CentiM': 'Ω cm',
  'A-PER-M2': 'A/m^2', 'W-PER-M-K': 'W/(m K)', 'GM-PER-CentiM3': 'g/cm^3',
  'KiloGM-PER-M3': 'kg m-3', 'PA-SEC': 'Pa s', 'CentiPOISE': 'cP', 'CentiST': 'cSt', 'PERCENT': '%', 'PPM': 'ppm',
  'DEG': '°', 'RAD': 'rad', 'REV-PER-MIN': 'rpm', 'RAD-PER-SEC': 'rad/s', 'HZ': 'Hz', 'L': 'L', 'MilliL': 'mL',
  'MegaPA-M0dot5': 'MPa m^0.5', 'K-PER-MIN': 'K/min', 'DEG_C-PER-MIN': '°C/min', 'PER-K': '1/K', 'PER-CentiM': 'cm-1',
  'MOL-PER-L': 'mol/L', 'KiloA-PER-M': 'kA/m', 'N-PER-M': 'N/m', 'J-PER-M2': 'J/m^2', 'PER-SEC': 's^-1',
}

/** QUDT's exponents (amount, current, length, luminous, mass, temperature, time) in our order; `0dot5` is a half. */
function exponentsOf(dim: string): number[] {
  const found = /^A(.+)E(.+)L(.+)I(.+)M(.+)H(.+)T(.+)D[01]$/.exec(dim)!
  const [amount, current, length, luminous, mass, temperature, time] = found.slice(1)
    .map((text) => Number(text.replace('dot', '.')))
  return [length!, mass!, time!, current!, temperature!, amount!, luminous!]
}

test('common units mean what QUDT says, to a part in 10^15', { skip }, () => {
  const units = new Map((JSON.parse(readFileSync(path, 'utf8')) as QudtUnit[]).map((unit) => [unit.id, unit]))
  for (const [id, text] of Object.entries(COMMON)) {
    const qudt = units.get(id)
    assert.ok(qudt, `QUDT has no ${id}`)
    const unit = parseUnit(text)
    const factor = Number(qudt.mult)
    const ours = toNumber(unit.factor)
    assert.ok(Math.abs(ours / factor - 1) < 1e-15, `${text} is ${ours}, QUDT ${factor}`)
    assert.deepEqual(unit.dimension.map(toNumber), exponentsOf(qudt.dim), `${text} ${qudt.dim}`)
    // QUDT gives compounds of °C no offset, and we take them as differences.
    const zero = Number(qudt.offset ?? 0) * factor
    assert.ok(Math.abs(toSI(0, unit) - zero) < 1e-12, text)
    assert.ok(Math.abs(fromSI(toSI(7.25, unit), unit) - 7.25) < 1e-12, text)
  }
})

test('where QUDT rounds or keeps an older constant, ours differs by less than a part in a million', { skip }, () => {
  const units = new Map((JSON.parse(readFileSync(path, 'utf8')) as QudtUnit[]).map((unit) => [unit.id, unit]))
  // QUDT 3.5.0 has CODATA 2006 for the dalton and the hartree, and rounds the debye, the oersted and the horsepower.
  const apart = [['DA', 'Da'], ['E_h', 'Eh'], ['DEBYE', 'D'], ['OERSTED', 'Oe'], ['HP', 'hp_mech']] as const
  for (const [id, text] of apart) {
    const change = Math.abs(toNumber(parseUnit(text).factor) / Number(units.get(id)!.mult) - 1)
    assert.ok(change > 1e-12 && change < 1e-6, `${text} differs by ${change}`)
  }
})
