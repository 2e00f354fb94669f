import { basename } from 'node:path'
import { saveTemplate } from '#contract/operations/template.ts'
import type { Asked, Outcome } from '../command.ts'
import { connect } from '../connect.ts'
import { readTextFile } from '../host/read-text-file.ts'
import type { HUB } from '../option.ts'

/** Adds the template that a YAML file states, as the first or the next version of its name. */
export async function run({ argument, options, language }: Asked<typeof HUB>): Promise<Outcome> {
  const yaml = await readTextFile(argument)
  const client = await connect(language)
  const body = { source: { yaml, file: basename(argument) } }
  const saved = await client.call(saveTemplate, { params: { hub: options.hub }, body })
  const { template, version } = saved.template
  const earlier = saved.versions.filter((each) => each.version < version && each.records > 0)
  return {
    json: saved,
    text: () => {
      const key = `${template}@${version}`
      const added = { en: `${key} is in the hub.`, ko: `${key}이(가) 허브에 있습니다.` }[language]
      const next = earlier[0] && {
        en: `${earlier[0].records} records follow version ${earlier[0].version}. Try to move them: sojae template migrate ${template} --from ${earlier[0].version} --check`,
        ko: `기록 ${earlier[0].records}건이 버전 ${earlier[0].version}을(를) 따릅니다. 이전해 보기: sojae template migrate ${template} --from ${earlier[0].version} --check`,
      }[language]
      return next ? `${added}\n${next}` : added
    },
  }
}
