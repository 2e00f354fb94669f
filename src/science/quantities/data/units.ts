import { CONSTANTS } from './constants.ts'

/** A unit's row: how it is printed, what else people write for it, and what it is in units of rows above or below. */
export type UnitDefinition = {
  readonly symbol: string
  /** Other spellings, read exactly as they stand. */
  readonly also?: readonly string[]
  /** Long names: read in any case, in the plural, and with long prefixes where the unit takes prefixes. */
  readonly names?: readonly string[]
  readonly prefixes?: boolean
  /** A unit text; a base unit is made of itself, and a bare number is a dimensionless factor. */
  readonly is: string
  /** Kelvin to add to reach the absolute scale: a fraction or a decimal. */
  readonly offset?: string
  readonly kind?: string
  /** A strict kind refuses even kindless units of its dimension: pH 7 is not 700 %. */
  readonly strict?: boolean
}

// Exact factors: SI Brochure, 9th edition (2019), tables 2, 4 and 8; NIST SP 811 (2008), appendix B, where bold.
// Where a factor is measured it comes from `CONSTANTS`, with year and source there.

const SI_UNITS: readonly UnitDefinition[] = [
  { symbol: 'm', names: ['meter', 'metre'], prefixes: true, is: 'm' },
  { symbol: 'g', names: ['gram', 'gramme'], prefixes: true, is: 'g' },
  { symbol: 's', also: ['sec', 'secs'], names: ['second', '초'], prefixes: true, is: 's' },
  { symbol: 'A', also: ['amp', 'amps'], names: ['ampere'], prefixes: true, is: 'A' },
  { symbol: 'K', also: ['°K', 'degK'], names: ['kelvin'], prefixes: true, is: 'K' },
  { symbol: 'mol', names: ['mole'], prefixes: true, is: 'mol' },
  { symbol: 'cd', names: ['candela'], prefixes: true, is: 'cd' },
  { symbol: 'Hz', names: ['hertz'], prefixes: true, is: '1/s' },
  { symbol: 'N', names: ['newton'], prefixes: true, is: '1000 g·m/s^2' },
  { symbol: 'Pa', names: ['pascal'], prefixes: true, is: 'N/m^2' },
  { symbol: 'J', names: ['joule'], prefixes: true, is: 'N·m' },
  { symbol: 'W', names: ['watt'], prefixes: true, is: 'J/s' },
  { symbol: 'C', names: ['coulomb'], prefixes: true, is: 'A·s' },
  { symbol: 'V', names: ['volt'], prefixes: true, is: 'W/A' },
  { symbol: 'F', names: ['farad'], prefixes: true, is: 'C/V' },
  { symbol: 'Ω', also: ['ohm', 'Ohm', 'ohms', 'Ohms'], prefixes: true, is: 'V/A' },
  { symbol: 'S', also: ['mho'], names: ['siemens'], prefixes: true, is: 'A/V' },
  { symbol: 'Wb', names: ['weber'], prefixes: true, is: 'V·s' },
  { symbol: 'T', names: ['tesla'], prefixes: true, is: 'Wb/m^2' },
  { symbol: 'H', names: ['henry'], prefixes: true, is: 'Wb/A' },
  { symbol: 'lm', names: ['lumen'], prefixes: true, is: 'cd·sr' },
  { symbol: 'lx', names: ['lux'], prefixes: true, is: 'lm/m^2' },
  { symbol: 'Bq', names: ['becquerel'], prefixes: true, is: '1/s', kind: 'radioactivity', strict: true },
  { symbol: 'Gy', names: ['gray'], prefixes: true, is: 'J/kg', kind: 'absorbed dose' },
  { symbol: 'Sv', names: ['sievert'], prefixes: true, is: 'J/kg', kind: 'dose equivalent' },
  { symbol: 'kat', names: ['katal'], prefixes: true, is: 'mol/s' },
  { symbol: 'L', also: ['l', 'ℓ'], names: ['liter', 'litre', '리터'], prefixes: true, is: '(1/1000) m^3' },
  // No small prefixes: mt is written for a tonne more often than for its thousandth.
  { symbol: 't', names: ['tonne'], is: '1000 kg' },
  { symbol: 'kt', names: ['kilotonne'], is: '1000 t' },
  { symbol: 'Mt', names: ['megatonne'], is: '1000000 t' },
  { symbol: 'Gt', names: ['gigatonne'], is: '1000000000 t' },
  { symbol: 'bar', prefixes: true, is: '100000 Pa' },
]

