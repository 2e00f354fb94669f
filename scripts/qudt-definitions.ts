// What units of QUDT are in our grammar, where its own symbol does not say so or where it rounds the multiplier.

const LN_10 = '2.3025850929940456840179914546843642076011'
const LN_2 = '0.6931471805599453094172321214581765680755'
const C = '299792458'

/** QUDT id → the same in our grammar: exact, and with the kind that the dimension does not tell. */
export const DEFINITIONS: Readonly<Record<string, string>> = {
  // Said in other words.
  A_Stat: `(0.1/${C}) A`, AMU: 'u', ARCMIN: 'arcmin', ARCSEC: 'arcsec', MIN_Angle: 'arcmin', ATM_T: 'kgf/cm^2', BARN: 'barn',
  BTU_IT: 'Btu_IT', BTU_TH: 'Btu_th', CAL: 'cal', CAL_IT: 'cal_IT', G: 'g_n', GM_Carbon: 'g', GM_Nitrogen: 'g',
  GM_DRY: 'g', HP: 'hp_mech', HP_Brake: 'hp_mech', HP_Metric: 'hp_metric', PFERDESTAERKE: 'hp_metric', MHO: 'S',
  MIL_Length: 'mil', MilLength: 'mil', MOL_LB: '453.59237 mol', ONE: '1', POND: 'gf', YR: 'yr', YR_Common: '365 d',
  R_man: '0.01 Sv', REM: '0.01 Sv', RAD_R: '0.01 Gy', PPT_VOL: '0.000001 ppmv', THOUSAND: '1000',
  LB_F_Energy: 'lbf', LB_F_Torque: 'lbf', CubicFT: 'ft^3',
  // Masses and forces.
  CWT_LONG: '112 lb', Hundredweight_UK: '112 lb', MOMME_Pearl: '3.75 g', OZ: 'oz_av', OZ_M: 'oz_av', OZ_TROY: 'oz_t',
  OZ_F: '(1/16) lbf', PDL: 'lb·ft/s^2', SLUG: 'lbf·s^2/ft', TON: 'ton_short', TON_SHORT: 'ton_short', TON_US: 'ton_short',
  TON_LONG: 'ton_long', TON_UK: 'ton_long', TON_Assay: '(175/6) g', DENIER: 'denier',
  // Lengths, areas, times, speeds.
  AU: '149597870700 m', PARSEC: '(149597870700·648000/π) m', FT_US: '(1200/3937) m', CHAIN_US: '(66·1200/3937) m',
  MI_US: '(5280·1200/3937) m', GAUGE_FR: '(1/3) mm', GA_Charriere: '(1/3) mm',
  PCA: '(1/6) in', PT: '0.013837 in', PT_BIG: '(1/72) in', MIL_Circ: '(π/4) mil^2', KN: '1852 m/h',
  DARCY: 'cP·cm^2/(s·atm)', HR_Sidereal: '(86164.099/24) s', MIN_Sidereal: '(86164.099/1440) s', DPI: '1/in',
  // Volumes: the gallons of 231 in³, 268.8025 in³ (US dry) and 4.54609 L.
  GAL_US: 'gal_US', GAL_UK: 'gal_UK', GAL_IMP: 'gal_UK', CUP: '(1/16) gal_US', CUP_US: '(1/16) gal_US',
  GI_US: '(1/32) gal_US', TSP: '(1/768) gal_US', TBSP: '(1/256) gal_US', OZ_VOL_US: '(1/128) gal_US', BBL: '42 gal_US',
  BBL_US: '42 gal_US', BBL_US_PET: '42 gal_US', PINT_US_DRY: '(268.8025/8) in^3', BBL_US_DRY: '26.25·268.8025 in^3',
  PK_US_DRY: '2·268.8025 in^3', BBL_UK_PET: '35 gal_UK', PK_UK: '2 gal_UK', GI_UK: '(1/32) gal_UK',
  TON_SHIPPING_US: '40 ft^3', TON_SHIPPING_UK: '42 ft^3', STANDARD: '165 ft^3',
  // Pressures, powers.
  CentiM_HG: 'cm·133.322387415 Pa/mm', CentiM_HG_0DEG_C: 'cm·133.322387415 Pa/mm', IN_HG: 'in·133.322387415 Pa/mm',
  FT_HG: 'ft·133.322387415 Pa/mm', IN_H2O: 'in·9.80665 Pa/mm', FT_H2O: 'ft·9.80665 Pa/mm', TON_FG: '12000 Btu_IT/h',
  // Electricity, magnetism, light.
  DEBYE: 'D', E_h: 'Eh', DA: 'Da', U: 'u', F: '96485.3321233100184 C', GI: '(10/(4·π)) A', UnitPole: '4·π·0.00000001 Wb',
  H_Stat: `${C}^2·0.00001 H`, OHM_Stat: `${C}^2·0.00001 Ω`, S_Stat: `(100000/${C}^2) S`, MHO_Stat: `(100000/${C}^2) S`,
  S_Ab: '1000000000 S', OERSTED: 'Oe', FC: 'cd/ft^2', LA: '(10000/π) cd/m^2', LA_FT: '(1/π) cd/ft^2', ENZ: 'µmol/min',
  // Numbers and angles.
  FA: '4·π', PERMITTIVITY_REL: '1', PERMEABILITY_REL: '1', BAN: LN_10, HART: LN_10, SHANNON: LN_2,
  GON: '(π/200) rad', GRAD: '(π/200) rad', MIL_Angle: '(π/3200) rad',
  // Of which QUDT has the dimension wrong.
  'J-PER-M2-SEC0dot5-K': 'J/(m^2·s^0.5·K)',
}

/** Ids that are no plain numbers, though QUDT calls them dimensionless: pattern → their strict kind. */
export const KINDS: readonly (readonly [RegExp, string])[] = [
  [/CCY_([A-Z]+)/, '$1'],
  [/(BIT|BYTE|OCTET)(-|$)/, 'data'],
  [/BAUD$/, 'symbol rate'],
  [/(BAN|HART|NAT|SHANNON)(-|$)/, 'information'],
  [/^PHON$/, 'loudness level'],
  [/^SON$/, 'loudness'],
]
