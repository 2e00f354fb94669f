import type { Command } from '../command.ts'
import { HUB, options } from '../option.ts'

export const serveOptions = options({
  port: {
    kind: 'whole', placeholder: 'PORT', default: 4600, min: 1, max: 65_535,
    about: { en: 'Port (default: 4600)', ko: '포트(기본값: 4600)' },
  },
  host: {
    kind: 'text', placeholder: 'ADDRESS', default: '127.0.0.1',
    about: { en: 'Address to listen on (default: this machine only)', ko: '수신 주소(기본값: 이 컴퓨터에서만 접속)' },
  },
  examples: { kind: 'flag', about: { en: 'Bring the example hub at first start', ko: '처음 시작할 때 예제 허브를 함께 만듦' } },
})

export const importOptions = options({
  from: {
    kind: 'text', placeholder: 'FILE',
    about: {
      en: 'The file, or a folder of files; without it the recipe\'s published file is fetched',
      ko: '가져올 파일 또는 파일이 든 폴더. 생략하면 레시피에 적힌 공개 파일을 내려받음',
    },
  },
  ...HUB,
})

export const HUB_COMMANDS: readonly Command[] = [
  {
    words: 'serve',
    about: { en: 'Run the hub on this machine', ko: '이 컴퓨터에서 허브 실행' },
    options: serveOptions,
    example: 'sojae serve --port 4600 --examples',
    load: () => import('./serve.ts'),
  },
  {
    words: 'status',
    about: { en: 'Whether the hub answers, and the hubs you may use', ko: '허브 응답 여부와 사용할 수 있는 허브' },
    options: {},
    example: 'sojae status',
    load: () => import('./status.ts'),
  },
  {
    words: 'overview',
    about: { en: 'The five stages with what each holds', ko: '다섯 단계와 단계별 기록 수' },
    options: HUB,
    example: 'sojae overview --hub main',
    load: () => import('./overview.ts'),
  },
  {
    words: 'import',
    argument: 'RECIPE|FILE.jsonl',
    about: {
      en: 'Bring a file in by a recipe (folder, recipe.yaml, known name), or records as .jsonl',
      ko: '레시피(폴더, recipe.yaml, 알려진 이름)로 파일 가져오기. 기록 파일(.jsonl)은 그대로 가져오기',
    },
    options: importOptions,
    example: 'sojae import recipes/mpea --from MPEA_dataset.csv',
    load: () => import('./import-run.ts'),
  },
]
