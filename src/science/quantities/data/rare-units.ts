import { CONSTANTS } from './constants.ts'
import type { UnitDefinition } from './units.ts'

// Units of trade, of older systems and of other fields, which QUDT names and compounds of QUDT are made of. Definitions:
// NIST SP 811 (2008), appendix B; NIST Handbook 44 (2023), appendix C; UK Units of Measurement Regulations (1995);
// IAU 2012 resolution B2 (astronomical unit), IAU 2015 resolution B2 (parsec).

const LENGTHS_AREAS: readonly UnitDefinition[] = [
  { symbol: 'ft_US', is: '(1200/3937) m' },
  { symbol: 'mi_US', is: '5280 ft_US' },
  { symbol: 'chain_US', is: '66 ft_US' },
  { symbol: 'chain', is: '66 ft' },
  { symbol: 'rod', is: '16.5 ft' },
  { symbol: 'furlong', is: '660 ft' },
  { symbol: 'fathom', is: '6 ft' },
  { symbol: 'nmi', is: '1852 m' },
  { symbol: 'kn', is: 'nmi/h' },
  { symbol: 'au_IAU', is: '149597870700 m' },
  { symbol: 'parsec', is: '(648000/π) au_IAU' },
  { symbol: 'ly', is: '9460730472580800 m' },
  { symbol: 'pica', is: '(1/6) in' },
  { symbol: 'pt_printer', is: '0.013837 in' },
  { symbol: 'pt_DTP', is: '(1/72) in' },
  { symbol: 'Fr_gauge', is: '(1/3) mm' },
  { symbol: 'acre', is: '43560 ft^2' },
  { symbol: 'cmil', is: '(π/4) mil^2' },
  // Viscosity 1 cP, gradient 1 atm/cm, flow 1 cm/s.
  { symbol: 'darcy', is: '(1e-7/101325) m^2' },
]

const VOLUMES: readonly UnitDefinition[] = [
  { symbol: 'bbl_US', is: '42 gal_US' },
  { symbol: 'bbl_UK', is: '35 gal_UK' },
  { symbol: 'bu_UK', is: '8 gal_UK' },
  { symbol: 'peck_UK', is: '2 gal_UK' },
  { symbol: 'qt_UK', is: '(1/4) gal_UK' },
  { symbol: 'pt_UK', is: '(1/8) gal_UK' },
  { symbol: 'gill_UK', is: '(1/32) gal_UK' },
  { symbol: 'floz_UK', is: '(1/160) gal_UK' },
  { symbol: 'qt_US', is: '(1/4) gal_US' },
  { symbol: 'pt_US', is: '(1/8) gal_US' },
  { symbol: 'cup_US', is: '(1/16) gal_US' },
  { symbol: 'gill_US', is: '(1/32) gal_US' },
  { symbol: 'floz_US', is: '(1/128) gal_US' },
  { symbol: 'tbsp_US', is: '(1/256) gal_US' },
  { symbol: 'tsp_US', is: '(1/768) gal_US' },
  { symbol: 'bu_US', is: '2150.42 in^3' },
  { symbol: 'peck_US', is: '(1/4) bu_US' },
  { symbol: 'gal_US_dry', is: '(1/8) bu_US' },
  { symbol: 'qt_US_dry', is: '(1/32) bu_US' },
  { symbol: 'pt_US_dry', is: '(1/64) bu_US' },
  { symbol: 'cord', is: '128 ft^3' },
  { symbol: 'board_foot', is: '144 in^3' },
  { symbol: 'timber_standard', is: '1980 board_foot' },
  { symbol: 'ton_register', is: '100 ft^3' },
  { symbol: 'ton_shipping_US', is: '40 ft^3' },
  { symbol: 'ton_shipping_UK', is: '42 ft^3' },
]