const TEMPERATURES: readonly UnitDefinition[] = [
  { symbol: '°C', also: ['degC', 'degreeC', 'oC'], names: ['celsius', '섭씨'], is: 'K', offset: '273.15' },
  { symbol: '°F', also: ['degF', 'degreeF', 'oF'], names: ['fahrenheit', '화씨'], is: '(5/9) K', offset: '45967/180' },
  { symbol: 'Δ°C', also: ['delta_degC', 'ΔdegC'], is: 'K' },
  { symbol: 'Δ°F', also: ['delta_degF', 'ΔdegF'], is: '(5/9) K' },
  { symbol: 'ΔK', also: ['delta_K'], is: 'K' },
  { symbol: '°R', also: ['degR'], names: ['rankine'], is: '(5/9) K' },
]

const TIMES: readonly UnitDefinition[] = [
  { symbol: 'min', also: ['mins'], names: ['minute', '분'], is: '60 s' },
  { symbol: 'h', also: ['hr', 'hrs'], names: ['hour', '시간'], is: '3600 s' },
  { symbol: 'd', names: ['day', '일'], is: '86400 s' },
  { symbol: 'week', also: ['wk'], names: ['week', '주'], is: '7 d' },
  // The Julian year of the IAU; a calendar year would not be a fixed time.
  { symbol: 'yr', names: ['year', '년'], is: '365.25 d' },
]

const ANGLES: readonly UnitDefinition[] = [
  { symbol: 'rad', names: ['radian'], prefixes: true, is: '1', kind: 'angle' },
  { symbol: 'sr', names: ['steradian'], prefixes: true, is: '1', kind: 'solid angle' },
  { symbol: '°', also: ['deg'], names: ['degree', '도'], is: '(π/180) rad' },
  { symbol: 'arcmin', names: ['arcminute'], is: '(1/60) °' },
  { symbol: 'arcsec', names: ['arcsecond'], prefixes: true, is: '(1/3600) °' },
  { symbol: 'rev', names: ['revolution', 'turn', '회전'], is: '2·π·rad' },
  { symbol: 'rpm', also: ['RPM'], is: 'rev/min' },
  { symbol: 'rps', is: 'rev/s' },
]

const FRACTIONS: readonly UnitDefinition[] = [
  { symbol: '1', also: ['dimensionless', 'unitless', '무차원'], is: '1' },
  { symbol: '%', also: ['pct'], names: ['percent', '퍼센트'], is: '1/100' },
  { symbol: '‰', names: ['permille'], is: '1/1000' },
  { symbol: 'ppm', also: ['PPM'], is: '1/1000000' },
  { symbol: 'ppb', also: ['PPB'], is: '1/1000000000' },
  { symbol: 'wt.%', is: '1/100', kind: 'mass fraction' },
  { symbol: 'at.%', is: '1/100', kind: 'atomic fraction' },
  { symbol: 'mol%', is: '1/100', kind: 'amount fraction' },
  { symbol: 'vol.%', is: '1/100', kind: 'volume fraction' },
  { symbol: 'wppm', is: '1/1000000', kind: 'mass fraction' },
  { symbol: 'appm', is: '1/1000000', kind: 'atomic fraction' },
  { symbol: 'mol-ppm', is: '1/1000000', kind: 'amount fraction' },
  { symbol: 'ppmv', is: '1/1000000', kind: 'volume fraction' },
  { symbol: 'wppb', is: '1/1000000000', kind: 'mass fraction' },
  { symbol: 'ppbv', is: '1/1000000000', kind: 'volume fraction' },
  { symbol: '%RH', also: ['RH%', '%rh'], is: '1/100', kind: 'relative humidity' },
  // Parts of an additive per hundred parts of rubber or resin, by mass: not a fraction of the whole.
  { symbol: 'phr', is: '1/100', kind: 'mass per mass of resin', strict: true },
]

