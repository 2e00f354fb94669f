import { z } from 'zod'
import { Refusal } from '#science/refusal.ts'
import type { Text } from '#science/refusal.ts'
import { ARTEFACT_FORMAT } from '#discovery/learning/artefact.ts'
import { MODEL_FILE_FORMAT } from '#discovery/learning/model-file.ts'
import type { ModelFile } from '#discovery/learning/model-file.ts'
import { TextSchema } from '../schemas/text.ts'
import { readValue } from './schema-faults.ts'
import type { SchemaFault } from './schema-faults.ts'

const placed = { name: z.string(), unit: z.string().optional(), stage: z.string().optional(), template: z.string().optional() }

/** A column of the rows that a model learned from; null is a missing value. */
const ColumnSchema = z.discriminatedUnion('kind', [
  z.object({ ...placed, kind: z.literal('number'), values: z.array(z.number().nullable()) }),
  z.object({ ...placed, kind: z.literal('category'), values: z.array(z.string().nullable()) }),
  z.object({ ...placed, kind: z.literal('composition'), values: z.array(z.record(z.string(), z.number()).nullable()) }),
  z.object({
    ...placed, kind: z.literal('vector'), names: z.array(z.string()), main: z.int().optional(),
    values: z.array(z.array(z.number().nullable()).nullable()),
  }),
])

const code = { name: z.string(), stage: z.string().nullable(), template: z.string().nullable(), missing: z.boolean() }

/** How a column becomes features. */
const CodeSchema = z.discriminatedUnion('kind', [
  z.object({ ...code, kind: z.literal('number'), fill: z.number() }),
  z.object({ ...code, kind: z.literal('category'), levels: z.array(z.string()) }),
  z.object({ ...code, kind: z.literal('composition'), elements: z.array(z.string()), fills: z.array(z.number()) }),
  z.object({
    ...code, kind: z.literal('vector'), width: z.int(),
    kept: z.array(z.object({ at: z.int(), name: z.string(), fill: z.number(), main: z.boolean() })),
  }),
])

const target = { name: z.string(), unit: z.string().nullable() }
const bound = z.number().nullable()

/**
 * The model itself. What its learners and its card hold beside these keys is theirs: the reader of each kind of learner
 * refuses what it cannot read.
 */
const ArtefactSchema = z.looseObject({
  format: z.literal(ARTEFACT_FORMAT),
  target: z.discriminatedUnion('kind', [
    z.object({ ...target, kind: z.literal('number'), log: z.boolean(), bounds: z.tuple([bound, bound]).optional() }),
    z.object({ ...target, kind: z.literal('category'), classes: z.array(z.string()) }),
  ]),
  encoder: z.object({ columns: z.array(CodeSchema) }),
  elementProperties: z.array(z.string()),
  learners: z.array(z.looseObject({ name: z.string(), kind: z.string(), used: z.array(z.int()) })).min(1),
  weights: z.array(z.number()).optional(),
  constants: z.record(z.string(), z.string()).optional(),
  certainty: z.union([
    z.looseObject({ lines: z.array(z.object({ a: z.number(), b: z.number() })), calibration: z.looseObject({}) }),
    z.object({ temperature: z.number() }),
  ]),
  range: z.object({
    d: z.int(), used: z.array(z.int()), scales: z.array(z.number()), unit: z.number(), reference: z.string(),
  }),
  card: z.looseObject({
    kind: z.string(), task: z.enum(['regression', 'classification']), target: z.string(), rows: z.int(),
    errors: z.looseObject({}), notes: z.array(TextSchema),
  }),
  chain: z.looseObject({
    links: z.array(z.object({ column: z.looseObject({ name: z.string(), kind: z.enum(['number', 'category']) }), model: z.looseObject({}) })),
    last: z.looseObject({ encoder: z.object({ columns: z.array(CodeSchema) }), learners: z.array(z.looseObject({})).min(1) }),
    uses: z.enum(['chain', 'flat']), seed: z.number(),
  }).optional(),
})

/** The file format of a model: `model.json`. */
export const ModelFileSchema = z
  .object({
    format: z.literal(MODEL_FILE_FORMAT),
    artefact: ArtefactSchema,
    inputs: z.array(ColumnSchema),
    observed: z.array(z.union([z.number(), z.string()])),
    limits: z.array(z.enum(['below', 'above']).nullable()).optional(),
    records: z.array(z.object({ name: z.string(), record: z.string().optional() })),
  })
  .meta({ id: 'ModelFile' })

/**
 * The model that a `model.json` holds, checked before anything reads it.
 *
 * Refuses `model_file.cut_off`, `model_file.not_json`, `model_file.other_format` and `model_file.invalid` (what is wrong at
 * which key). Another table of element properties is refused where the model is opened.
 */
export function parseModelFile(text: string, file: string): ModelFile {
  const content = readWhole(text, file)
  const format = (content as { format?: unknown } | null)?.format
  if (format !== MODEL_FILE_FORMAT) throw otherFormat(file, format)
  const read = readValue(content, ModelFileSchema)
  if ('faults' in read) throw invalid(file, placedText(read.faults[0]!))
  const { inputs, observed, limits, records } = read.data
  const lengths = [observed.length, limits?.length ?? records.length, ...inputs.map(({ values }) => values.length)]
  if (lengths.some((length) => length !== records.length)) {
    throw invalid(file, {
      en: 'inputs, observed, limits and records are not of one length',
      ko: 'inputs, observed, limits, records의 길이가 서로 다릅니다',
    })
  }
  return content as ModelFile
}

function readWhole(text: string, file: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (/^\s*\{/.test(text) && !/\}\s*$/.test(text)) {
      throw new Refusal('model_file.cut_off', {
        en: `${file} ends in the middle: it was cut off. Copy or fetch it again.`,
        ko: `${file} 파일이 중간에서 끊겼습니다. 다시 복사하거나 내려받으십시오.`,
      }, { file })
    }
    const reason = (error as Error).message
    throw new Refusal('model_file.not_json', {
      en: `${file} is no model: it is not JSON (${reason}). A model is what “sojae model train FILE.csv -o” writes.`,
      ko: `${file}은(는) 모델 파일이 아닙니다. JSON이 아닙니다(${reason}). 모델은 “sojae model train FILE.csv -o”로 만듭니다.`,
    }, { file, reason })
  }
}

function otherFormat(file: string, format: unknown): Refusal {
  const found = typeof format === 'string' ? format.slice(0, 60) : null
  return new Refusal('model_file.other_format', {
    en: `${file} is no model of the format ${MODEL_FILE_FORMAT}${found === null ? '' : ` but “${found}”`}. `
      + 'A model is what “sojae model train FILE.csv -o” or “sojae model export” writes.',
    ko: `${file}은(는) ${MODEL_FILE_FORMAT} 형식의 모델이 아닙니다${found === null ? '' : `(형식: “${found}”)`}. `
      + '모델은 “sojae model train FILE.csv -o”나 “sojae model export”로 만듭니다.',
  }, { file, format: found, expected: MODEL_FILE_FORMAT })
}

function placedText({ path, text }: SchemaFault): Text {
  const place = path.join('.')
  return { en: `${place}: ${text.en}`, ko: `${place}: ${text.ko}` }
}

function invalid(file: string, fault: Text): Refusal {
  return new Refusal('model_file.invalid', {
    en: `${file} is damaged: ${fault.en}. Fetch it again, or train the model again.`,
    ko: `${file} 파일이 손상되었습니다. ${fault.ko}. 다시 받거나 모델을 다시 학습하십시오.`,
  }, { file })
}
