/**
 * What laboratories write above a column for a field of the shipped templates, beside its name and its labels; for one template's only
 * where the word says of which (`heat_treatment.treatment_time`).
 *
 * Seen in published sheets, or in the symbols of the standards that the templates name (Rp0.2 and Rm: ISO 6892-1). The order of words,
 * letter case and `annealing` for `anneal` do not matter. No word stands here that names several quantities (`T`, `strength`).
 */
export const FIELD_WORDS: Readonly<Record<string, readonly string[]>> = {
  composition: ['formula', 'chemical formula', 'chemical composition', 'nominal composition', 'alloy composition', 'true composition', '화학식', '화학조성', '합금조성', '공칭조성'],
  yield_strength: ['YS', 'yield stress', 'proof stress', 'proof strength', 'Rp0.2', 'Rp02', 'σy', 'σ0.2', 'sigma y', 'tensile yield strength', '항복응력', '내력'],
  ultimate_strength: ['UTS', 'tensile strength', 'ultimate tensile strength', 'ultimate compressive strength', 'maximum strength', 'Rm', '인장강도', '최대인장강도', '극한강도'],
  elongation: ['total elongation', 'elongation to failure', 'elongation at break', 'fracture strain', 'strain to failure', 'EL', '파단연신율', '연신률', '파단변형률'],
  plastic_elongation: ['plastic strain', '소성변형률'],
  vickers_hardness: ['HV', 'hardness HV', 'hardness Vickers', 'Vickers', '비커스', '경도'],
  youngs_modulus: ["Young's modulus", 'Young modulus', 'elastic modulus', 'modulus of elasticity', '영률', '탄성계수', '탄성률'],
  grain_size: ['average grain diameter', 'grain diameter', '결정립크기', '결정립도', '입경'],
  phases: ['phase', 'microstructure', 'microconstituent', 'primary microconstituent', 'constituent phases', '상', '구성상', '미세조직'],
  density: ['mass density', 'ρ', '밀도'],
  'heat_treatment.treatment': ['heat treatment', 'heat treatment type', '열처리'],
  'heat_treatment.treatment_temperature': [
    'anneal temperature', 'heat treatment temperature', 'HT temperature', 'ageing temperature', 'aging temperature', 'tempering temperature',
    'solution temperature', 'solution treatment temperature', 'homogenisation temperature', 'homogenization temperature', '어닐링온도', '풀림온도', '시효온도', '뜨임온도', '용체화온도', '용체화처리온도', '균질화온도', '시효처리온도',
  ],
  'heat_treatment.treatment_time': [
    'anneal time', 'heat treatment time', 'HT time', 'ageing time', 'aging time', 'tempering time', 'solution time', 'solution treatment time', 'homogenisation time',
    'homogenization time', 'hold time', 'holding time', 'soak time', 'soaking time', 'dwell time', '유지시간', '열처리시간', '어닐링시간', '풀림시간', '시효시간', '뜨임시간', '용체화시간', '용체화처리시간', '균질화시간', '시효처리시간',
  ],
  'heat_treatment.cooling': ['cooling method', 'cool method', 'cooling medium', 'quench', 'quench medium', '냉각', '냉각방식'],
  processing_method: ['processing', 'processing route', 'process route', 'fabrication method', '제조방법', '가공방법', '제조공정'],
  processing_temperature: ['가공온도', '제조온도'],
  test_type: ['type of test', 'loading mode', 'tension compression', '시험종류'],
  test_temperature: ['testing temperature', 'measurement temperature', '시험온도', '측정온도'],
  oxygen_content: ['O content', '산소함량'],
  nitrogen_content: ['N content', '질소함량'],
  carbon_content: ['C content', '탄소함량'],
  entropy_forming_ability: ['EFA', 'entropy forming ability'],
  ionic_conductivity: ['Li ion conductivity', 'σ ion', '이온전도율'],
  activation_energy: ['Ea'],
  seebeck_coefficient: ['Seebeck', 'thermopower', '제벡계수'],
  sintering_temperature: ['소성온도'],
  cycles_to_failure: ['Nf', 'fatigue life', '피로수명'],
  thermal_expansion_coefficient: ['CTE', '열팽창계수'],
}

/** What people call the temperature, the time and the like of whatever they did: each is asked. */
export const ANYBODYS: Readonly<Record<string, string>> = {
  t: 'temperature', temperature: 'temperature', 온도: 'temperature', time: 'time', 시간: 'time', pressure: 'pressure', 압력: 'pressure', p: 'pressure',
  strength: 'strength', 강도: 'strength', conductivity: 'conductivity', 전도도: 'conductivity', thickness: 'thickness', 두께: 'thickness', method: 'method', 방법: 'method',
}

/** Columns that name a thing; plain `ID` and `name` do so only where no two rows have the same. */
export const NAME_WORDS = [
  'sample', 'sample name', 'sample id', 'sample no', 'sample number', 'sample label', 'specimen', 'specimen name', 'specimen id', 'specimen no', 'heat no', 'batch', 'batch id', 'label of sample',
  '시편', '시료', '시편명', '시료명', '시편번호', '시료번호', '시편이름', '시료이름', '시험편', '시험편번호', '배치',
]
export const PLAIN_NAME_WORDS = ['id', 'name', 'code', 'mbid', 'identifier', '이름', '명칭']
export const TITLE_WORDS = ['title', 'reference title', 'paper title', 'article title', '제목', '논문제목']
export const YEAR_WORDS = ['year', 'publication year', 'reference year', '연도', '발행연도', '출판연도']
export const DOI_WORDS = ['doi', 'reference doi', 'article doi', 'paper doi']