const COUNTS: readonly UnitDefinition[] = [
  { symbol: 'atom', names: ['atom', '원자'], is: '1', kind: 'atom' },
  { symbol: 'f.u.', names: ['formula_unit'], is: '1', kind: 'formula unit' },
  { symbol: 'molecule', names: ['molecule', '분자'], is: '1', kind: 'molecule' },
  { symbol: 'ion', names: ['ion', '이온'], is: '1', kind: 'ion' },
  { symbol: 'electron', names: ['electron', '전자'], is: '1', kind: 'electron' },
  { symbol: 'site', names: ['site'], is: '1', kind: 'site' },
  { symbol: 'cell', names: ['cell', 'unit_cell'], is: '1', kind: 'cell' },
  { symbol: 'cycle', names: ['cycle', '사이클'], is: '1', kind: 'cycle' },
  { symbol: 'count', also: ['cts'], names: ['count', '개'], is: '1', kind: 'count' },
  { symbol: 'cps', is: 'count/s' },
  { symbol: 'particle', names: ['particle'], is: '1', kind: 'particle' },
  { symbol: 'pixel', also: ['px'], names: ['pixel'], is: '1', kind: 'pixel' },
  { symbol: 'dpa', is: '1', kind: 'displacement per atom', strict: true },
  { symbol: 'pH', is: '1', kind: 'pH', strict: true },
  { symbol: 'arb. unit', is: '1', kind: 'arbitrary unit', strict: true },
]

const LENGTHS_MASSES_FORCES: readonly UnitDefinition[] = [
  { symbol: 'Å', also: ['Ang', 'ang'], names: ['angstrom', 'ångström', '옹스트롬'], is: '1e-10 m' },
  { symbol: 'µm', names: ['micron'], is: '1e-6 m' },
  { symbol: 'in', names: ['inch', 'inches'], is: '0.0254 m' },
  { symbol: 'mil', is: '0.001 in' },
  { symbol: 'ft', names: ['foot', 'feet'], is: '0.3048 m' },
  { symbol: 'yd', names: ['yard'], is: '0.9144 m' },
  { symbol: 'mi', names: ['mile'], is: '1609.344 m' },
  { symbol: 'ha', names: ['hectare'], is: '10000 m^2' },
  { symbol: 'barn', is: '1e-28 m^2' },
  { symbol: 'cc', is: 'cm^3' },
  { symbol: 'gal_US', is: '231 in^3' },
  { symbol: 'gal_UK', is: '4.54609 L' },
  { symbol: 'lb', also: ['lbs', 'lbm'], names: ['pound'], is: '0.45359237 kg' },
  { symbol: 'oz_av', is: '(1/16) lb' },
  { symbol: 'oz_t', is: '31.1034768 g' },
  { symbol: 'ton_short', is: '2000 lb' },
  { symbol: 'ton_long', is: '2240 lb' },
  { symbol: 'ct', names: ['carat'], is: '0.2 g' },
  { symbol: 'tex', prefixes: true, is: 'g/km' },
  { symbol: 'denier', is: '(1/9) g/km' },
  { symbol: 'g_n', is: '9.80665 m/s^2' },
  { symbol: 'Gal', is: '0.01 m/s^2' },
  { symbol: 'dyn', names: ['dyne'], is: '1e-5 N' },
  { symbol: 'kgf', also: ['kgF'], is: '9.80665 N' },
  { symbol: 'gf', is: '0.001 kgf' },
  { symbol: 'lbf', is: '4.4482216152605 N' },
  { symbol: 'kip', is: '1000 lbf' },
  { symbol: 'mpy', is: 'mil/yr' },
]

