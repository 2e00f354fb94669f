import { renameReferences } from '#record/lineage/participants.ts'
import { canonicalJson } from '#record/records/canonical-json.ts'
import { saidByFiles } from '#record/records/merge-contents.ts'
import type { RecordContent } from '#record/records/record.ts'
import type { Template } from '#record/templates/template.ts'
import { heldId } from '#stewardship/exchange/outside.ts'
import type { RecordDraft } from '#stewardship/exchange/record-draft.ts'
import { sha256 } from '#platform/storage/digest.ts'
import { takeTurns } from '#platform/take-turns.ts'
import type { Installation } from '../installation.ts'
import { keysOf } from './draft-batch.ts'
import type { Corrected } from './draft-batch.ts'
import { keptCorrections, takeDraft } from './take-draft.ts'
import type { Taken } from './take-draft.ts'
import { templateNamed } from './templates-of.ts'
import { newestOf, revisedByPeople, toldRevisions } from './told-revisions.ts'
import { identitiesOf } from './write-drafts.ts'

export type Compared = { made: number; revised: number; unchanged: number }

/** Drafts looked up at a time, as they are written. */
const BATCH = 1_000
const TURN = 64

/** What writing drafts would do, by the rule of `writeDrafts` and without writing; hears of each draft, and of each record that a person has corrected. */
export async function compareDrafts(
  db: Installation['db'], hub: string, recipe: string, templates: ReadonlyMap<string, Template>, all: Iterable<RecordDraft>,
  hears: { readonly onDraft: (draft: RecordDraft) => void; readonly onCorrected: (corrected: Corrected) => void },
): Promise<Compared> {
  const compared: Compared = { made: 0, revised: 0, unchanged: 0 }
  let batch: RecordDraft[] = []
  const take = async () => {
    const known = await knownOf(db, hub, recipe, [...keysOf(batch)])
    const [repeated, others]: [Again[], Again[]] = [[], []]
    for await (const { key, content: written, line = 0 } of takeTurns(batch, TURN)) {
      const earlier = known.get(key)
      if (earlier === undefined) {
        compared.made++
        continue
      }
      // What is not there yet has no id; a content that points to it is not the one that was written.
      const content = renameReferences(written, (other) => heldId(other) ?? known.get(other)?.record ?? other)
      const json = canonicalJson(content)
      if (earlier.hash !== sha256(json)) others.push({ id: earlier.record, key, line, content, json })
      else {
        compared.unchanged++
        if (earlier.isRevised) repeated.push({ id: earlier.record, key, line, content, json })
      }
    }
    await compareAgain(others)
    const told = await toldRevisions(db, hub, await revisedByPeople(db, hub, repeated.map(({ id }) => id)))
    for (const again of repeated) if (told.has(again.id)) tell(again, { contested: [], kept: keptCorrections(told.get(again.id)!, again.content) })
    batch = []
  }
  async function compareAgain(drafts: readonly Again[]): Promise<void> {
    const newest = await newestOf(db, hub, drafts.map(({ id }) => id))
    const told = await toldRevisions(db, hub, drafts.flatMap(({ id }) => (newest.get(id)!.isByFiles ? [] : [id])))
    for (const again of drafts) {
      if (canonicalJson(newest.get(again.id)!.content) === again.json) compared.unchanged++
      else if (!told.has(again.id)) compared.revised++
      else {
        const taken = takeDraft(told.get(again.id)!, again.content, templates, saidByFiles(told.get(again.id)!))
        compared[taken.write ? 'revised' : 'unchanged']++
        tell(again, taken)
      }
    }
  }
  function tell({ key, line, content }: Again, { contested, kept }: Pick<Taken, 'contested' | 'kept'>): void {
    if (contested.length + kept.length > 0) hears.onCorrected({ key, name: content.name, line, template: templateNamed(templates, content.template), contested, kept })
  }
  for await (const draft of takeTurns(all, TURN)) {
    hears.onDraft(draft)
    if (batch.push(draft) === BATCH) await take()
  }
  await take()
  return compared
}

/** A draft of a record that is there. */
type Again = { readonly id: string; readonly key: string; readonly line: number; readonly content: RecordContent; readonly json: string }

/** As `recordsByKey`, but that a key whose record was withdrawn is left to be freed by whoever writes. */
async function knownOf(db: Installation['db'], hub: string, recipe: string, keys: readonly string[]): Promise<Map<string, { record: string; hash: string; isRevised: boolean }>> {
  const all = await identitiesOf(db, hub, recipe, keys)
  return new Map(all.flatMap(({ key, record, hash, id, revision }) => (id === null ? [] : [[key, { record, hash, isRevised: (revision ?? 1) > 1 }]])))
}
