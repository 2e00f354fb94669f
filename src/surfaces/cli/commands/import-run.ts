import { basename } from 'node:path'
import { mediaTypeOf } from '#contract/files/media-type-of.ts'
import { createImport, getImport } from '#contract/operations/import.ts'
import type { Asked, Outcome } from '../command.ts'
import { connect } from '../connect.ts'
import { chooseRecipes, fetchSourceFile, openSource } from '../host/recipe-source.ts'
import { importText } from '../import-text.ts'
import { writeRemark } from '../output.ts'
import { createProgressLine } from '../progress-line.ts'
import { sendSource } from '../send-source.ts'
import { waitForJob } from '../wait-for-job.ts'
import type { importOptions } from './hub.ts'

const FETCHING = { en: 'Fetching', ko: '내려받는 중' }
const IMPORTING = { en: 'Importing', ko: '가져오는 중' }

/**
 * Brings a file in by a recipe, or a file of records as it stands, all of it or nothing, and reports what came in and what
 * was refused. Of a folder with several recipes each is an import of its own, one after the other.
 */
export async function run({ argument, options, language }: Asked<typeof importOptions>): Promise<Outcome> {
  const { hub, from } = options
  // A file of records needs no recipe: it is one already.
  const isRecords = argument.endsWith('.jsonl')
  const recipes = isRecords ? [{ request: { records: basename(argument, '.jsonl') }, source: null }] : await chooseRecipes(argument)
  const { source } = recipes[0]!
  const client = await connect(language)
  const progress = createProgressLine(FETCHING, language)
  const onFraction = (fraction: number) => progress.show(fraction, null)
  const given = isRecords ? argument : from
  const file = given === undefined
    ? await fetchSourceFile(argument, source, onFraction).finally(() => progress.clear())
    : await openSource(given)
  try {
    const { sha256 } = await sendSource(
      client, language, hub, file.content, isRecords ? 'application/jsonl' : mediaTypeOf(file.name),
    )
    if (source?.sha256 !== undefined && sha256 !== source.sha256) writeRemark(otherVersion(file.name)[language])
    const done: Import[] = []
    for (const { request } of recipes) {
      const started = await client.call(createImport, {
        params: { hub }, body: { recipe: request, file: { sha256, name: file.name } },
      })
      if (started.job) await waitForJob(client, started.job, { title: IMPORTING, language, look: `import show ${started.id}` })
      done.push(await client.call(getImport, { params: { id: started.id } }))
    }
    return { json: done.length === 1 ? done[0] : { imports: done }, text: () => done.map((one) => importText(one, language)).join('\n\n') }
  } finally {
    await file.discard()
  }
}

type Import = Parameters<typeof importText>[0]

function otherVersion(name: string) {
  return {
    en: `Note: ${name} is not the version of the file that the recipe was written for; it is read all the same.`,
    ko: `참고: ${name}은(는) 레시피가 대상으로 한 판의 파일이 아닙니다. 그대로 읽습니다.`,
  }
}
