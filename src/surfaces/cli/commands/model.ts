import type { Command } from '../command.ts'
import { HUB, options } from '../option.ts'

export const trainOptions = options({
  target: { kind: 'text', placeholder: 'COL', required: true, about: { en: 'Column to predict', ko: '예측할 열' } },
  inputs: { kind: 'list', placeholder: 'a,b', required: true, about: { en: 'Columns to learn from', ko: '입력으로 쓸 열' } },
  groups: {
    kind: 'list', placeholder: 'c,d',
    about: {
      en: 'Rows that share a value here stay on one side of a fold (default: compositions and sources)',
      ko: '이 열의 값이 같은 행은 폴드를 나눌 때 함께 둠(기본값: 조성과 출처)',
    },
  },
  frozen: {
    kind: 'whole', placeholder: 'N', min: 1, about: { en: 'Learn from the table as frozen the Nth time', ko: 'N번째 동결본의 행으로 학습' },
  },
  log_target: { kind: 'flag', about: { en: 'Learn log10 of the target', ko: '목표의 log10을 학습' } },
  seed: {
    kind: 'whole', placeholder: 'S', default: 1,
    about: { en: 'Same seed, same model (default: 1)', ko: '난수 시드. 같으면 같은 모델(기본값: 1)' },
  },
  ...HUB,
})

export const predictOptions = options({
  case: {
    kind: 'texts', placeholder: 'a=x,b=y', required: true,
    about: { en: 'A case: column=value, comma-separated; may repeat', ko: '예측할 경우: 열=값을 쉼표로 구분. 반복 가능' },
  },
})

export const evaluateOptions = options({
  target: { kind: 'text', placeholder: 'COL', required: true, about: { en: 'Column to predict', ko: '예측할 열' } },
  formula: {
    kind: 'texts', placeholder: 'COL', about: { en: 'Column of chemical formulas; may repeat', ko: '화학식 열. 반복 가능' },
  },
  smiles: {
    kind: 'texts', placeholder: 'COL', about: { en: 'Column of molecules as SMILES; may repeat', ko: '분자를 SMILES로 적은 열. 반복 가능' },
  },
  ignore: { kind: 'texts', placeholder: 'a,b', about: { en: 'Columns to leave out; may repeat', ko: '제외할 열. 반복 가능' } },
  group: {
    kind: 'texts', placeholder: 'COL',
    about: {
      en: 'Rows that share a value stay on one side of a fold; may repeat', ko: '값이 같은 행은 폴드를 나눌 때 함께 둠. 반복 가능',
    },
  },
  folds: { kind: 'text', placeholder: 'COL', about: { en: 'Column that names each row\'s fold', ko: '행마다 폴드를 적은 열' } },
  k: { kind: 'whole', placeholder: 'K', min: 2, about: { en: 'Number of folds (default: 5)', ko: '폴드 수(기본값: 5)' } },
  seed: {
    kind: 'whole', placeholder: 'S', default: 0,
    about: { en: 'Same seed, same result (default: 0)', ko: '난수 시드. 같으면 같은 결과(기본값: 0)' },
  },
  task: {
    kind: 'choice', placeholder: 'TASK', choices: ['regression', 'classification'],
    about: {
      en: 'regression or classification; else by the target', ko: 'regression 또는 classification. 생략하면 목표 열로 판단',
    },
  },
  log_target: { kind: 'flag', about: { en: 'Learn log10 of the target', ko: '목표의 log10을 학습' } },
})

export const MODEL_COMMANDS: readonly Command[] = [
  {
    words: 'model list',
    about: { en: 'Models with their errors, newest first', ko: '모델과 오차(최신순)' },
    options: HUB,
    example: 'sojae model list',
    load: () => import('./model-list.ts'),
  },
  {
    words: 'model train',
    argument: 'TABLE',
    about: { en: 'Train a model on a table, by its id or name', ko: '표로 모델 학습(표는 id 또는 이름으로 지정)' },
    options: trainOptions,
    example: 'sojae model train mpea-yield-strength --target yield_strength --inputs composition,test_temperature'
      + ' --groups composition,doi',
    load: () => import('./model-train.ts'),
  },
  {
    words: 'model show',
    argument: 'ID',
    about: { en: 'A model\'s card: errors, intervals, what it learns from', ko: '모델 카드: 오차, 구간, 입력별 기여' },
    options: {},
    example: 'sojae model show 01933b5e-9f3a-7c11-8a55-0c2f6f0f9a10',
    load: () => import('./model-show.ts'),
  },
  {
    words: 'model predict',
    argument: 'ID',
    about: { en: 'Predict cases: mean, intervals, nearest known records', ko: '예측: 평균, 구간, 가장 가까운 기록' },
    options: predictOptions,
    example: 'sojae model predict 01933b5e-9f3a-7c11-8a55-0c2f6f0f9a10 --case composition=AlCoCrFeNi,test_temperature=25',
    load: () => import('./model-predict.ts'),
  },
  {
    words: 'model evaluate',
    argument: 'FILE.csv',
    about: { en: 'Measure how well a CSV file can be learned; needs no hub', ko: 'CSV 파일의 학습 성능 측정(허브 불필요)' },
    options: evaluateOptions,
    example: 'sojae model evaluate steels.csv --target "yield strength" --formula composition --folds fold',
    load: () => import('./model-evaluate.ts'),
  },
]
