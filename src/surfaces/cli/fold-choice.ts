import type { SplitBy } from './host/read-csv-table.ts'
import { wrongUsage } from './usage-refusal.ts'

type Asked = {
  readonly split: SplitBy | undefined
  readonly group: readonly string[]
  readonly time: string | undefined
  readonly folds?: string | undefined
}

/**
 * How folds are to be made, by all options that speak of it; null where the file names them itself.
 *
 * What `--group` or `--time` name is meant; without either folds are drawn at random, which the notes say. Refuses options
 * that contradict each other (`usage.folds_and_…`, `usage.split`).
 */
export function foldChoice({ split, group, time, folds }: Asked, words: string): SplitBy | null {
  const clash = (one: string, other: string) => wrongUsage('split', {
    en: `${one} and ${other} make different folds. Give one of them.`,
    ko: `${one}와(과) ${other}은(는) 서로 다른 폴드를 만듭니다. 하나만 지정하십시오.`,
  }, words)
  const needs = (option: string) => wrongUsage('split', {
    en: `--split ${split} needs ${option} COL.`, ko: `--split ${split}에는 ${option} COL이 필요합니다.`,
  }, words)
  if (folds !== undefined) {
    const other = split !== undefined ? '--split' : time !== undefined ? '--time' : null
    if (other) throw clash('--folds', other)
    return null
  }
  const chosen = split ?? (time !== undefined ? 'time' : group.length > 0 ? 'groups' : 'random')
  if (chosen === 'groups' && group.length === 0) throw needs('--group')
  if (chosen === 'time' && time === undefined) throw needs('--time')
  if (chosen !== 'time' && time !== undefined) throw clash(`--split ${chosen}`, '--time')
  if ((chosen === 'time' || chosen === 'random') && group.length > 0) throw clash(split ? `--split ${chosen}` : '--time', '--group')
  return chosen
}
