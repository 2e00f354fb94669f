import type { Asked, Outcome } from './command.ts'
import type { trainOptions } from './commands/model-options.ts'
import { foldChoice } from './fold-choice.ts'
import { fileCardText } from './file-card-text.ts'
import { requireFree, writeModelFile } from './host/model-file.ts'
import { chainSummary, trainCsv, weaknessOfModel } from './host/train-csv.ts'
import { parseBudget } from './parse-budget.ts'
import { createProgressLine } from './progress-line.ts'
import { wrongUsage } from './usage-refusal.ts'

const TRAINING = { en: 'Training', ko: '학습 중' }

/** Trains a model on a CSV file, writes it, and shows its card. */
export async function trainOnFile({ argument, options, language }: Asked<typeof trainOptions>): Promise<Outcome> {
  const { target, inputs, formula, smiles, ignore, group, split, time, task, model: family = 'auto', log_target, seed, out, force } = options
  if (out === undefined) throw outMissing()
  if (options.frozen !== undefined) throw onlyTable('frozen')
  if (options.groups.length > 0) throw onlyTable('groups')
  const onTheWay = options.on_the_way
  if (onTheWay.length > 0 && options.budget !== undefined) throw noBudget()
  const budget = parseBudget(options.budget, 'model train')
  const by = foldChoice({ split, group, time }, 'model train')
  await requireFree(out, 'model', force)
  const progress = createProgressLine(TRAINING, language)
  const file = await trainCsv(argument, {
    target, formula, smiles, ignore, group, time, split: by, task, seed, family, logTarget: log_target,
    ...(inputs.length > 0 && { inputs: [...new Set([...inputs, ...onTheWay])] }), budget, onTheWay,
  }, progress.show).finally(() => progress.clear())
  await writeModelFile(out, file)
  const { card, chain } = file.artefact
  const weakness = weaknessOfModel(card)
  return {
    json: { file: out, card, weakness, ...(chain && { chain: chainSummary(chain) }) },
    text: () => `${fileCardText(card, weakness, language, chain)}\n\n${{ en: 'Written', ko: '저장' }[language]}: ${out}`,
  }
}

function noBudget() {
  return wrongUsage('chain_budget', {
    en: '--budget does not go with --on-the-way: a chain has no estimate of its time. Leave one out.',
    ko: '--budget은(는) --on-the-way와 함께 쓸 수 없습니다. 사슬 모델은 소요 시간을 추정하지 않습니다. 둘 중 하나를 빼십시오.',
  }, 'model train')
}

function outMissing() {
  return wrongUsage('out_missing', {
    en: 'A model of a CSV file is kept as a file: say where with -o model.json.',
    ko: 'CSV 파일로 학습한 모델은 파일로 보관합니다. -o model.json으로 위치를 지정하십시오.',
  }, 'model train')
}

function onlyTable(option: 'frozen' | 'groups') {
  const instead = option === 'groups' ? { en: '; say --group', ko: ' --group을 쓰십시오.' } : { en: '', ko: '' }
  return wrongUsage('only_table', {
    en: `--${option} is for a table of the hub${instead.en}.`, ko: `--${option}은(는) 허브의 표에만 쓸 수 있습니다.${instead.ko}`,
  }, 'model train')
}
