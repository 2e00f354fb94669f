import type { Command } from '../command.ts'
import { HUB } from '../option.ts'
import { evaluateOptions, explainOptions, exportOptions, predictOptions, trainOptions } from './model-options.ts'

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
    argument: 'TABLE|FILE.csv',
    about: {
      en: 'Train a model on a table (by id or name), or on a CSV file without a hub',
      ko: '표(id 또는 이름) 또는 CSV 파일(허브 불필요)로 모델 학습',
    },
    options: trainOptions,
    example: 'sojae model train steels.csv --target "yield strength" --formula composition -o strength.json',
    load: () => import('./model-train.ts'),
  },
  {
    words: 'model show',
    argument: 'ID|MODEL.json',
    about: { en: 'A model\'s card: errors, intervals, what it learns from', ko: '모델 카드: 오차, 구간, 입력별 기여' },
    options: {},
    example: 'sojae model show 01933b5e-9f3a-7c11-8a55-0c2f6f0f9a10',
    load: () => import('./model-show.ts'),
  },
  {
    words: 'model predict',
    argument: 'MODEL [FILE.csv]',
    about: { en: 'Predict cases, or the rows of a CSV file by a model in a file', ko: '경우별 예측. 모델 파일로는 CSV 파일의 행도 예측' },
    options: predictOptions,
    example: 'sojae model predict strength.json new.csv -o predicted.csv',
    load: () => import('./model-predict.ts'),
  },
  {
    words: 'model explain',
    argument: 'MODEL.json FILE.csv',
    about: { en: 'What each column does to predictions; why two rows differ', ko: '열마다 예측에 미치는 영향, 두 행의 예측이 다른 까닭' },
    options: explainOptions,
    example: 'sojae model explain strength.json steels.csv --compare 3,12',
    load: () => import('./model-explain.ts'),
  },
  {
    words: 'model export',
    argument: 'ID|MODEL.json',
    about: {
      en: 'Take a hub\'s model out as a file, or write a file\'s trees as ONNX',
      ko: '허브의 모델을 파일로 저장, 또는 파일의 트리를 ONNX로 저장',
    },
    options: exportOptions,
    example: 'sojae model export 01933b5e-9f3a-7c11-8a55-0c2f6f0f9a10 -o strength.json',
    load: () => import('./model-export.ts'),
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
