import { wrongUsage } from './usage-refusal.ts'

/**
 * The case that `column=value,column=value` states; a column that is left out is unknown to the model.
 *
 * A comma inside a value, as in `(Ti,Zr)0.5C`, parts nothing: only one before `column=` does. Values stay text; the hub
 * knows which columns are numbers.
 */
export function parseCase(text: string): Record<string, string> {
  const given: Record<string, string> = {}
  for (const part of text.split(/,(?=\s*[\p{L}_][\p{L}\p{N}_ .-]*=)/u)) {
    const [, column, value] = part.match(/^\s*([^=]+?)\s*=\s*(.*?)\s*$/su) ?? []
    if (!column || !value) {
      throw wrongUsage('case', {
        en: `“${part.trim()}” is no column=value, as in --case 'composition=AlCoCrFeNi,test_temperature=25'.`,
        ko: `“${part.trim()}”은(는) 열=값 형식이 아닙니다(예: --case 'composition=AlCoCrFeNi,test_temperature=25').`,
      }, 'model predict')
    }
    if (column in given) {
      throw wrongUsage('case', {
        en: `The case names “${column}” twice.`, ko: `한 경우에 “${column}”이(가) 두 번 나옵니다.`,
      }, 'model predict')
    }
    given[column] = value
  }
  return given
}
