import type { OptionValues } from './option.ts'
import { wrongUsage } from './usage-refusal.ts'
import type { filterOptions } from './commands/record.ts'

/** The query and the filters of a command, as the hub takes them; refuses a bound without its field. */
export function recordFilter(argument: string, options: OptionValues<typeof filterOptions>, command: string) {
  const { elements, without, stage, template, text, field, min, max, unit } = options
  if ((min !== undefined || max !== undefined) && field === undefined) {
    throw wrongUsage('field_missing', {
      en: '--min and --max need --field.', ko: '--min, --max에는 --field가 필요합니다.',
    }, command)
  }
  return {
    ...(argument === '' ? {} : { q: argument }), elements: elements.join(','), without: without.join(','), stage, template, text,
    field, min, max, unit,
  }
}
