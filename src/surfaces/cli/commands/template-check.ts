import { basename } from 'node:path'
import { checkTemplate } from '#contract/operations/template.ts'
import { Refusal } from '#science/refusal.ts'
import type { Asked, Outcome } from '../command.ts'
import { connect } from '../connect.ts'
import { readTextFile } from '../host/read-text-file.ts'
import type { HUB } from '../option.ts'
import { writeRemark } from '../output.ts'
import { faultsText, migrationReportText } from '../template-text.ts'

/** Checks the template that a YAML file states against the hub, and tries it on the records of the version before. */
export async function run({ argument, options, language, json }: Asked<typeof HUB>): Promise<Outcome> {
  const yaml = await readTextFile(argument)
  const client = await connect(language)
  const body = { source: { yaml, file: basename(argument) } }
  const answer = await client.call(checkTemplate, { params: { hub: options.hub }, body })
  const { faults, template } = answer
  if (faults.length > 0 || !template) {
    if (!json) writeRemark(faultsText(faults, basename(argument), language))
    throw new Refusal('template.invalid', {
      en: `${argument} has ${faults.length} fault${faults.length === 1 ? '' : 's'}. Correct it and check again.`,
      ko: `${argument}에 오류가 ${faults.length}건 있습니다. 고친 뒤 다시 검사하십시오.`,
    }, { faults })
  }
  return {
    json: answer,
    text: () => {
      const key = `${template.template}@${template.version}`
      const says = STATES[language][answer.state ?? 'first'](key)
      return answer.dry_run ? `${says}\n\n${migrationReportText(answer.dry_run, language)}` : says
    },
  }
}

const STATES = {
  en: {
    first: (key: string) => `${key} can be added. Add it: sojae template add FILE`,
    next: (key: string) => `${key} can be added. Add it: sojae template add FILE`,
    known: (key: string) => `The hub has ${key} already, as it stands here.`,
  },
  ko: {
    first: (key: string) => `${key}을(를) 추가할 수 있습니다. 추가: sojae template add FILE`,
    next: (key: string) => `${key}을(를) 추가할 수 있습니다. 추가: sojae template add FILE`,
    known: (key: string) => `허브에 같은 내용의 ${key}이(가) 이미 있습니다.`,
  },
}