const PRESSURES_ENERGIES_FLOWS: readonly UnitDefinition[] = [
  { symbol: 'atm', is: '101325 Pa' },
  { symbol: 'Torr', also: ['torr'], prefixes: true, is: '(101325/760) Pa' },
  // The conventional millimetre of mercury (NIST SP 811): 13.5951 g/cm³ under standard gravity.
  { symbol: 'mmHg', is: '133.322387415 Pa' },
  { symbol: 'mmH2O', is: '9.80665 Pa' },
  { symbol: 'cmH2O', is: '98.0665 Pa' },
  { symbol: 'psi', is: 'lbf/in^2' },
  { symbol: 'ksi', is: '1000 psi' },
  { symbol: 'Msi', is: '1000000 psi' },
  { symbol: 'HV', also: ['Hv', 'VHN', 'DPH'], is: 'kgf/mm^2', kind: 'Vickers hardness' },
  { symbol: 'HK', is: 'kgf/mm^2', kind: 'Knoop hardness' },
  { symbol: 'HBW', also: ['HB', 'BHN'], is: 'kgf/mm^2', kind: 'Brinell hardness' },
  { symbol: 'HRA', is: '1', kind: 'Rockwell A hardness', strict: true },
  { symbol: 'HRB', is: '1', kind: 'Rockwell B hardness', strict: true },
  { symbol: 'HRC', is: '1', kind: 'Rockwell C hardness', strict: true },
  { symbol: 'ShoreA', is: '1', kind: 'Shore A hardness', strict: true },
  { symbol: 'ShoreD', is: '1', kind: 'Shore D hardness', strict: true },
  { symbol: 'erg', prefixes: true, is: '1e-7 J' },
  // The thermochemical calorie, 4.184 J, which chemistry tables use; the IT calorie has its own name.
  { symbol: 'cal', also: ['cal_th'], names: ['calorie'], prefixes: true, is: '4.184 J' },
  { symbol: 'cal_IT', prefixes: true, is: '4.1868 J' },
  { symbol: 'Btu_IT', also: ['BTU_IT'], is: '1055.05585262 J' },
  { symbol: 'Btu_th', also: ['BTU_th'], is: '4.184·1000·0.45359237·(5/9) J' },
  { symbol: 'Wh', prefixes: true, is: 'W·h' },
  { symbol: 'VA', prefixes: true, is: 'V·A', kind: 'apparent power' },
  { symbol: 'hp_metric', is: '75 kgf·m/s' },
  { symbol: 'hp_mech', is: '550 ft·lbf/s' },
  { symbol: 'eV', names: ['electronvolt'], prefixes: true, is: `${CONSTANTS.elementaryCharge.value} J` },
  { symbol: 'Eh', also: ['Ha', 'E_h'], names: ['hartree'], prefixes: true, is: `${CONSTANTS.hartree.value} J` },
  { symbol: 'Ry', names: ['rydberg'], prefixes: true, is: `${CONSTANTS.rydberg.value} J` },
  { symbol: 'P', names: ['poise'], prefixes: true, is: '0.1 Pa·s' },
  { symbol: 'St', names: ['stokes'], prefixes: true, is: '0.0001 m^2/s' },
  { symbol: 'M', names: ['molar'], prefixes: true, is: 'mol/L' },
  // A standard cubic centimetre has a reference temperature that makers set differently, so it stays on its own.
  { symbol: 'sccm', also: ['SCCM'], is: 'cm^3/min', kind: 'standard gas flow', strict: true },
  { symbol: 'slm', also: ['SLM', 'slpm', 'SLPM'], is: 'L/min', kind: 'standard gas flow', strict: true },
]

const ELECTRIC_MAGNETIC_ATOMIC: readonly UnitDefinition[] = [
  { symbol: 'Ah', prefixes: true, is: 'A·h' },
  { symbol: 'bohr', also: ['a0', 'a_0', 'Bohr'], is: `${CONSTANTS.bohr.value} m` },
  { symbol: 'u', also: ['amu'], is: 'Da' },
  { symbol: 'Da', names: ['dalton'], prefixes: true, is: `${CONSTANTS.atomicMass.value} kg` },
  { symbol: 'm_e', is: `${CONSTANTS.electronMass.value} kg` },
  { symbol: 'e', is: `${CONSTANTS.elementaryCharge.value} C` },
  { symbol: 'µB', also: ['uB', 'muB', 'mu_B', 'µ_B', 'bohr_magneton'], is: `${CONSTANTS.bohrMagneton.value} J/T` },
  { symbol: 'D', names: ['debye'], is: '(1e-21/299792458) C·m' },
  { symbol: 'G', also: ['Gs'], names: ['gauss'], prefixes: true, is: '0.0001 T' },
  { symbol: 'Oe', names: ['oersted'], prefixes: true, is: '(1000/(4·π)) A/m' },
  { symbol: 'emu', is: '0.001 A·m^2' },
  { symbol: 'Ci', names: ['curie'], prefixes: true, is: '3.7e10 Bq' },
  // One sun is the total irradiance that solar cells are rated at (IEC 60904-3).
  { symbol: 'sun', names: ['sun'], is: '1000 W/m^2' },
]

/** Every unit that is read, in groups of one subject. */
export const UNITS: readonly UnitDefinition[] = [
  ...SI_UNITS,
  ...TEMPERATURES,
  ...TIMES,
  ...ANGLES,
  ...FRACTIONS,
  ...COUNTS,
  ...LENGTHS_MASSES_FORCES,
  ...PRESSURES_ENERGIES_FLOWS,
  ...ELECTRIC_MAGNETIC_ATOMIC,
]
