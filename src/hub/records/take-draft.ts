import { canonicalJson } from '#record/records/canonical-json.ts'
import { mergeContents, saidAt } from '#record/records/merge-contents.ts'
import type { RecordContent } from '#record/records/record.ts'
import { admitContent } from '#record/templates/admit-content.ts'
import type { Template } from '#record/templates/template.ts'
import type { ToldRevision } from './told-revisions.ts'
import { templateNamed } from './templates-of.ts'

/** Something of a record that a person changed and the file says otherwise: what each says, and who changed it last, and when. */
export type Correction = {
  /** A field (of a plan `planned.time`) or a member of the record (`name`). */
  readonly name: string
  readonly hub: unknown
  readonly file: unknown
  readonly by: string
  readonly at: Date
}

/** What is to be written of a draft (null: nothing) by which template; where a person and the file both changed something, and where only the person did. */
export type Taken = {
  readonly write: { readonly content: RecordContent; readonly template: Template } | null
  readonly contested: readonly Correction[]
  readonly kept: readonly Correction[]
}

/**
 * What becomes of a draft of a record that a person has revised: what the person changed stays; of the draft, what is new in it
 * since `base`, what the file said before, is taken in.
 */
export function takeDraft(revisions: readonly [ToldRevision, ...ToldRevision[]], draft: RecordContent, templates: ReadonlyMap<string, Template>, base: RecordContent): Taken {
  const theirs = revisions.at(-1)!.content
  const merged = mergeContents(base, theirs, draft)
  const template = templateNamed(templates, merged.content.template)
  const { content, problems } = admitContent(merged.content, template)
  const told = (names: readonly string[]) => [...new Set(names)].map((name) => correctionOf(revisions, draft, name))
  const kept = told(corrected(theirs, draft, merged.kept))
  // Two changes that are right each for itself may not be so together; then the person's holds.
  if (problems.length > 0) return { write: null, contested: told([...merged.contested, ...problems.map(({ field }) => field ?? 'name')]), kept }
  return { write: canonicalJson(content) === canonicalJson(theirs) ? null : { content, template }, contested: told(merged.contested), kept }
}

/** Where a person has corrected a record that the file tells of as it did before. */
export function keptCorrections(revisions: readonly [ToldRevision, ...ToldRevision[]], draft: RecordContent): readonly Correction[] {
  const theirs = revisions.at(-1)!.content
  return corrected(theirs, draft, mergeContents(draft, theirs, draft).kept).map((name) => correctionOf(revisions, draft, name))
}

/** Of what a person changed, without what a later version of the template calls otherwise. */
function corrected(theirs: RecordContent, draft: RecordContent, names: readonly string[]): string[] {
  if (theirs.template === draft.template) return [...names]
  return names.filter((name) => name !== 'template' && saidAt(theirs, name) !== undefined && saidAt(draft, name) !== undefined)
}

function correctionOf(revisions: readonly [ToldRevision, ...ToldRevision[]], draft: RecordContent, name: string): Correction {
  const said = ({ content }: ToldRevision) => canonicalJson({ of: saidAt(content, name) ?? null })
  const last = revisions.findLast((revision, place) => !revision.byFile && place > 0 && said(revision) !== said(revisions[place - 1]!))
  const { author, at, content } = last ?? revisions.findLast(({ byFile }) => !byFile) ?? revisions.at(-1)!
  return { name, hub: saidAt(revisions.at(-1)?.content ?? content, name), file: saidAt(draft, name), by: author, at }
}
