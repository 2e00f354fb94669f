import { HUB, options } from '../option.ts'

const target = { kind: 'text', placeholder: 'COL', required: true, about: { en: 'Column to predict', ko: '예측할 열' } } as const

/** What columns of a CSV file are for, how it is learned from, and what keeps rows on one side of a fold. */
const CSV = options({
  formula: {
    kind: 'texts', placeholder: 'COL', about: { en: 'CSV: column of chemical formulas; may repeat', ko: 'CSV: 화학식 열. 반복 가능' },
  },
  smiles: {
    kind: 'texts', placeholder: 'COL', about: { en: 'CSV: column of molecules as SMILES; may repeat', ko: 'CSV: 분자를 SMILES로 적은 열. 반복 가능' },
  },
  ignore: { kind: 'texts', placeholder: 'a,b', about: { en: 'CSV: columns to leave out; may repeat', ko: 'CSV: 제외할 열. 반복 가능' } },
  group: {
    kind: 'texts', placeholder: 'COL',
    about: {
      en: 'CSV: rows that share a value stay on one side of a fold; may repeat', ko: 'CSV: 값이 같은 행은 폴드를 나눌 때 함께 둠. 반복 가능',
    },
  },
  split: {
    kind: 'choice', placeholder: 'HOW', choices: ['groups', 'family', 'time', 'random'],
    about: {
      en: 'CSV: folds by --group, by the elements of formulas (family), forward in --time, or at random',
      ko: 'CSV: 폴드 기준: --group, 구성 원소(family), --time 순서, 무작위(random)',
    },
  },
  time: {
    kind: 'text', placeholder: 'COL',
    about: { en: 'CSV: when each row was made: numbers or dates like 2024-03-01', ko: 'CSV: 행이 만들어진 때(숫자 또는 2024-03-01 같은 날짜)' },
  },
  task: {
    kind: 'choice', placeholder: 'TASK', choices: ['regression', 'classification'],
    about: {
      en: 'CSV: regression or classification; else by the target', ko: 'CSV: regression 또는 classification. 생략하면 목표 열로 판단',
    },
  },
  model: {
    kind: 'choice', placeholder: 'KIND', choices: ['auto', 'et', 'rf', 'gb', 'gp', 'linear'],
    about: {
      en: 'CSV: learners to try (default: auto, all that fit)',
      ko: 'CSV: 시도할 학습기(et, rf, gb, gp, linear). 기본값: auto(자료에 맞는 모두)',
    },
  },
  budget: {
    kind: 'text', placeholder: '300s',
    about: { en: 'CSV: seconds to spend at most, by an estimate from sizes', ko: 'CSV: 최대 사용 시간(초, 자료 크기로 추정)' },
  },
})

const log_target = { kind: 'flag', about: { en: 'Learn log10 of the target', ko: '목표의 log10을 학습' } } as const
const force = { kind: 'flag', about: { en: 'Write over a file that is there', ko: '이미 있는 파일을 덮어쓰기' } } as const

export const trainOptions = options({
  target,
  inputs: {
    kind: 'list', placeholder: 'a,b',
    about: { en: 'Columns to learn from; for a CSV default all', ko: '입력으로 쓸 열(CSV에서 생략하면 모든 열)' },
  },
  on_the_way: {
    kind: 'texts', placeholder: 'COL',
    about: {
      en: 'Input that comes out on the way (phases, grain size), in order: learn a chain; may repeat',
      ko: '중간에 나오는 입력(상, 입자 크기)을 순서대로: 사슬 모델로 학습. 반복 가능',
    },
  },
  groups: {
    kind: 'list', placeholder: 'c,d',
    about: {
      en: 'Table: rows that share a value stay together in a fold (default: compositions, sources)',
      ko: '표: 이 열의 값이 같은 행은 폴드를 나눌 때 함께 둠(기본값: 조성과 출처)',
    },
  },
  frozen: {
    kind: 'whole', placeholder: 'N', min: 1,
    about: { en: 'Table: learn from it as frozen the Nth time', ko: '표: N번째 동결본의 행으로 학습' },
  },
  log_target,
  seed: {
    kind: 'whole', placeholder: 'S', default: 1,
    about: { en: 'Same seed, same model (default: 1)', ko: '난수 시드. 같으면 같은 모델(기본값: 1)' },
  },
  out: {
    kind: 'text', short: 'o', placeholder: 'FILE.json', about: { en: 'CSV: write the model here', ko: 'CSV: 모델을 이 파일에 저장' },
  },
  force,
  ...CSV,
  ...HUB,
})

export const predictOptions = options({
  case: {
    kind: 'texts', placeholder: 'a=x,b=y',
    about: { en: 'A case: column=value, comma-separated; may repeat', ko: '예측할 경우: 열=값을 쉼표로 구분. 반복 가능' },
  },
  out: {
    kind: 'text', short: 'o', placeholder: 'OUT.csv',
    about: { en: 'Write the rows of FILE.csv with what is predicted', ko: 'FILE.csv의 행에 예측을 더해 이 파일에 저장' },
  },
  force,
})

export const explainOptions = options({
  compare: {
    kind: 'list', placeholder: 'A,B',
    about: { en: 'Why row A is predicted otherwise than row B (counted from 1)', ko: 'A행과 B행의 예측이 다른 까닭(1부터 셈)' },
  },
  label: {
    kind: 'text', placeholder: 'LABEL',
    about: { en: 'For a model of labels: the one whose probability is explained', ko: '범주 모델: 확률을 설명할 범주' },
  },
  seed: {
    kind: 'whole', placeholder: 'S', default: 1,
    about: { en: 'Same seed, same parts (default: 1)', ko: '난수 시드. 같으면 같은 결과(기본값: 1)' },
  },
})

export const exportOptions = options({
  out: {
    kind: 'text', short: 'o', placeholder: 'FILE.json', about: { en: 'Write the hub\'s model here', ko: '허브의 모델을 이 파일에 저장' },
  },
  onnx: {
    kind: 'text', placeholder: 'FILE.onnx',
    about: { en: 'Write the trees of MODEL.json here, for other programs', ko: 'MODEL.json의 트리를 다른 프로그램용 ONNX로 저장' },
  },
  force,
})

export const evaluateOptions = options({
  target,
  ...CSV,
  folds: { kind: 'text', placeholder: 'COL', about: { en: 'Column that names each row\'s fold', ko: '행마다 폴드를 적은 열' } },
  k: { kind: 'whole', placeholder: 'K', min: 2, about: { en: 'Number of folds (default: 5)', ko: '폴드 수(기본값: 5)' } },
  seed: {
    kind: 'whole', placeholder: 'S', default: 0,
    about: { en: 'Same seed, same result (default: 0)', ko: '난수 시드. 같으면 같은 결과(기본값: 0)' },
  },
  log_target,
})