const MASSES_FORCES_PRESSURES: readonly UnitDefinition[] = [
  { symbol: 'slug', is: 'lbf·s^2/ft' },
  { symbol: 'grain', is: '(1/7000) lb' },
  { symbol: 'dram_ap', is: '60 grain' },
  { symbol: 'dram_av', is: '(1/256) lb' },
  { symbol: 'dwt', is: '24 grain' },
  { symbol: 'lb_t', is: '5760 grain' },
  { symbol: 'stone', is: '14 lb' },
  { symbol: 'quarter_UK', is: '28 lb' },
  { symbol: 'cwt_long', is: '112 lb' },
  { symbol: 'cwt_short', is: '100 lb' },
  { symbol: 'assay_ton', is: '(175/6) g' },
  { symbol: 'pdl', is: 'lb·ft/s^2' },
  { symbol: 'ozf', is: '(1/16) lbf' },
  { symbol: 'tonf_US', is: '2000 lbf' },
  { symbol: 'cmHg', is: '10 mmHg' },
  { symbol: 'inHg', is: '25.4 mmHg' },
  { symbol: 'ftHg', is: '304.8 mmHg' },
  { symbol: 'inH2O', is: '25.4 mmH2O' },
  { symbol: 'ftH2O', is: '304.8 mmH2O' },
  { symbol: 'mH2O', is: '1000 mmH2O' },
  { symbol: 'bar_abs', is: 'bar', kind: 'absolute pressure' },
  { symbol: 'kPa_abs', is: 'kPa', kind: 'absolute pressure' },
  { symbol: 'mmHg_abs', is: 'mmHg', kind: 'absolute pressure' },
  { symbol: 'ton_refrigeration', is: '12000 Btu_IT/h' },
]

const ELECTRIC_OPTICAL: readonly UnitDefinition[] = [
  // The statampere and its kin follow from the speed of light in cm/s, c = 29 979 245 800; 89 875 517 873 681 764 is 299 792 458².
  { symbol: 'statC', is: '(1/2997924580) C' },
  { symbol: 'statA', is: 'statC/s' },
  { symbol: 'statF', is: '(100000/89875517873681764) F' },
  { symbol: 'statH', is: '(89875517873681764/100000) H' },
  { symbol: 'statΩ', is: '(89875517873681764/100000) Ω' },
  { symbol: 'statS', is: '(100000/89875517873681764) S' },
  { symbol: 'abS', is: '1e9 S' },
  { symbol: 'gilbert', is: '(10/(4·π)) A' },
  { symbol: 'unit_pole', is: '4·π·1e-8 Wb' },
  { symbol: 'lambert', is: '(10000/π) cd/m^2' },
  { symbol: 'ft_lambert', is: '(1/π) cd/ft^2' },
  { symbol: 'fc', is: 'lm/ft^2' },
  { symbol: 'var', is: 'V·A', kind: 'reactive power' },
  { symbol: 'faraday', is: `${CONSTANTS.faraday.value} C` },
]

const ANGLES_INFORMATION: readonly UnitDefinition[] = [
  { symbol: 'gon', is: '(π/200) rad' },
  { symbol: 'mil_angle', is: '(π/3200) rad' },
  { symbol: 'spat', is: '4·π·sr' },
  { symbol: 'bit', prefixes: true, is: '1', kind: 'data' },
  { symbol: 'byte', prefixes: true, is: '8 bit' },
  // The natural unit is 1, as in ISO 80000-13; a data bit is counted, a shannon is ln 2 natural units.
  { symbol: 'nat', is: '1', kind: 'information', strict: true },
  { symbol: 'shannon', is: '0.6931471805599453094172321214581765680755 nat' },
  { symbol: 'hartley', is: '2.3025850929940456840179914546843642076011 nat' },
]

const DOSES_AMOUNTS: readonly UnitDefinition[] = [
  { symbol: 'rad_dose', is: '0.01 Gy' },
  { symbol: 'rem', is: '0.01 Sv' },
  { symbol: 'roentgen', is: '0.000258 C/kg' },
  { symbol: 'U_enzyme', is: '1e-6 mol/min' },
  { symbol: 'eq', is: 'mol', kind: 'equivalent' },
  { symbol: 'lbmol', is: '453.59237 mol' },
  { symbol: 'g_C', is: 'g', kind: 'carbon' },
  { symbol: 'g_N', is: 'g', kind: 'nitrogen' },
  { symbol: 'g_dry', is: 'g', kind: 'dry matter' },
]

/** Units that few laboratories write, so that what QUDT names is exact and can be printed. */
export const RARE_UNITS: readonly UnitDefinition[] = [
  ...LENGTHS_AREAS,
  ...VOLUMES,
  ...MASSES_FORCES_PRESSURES,
  ...ELECTRIC_OPTICAL,
  ...ANGLES_INFORMATION,
  ...DOSES_AMOUNTS,
]
