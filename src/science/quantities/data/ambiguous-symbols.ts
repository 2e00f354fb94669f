import type { Text } from '../../refusal.ts'

/** A symbol that people use for several units, with what to write instead. */
export type AmbiguousSymbol = {
  readonly symbols: readonly string[]
  readonly choices: readonly { readonly write: string; readonly meaning: Text }[]
}

/** Symbols that are refused by name: guessing would be wrong by the ratio of the choices. */
export const AMBIGUOUS_SYMBOLS: readonly AmbiguousSymbol[] = [
  {
    symbols: ['a.u.', 'au', 'AU'],
    choices: [
      { write: 'arb. unit', meaning: { en: 'arbitrary unit', ko: '임의 단위' } },
      { write: 'Eh', meaning: { en: 'hartree, atomic unit of energy', ko: '하트리(에너지의 원자 단위)' } },
      { write: 'bohr', meaning: { en: 'bohr, atomic unit of length', ko: '보어(길이의 원자 단위)' } },
    ],
  },
  {
    symbols: ['oz', 'ounce', 'ounces'],
    choices: [
      { write: 'oz_av', meaning: { en: 'avoirdupois ounce, 28.35 g', ko: '상용 온스, 28.35 g' } },
      { write: 'oz_t', meaning: { en: 'troy ounce, 31.10 g', ko: '트로이 온스, 31.10 g' } },
    ],
  },
  {
    symbols: ['gal', 'gallon', 'gallons'],
    choices: [
      { write: 'gal_US', meaning: { en: 'US gallon, 3.785 L', ko: '미국 갤런, 3.785 L' } },
      { write: 'gal_UK', meaning: { en: 'imperial gallon, 4.546 L', ko: '영국 갤런, 4.546 L' } },
      { write: 'Gal', meaning: { en: 'gal of acceleration, 0.01 m/s²', ko: '가속도 단위 갈, 0.01 m/s²' } },
    ],
  },
  {
    symbols: ['ton', 'tons', '톤'],
    choices: [
      { write: 't', meaning: { en: 'tonne, 1000 kg', ko: '미터톤, 1000 kg' } },
      { write: 'ton_short', meaning: { en: 'US ton, 907.2 kg', ko: '미국 톤, 907.2 kg' } },
      { write: 'ton_long', meaning: { en: 'UK ton, 1016 kg', ko: '영국 톤, 1016 kg' } },
    ],
  },
  {
    // Nm³ is a normal cubic metre of gas as often as a power of the newton metre.
    symbols: ['Nm'],
    choices: [
      { write: 'N·m', meaning: { en: 'newton metre', ko: '뉴턴미터' } },
      { write: 'nm', meaning: { en: 'nanometre', ko: '나노미터' } },
      { write: 'm^3', meaning: { en: 'normal cubic metre, under conditions', ko: '노르말 세제곱미터(조건 명시)' } },
    ],
  },
  {
    symbols: ['hp', 'HP', 'horsepower', 'PS', '마력'],
    choices: [
      { write: 'hp_metric', meaning: { en: 'metric horsepower, 735.5 W', ko: '미터 마력, 735.5 W' } },
      { write: 'hp_mech', meaning: { en: 'mechanical horsepower, 745.7 W', ko: '영국 마력, 745.7 W' } },
    ],
  },
  {
    symbols: ['BTU', 'Btu', 'btu'],
    choices: [
      { write: 'Btu_IT', meaning: { en: 'international table Btu, 1055.06 J', ko: '국제표 Btu, 1055.06 J' } },
      { write: 'Btu_th', meaning: { en: 'thermochemical Btu, 1054.35 J', ko: '열화학 Btu, 1054.35 J' } },
    ],
  },
  {
    symbols: ['"', '″', '”', '“'],
    choices: [
      { write: 'in', meaning: { en: 'inch', ko: '인치' } },
      { write: 'arcsec', meaning: { en: 'second of arc', ko: '각초' } },
    ],
  },
  {
    symbols: ["'", '′', '’'],
    choices: [
      { write: 'ft', meaning: { en: 'foot', ko: '피트' } },
      { write: 'arcmin', meaning: { en: 'minute of arc', ko: '각분' } },
    ],
  },
  {
    symbols: ['a'],
    choices: [
      { write: 'yr', meaning: { en: 'year', ko: '년' } },
      { write: '100 m^2', meaning: { en: 'are', ko: '아르' } },
    ],
  },
  {
    symbols: ['Cal', 'kCal'],
    choices: [
      { write: 'kcal', meaning: { en: 'kilocalorie, 4184 J', ko: '킬로칼로리, 4184 J' } },
      { write: 'cal', meaning: { en: 'calorie, 4.184 J', ko: '칼로리, 4.184 J' } },
    ],
  },
  {
    symbols: ['at'],
    choices: [
      { write: 'kgf/cm^2', meaning: { en: 'technical atmosphere', ko: '공학 기압' } },
      { write: 'atom', meaning: { en: 'a number of atoms', ko: '원자 수' } },
    ],
  },
  {
    symbols: ['lbmol'],
    choices: [
      { write: '453.59237 mol', meaning: { en: 'pound-mole', ko: '파운드몰' } },
      { write: 'lb·mol', meaning: { en: 'pound times mole', ko: '파운드 곱하기 몰' } },
    ],
  },
  {
    symbols: ['kgmol'],
    choices: [
      { write: 'kmol', meaning: { en: 'kilogram-mole, 1000 mol', ko: '킬로그램몰, 1000 mol' } },
      { write: 'kg·mol', meaning: { en: 'kilogram times mole', ko: '킬로그램 곱하기 몰' } },
    ],
  },
  {
    symbols: ['gmol'],
    choices: [
      { write: 'mol', meaning: { en: 'gram-mole', ko: '그램몰' } },
      { write: 'g·mol', meaning: { en: 'gram times mole', ko: '그램 곱하기 몰' } },
    ],
  },
  {
    symbols: ['ftL'],
    choices: [
      { write: '(1/π) cd/ft^2', meaning: { en: 'foot-lambert', ko: '풋램버트' } },
      { write: 'ft·L', meaning: { en: 'foot times litre', ko: '피트 곱하기 리터' } },
    ],
  },
  {
    symbols: ['ppt'],
    choices: [
      { write: '‰', meaning: { en: 'parts per thousand', ko: '천분율' } },
      { write: '10^-12', meaning: { en: 'parts per trillion', ko: '1조분율' } },
    ],
  },
]
