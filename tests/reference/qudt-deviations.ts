// Where our factor is not QUDT's, with the reason. The reference test refuses an unlisted deviation beyond a part in
// 10^12, one beyond the bound given here, and a line that no longer deviates.

/** Ids of QUDT 3.5.0 whose multiplier we do not take: why, and the most that ours differs, relative to QUDT's. */
export const DEVIATIONS: readonly { readonly why: string; readonly most: number; readonly ids: string }[] = [
  {
    why: 'A relative permittivity is a plain number; QUDT multiplies by ε0, yet says dimensionless.',
    most: 1.2e+11,
    ids: 'PERMITTIVITY_REL',
  },
  {
    why: 'A relative permeability is a plain number; QUDT multiplies by µ0, yet says dimensionless.',
    most: 8.0e+05,
    ids: 'PERMEABILITY_REL',
  },
  {
    why: 'The momme is 3.75 g; QUDT has 3.75 kg.',
    most: 1.0,
    ids: 'MOMME_Pearl',
  },
  {
    why: 'The British shipping ton is 42 cubic feet (UNECE Rec. 20, L84: 1.1893 m³); QUDT has the American one, of 40.',
    most: 5.1e-02,
    ids: 'TON_SHIPPING_UK',
  },
  {
    why: 'The American shipping ton is 40 cubic feet; QUDT rounds to five figures.',
    most: 6.6e-05,
    ids: 'TON_SHIPPING_US',
  },
  {
    why: 'The Petrograd standard is 165 cubic feet; QUDT rounds to four figures.',
    most: 6.0e-05,
    ids: 'STANDARD',
  },
  {
    why: 'The enzyme unit is 1 µmol/min; QUDT rounds 1/60 to five figures.',
    most: 2.0e-05,
    ids: 'ENZ ENZ-PER-L',
  },
  {
    why: 'The foot-candle is 1 lm/ft²; QUDT rounds to five figures.',
    most: 9.1e-06,
    ids: 'FC',
  },
  {
    why: 'Points and picas are fractions of an inch (NIST SP 811); QUDT rounds to five to seven figures.',
    most: 7.9e-06,
    ids: 'PCA PT PT_BIG',
  },
  {
    why: 'Multiples of the imperial gallon, 4.54609 L by law (1985); QUDT rounds to seven figures.',
    most: 3.4e-07,
    ids: `
      BBL_UK_PET BBL_UK_PET-PER-DAY BBL_UK_PET-PER-HR BBL_UK_PET-PER-MIN BBL_UK_PET-PER-SEC PK_UK PK_UK-PER-DAY
      PK_UK-PER-HR PK_UK-PER-MIN PK_UK-PER-SEC GI_UK GI_UK-PER-DAY GI_UK-PER-HR GI_UK-PER-MIN GI_UK-PER-SEC`,
  },
  {
    why: 'Multiples of the US gallons of 231 in³ and 268.8025 in³ (NIST HB 44); QUDT rounds.',
    most: 6.3e-08,
    ids: `
      CUP CUP_US GI_US GI_US-PER-DAY GI_US-PER-HR GI_US-PER-MIN GI_US-PER-SEC TSP TBSP BBL BBL_US BBL_US-PER-DAY
      BBL_US-PER-MIN BBL_US_PET BBL_US_PET-PER-HR BBL_US_PET-PER-SEC OZ_VOL_US OZ_VOL_US-PER-DAY OZ_VOL_US-PER-HR
      OZ_VOL_US-PER-MIN OZ_VOL_US-PER-SEC PINT_US_DRY BBL_US_DRY PK_US_DRY PK_US_DRY-PER-DAY PK_US_DRY-PER-HR
      PK_US_DRY-PER-MIN PK_US_DRY-PER-SEC`,
  },
  {
    why: 'The debye is 1e-21/c C·m; QUDT rounds to six figures.',
    most: 2.9e-07,
    ids: 'DEBYE',
  },
  {
    why: 'A 24th and a 1440th of the sidereal day that QUDT has; it rounds them.',
    most: 2.4e-07,
    ids: 'HR_Sidereal MIN_Sidereal',
  },
  {
    why: 'Measured: ours is CODATA 2022, QUDT has CODATA 2006.',
    most: 1.8e-07,
    ids: 'E_h AMU DA U',
  },
  {
    why: 'The Faraday constant is exact since 2019; QUDT has CODATA 2006.',
    most: 8.1e-08,
    ids: 'F',
  },
  {
    why: 'The astronomical unit is exact since IAU 2012 B2, the parsec 648000/π of it; QUDT has older values, rounded.',
    most: 1.4e-07,
    ids: 'PARSEC AU',
  },
  {
    why: 'The assay ton is 175/6 g; QUDT rounds to seven figures.',
    most: 1.2e-07,
    ids: 'TON_Assay',
  },
  {
    why: 'A third of a millimetre; QUDT rounds to seven figures.',
    most: 1.1e-07,
    ids: 'GAUGE_FR GA_Charriere',
  },
  {
    why: 'Conventional mercury, 133.322387415 Pa/mm; QUDT rounds all but the millimetre.',
    most: 1.1e-07,
    ids: 'IN_HG CentiM_HG CentiM_HG_0DEG_C FT_HG',
  },
  {
    why: 'Conventional water, 9.80665 Pa/mm; QUDT rounds to seven figures.',
    most: 4.4e-08,
    ids: 'IN_H2O FT_H2O',
  },
  {
    why: '112 lb; QUDT rounds to seven figures.',
    most: 9.0e-08,
    ids: 'CWT_LONG Hundredweight_UK',
  },
  {
    why: 'π times a decimal; QUDT rounds π.',
    most: 4.9e-08,
    ids: 'UnitPole FA GI OERSTED OERSTED-CentiM LA LA_FT',
  },
  {
    why: 'A ton of refrigeration is 12000 Btu/h; QUDT rounds to seven figures.',
    most: 4.5e-08,
    ids: 'KiloW-PER-TON_FG TON_FG TON_FG-HR',
  },
  {
    why: 'π/4 square mils; QUDT rounds to seven figures.',
    most: 4.5e-08,
    ids: 'KiloMIL_Circ MIL_Circ OHM-MIL_Circ-PER-FT',
  },
  {
    why: '550 ft·lbf/s; QUDT rounds to seven or eight figures.',
    most: 4.2e-08,
    ids: 'HP HP_Brake',
  },
  {
    why: '1 cP·cm²/(s·atm); QUDT rounds to seven figures.',
    most: 3.4e-08,
    ids: 'DARCY MilliDARCY',
  },
  {
    why: 'The US survey foot is 1200/3937 m; QUDT rounds to seven to ten figures.',
    most: 3.2e-08,
    ids: 'AC-FT_US FT_US MI_US2 MI_US MI_US-PER-SEC2 CHAIN_US',
  },
  {
    why: 'ln 10 nats; QUDT rounds to nine figures.',
    most: 1.4e-09,
    ids: 'BAN',
  },
  {
    why: 'Fractions of π/180; QUDT rounds to nine figures.',
    most: 1.2e-09,
    ids: 'ARCMIN MIN_Angle N-M-PER-ARCMIN N-M-PER-MIN_Angle ARCSEC MilliARCSEC',
  },
  {
    why: 'Through the exact speed of light; QUDT rounds to nine to eleven figures.',
    most: 6.5e-10,
    ids: 'A_Stat A_Stat-PER-CentiM2 H_Stat H_Stat-PER-CentiM OHM_Stat MHO_Stat S_Stat',
  },
  {
    why: '1/9 g/km; QUDT rounds to ten figures.',
    most: 1.1e-10,
    ids: 'DENIER',
  },
  {
    why: '4.184 kJ·0.45359237·5/9; QUDT rounds to eleven figures.',
    most: 1.1e-11,
    ids: `
      DEG_F-HR-FT2-PER-BTU_TH DEG_F-HR-FT2-PER-BTU_TH-IN DEG_F-HR-PER-BTU_TH DEG_F-SEC-PER-BTU_TH BTU_TH
      BTU_TH-FT-PER-FT2-HR-DEG_F BTU_TH-FT-PER-HR-FT2-DEG_F BTU_TH-IN-PER-FT2-HR-DEG_F BTU_TH-IN-PER-FT2-SEC-DEG_F
      BTU_TH-PER-DEG_F BTU_TH-PER-FT2 BTU_TH-PER-FT2-HR BTU_TH-PER-FT2-MIN BTU_TH-PER-FT2-SEC BTU_TH-PER-FT3
      BTU_TH-PER-HR BTU_TH-PER-HR-FT2-DEG_F BTU_TH-PER-LB BTU_TH-PER-LB-DEG_F BTU_TH-PER-MIN BTU_TH-PER-SEC
      BTU_TH-PER-SEC-FT2-DEG_F KiloBTU_TH KiloBTU_TH-PER-HR BTU_TH-PER-DEG_R BTU_TH-PER-LB-DEG_R`,
  },
]

/** Ids whose dimension QUDT has wrong, with what it should be. */
export const WRONG_DIMENSIONS: Readonly<Record<string, string>> = {
  'MHO_Stat': 'a statmho is a conductance, L^-2, as S is; QUDT has L^-3',
  'S_Stat': 'a statsiemens is a conductance, L^-2, as S is; QUDT has L^-3',
  'S_Ab': 'an absiemens is a conductance, L^-2, as S is; QUDT has L^-3',
  'J-PER-M2-SEC0dot5-K': 'J/m² is M·T^-2; QUDT has I^-2·L^2 besides',
}
