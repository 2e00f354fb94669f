import { renameReferences } from '#record/lineage/participants.ts'
import { canonicalJson } from '#record/records/canonical-json.ts'
import { heldId } from '#stewardship/exchange/outside.ts'
import type { RecordDraft } from '#stewardship/exchange/record-draft.ts'
import { sha256 } from '#platform/storage/digest.ts'
import { takeTurns } from '#platform/take-turns.ts'
import type { Installation } from '../installation.ts'
import { keysOf } from './draft-batch.ts'
import { identitiesOf } from './write-drafts.ts'

export type Compared = { made: number; revised: number; unchanged: number }

/** Drafts looked up at a time, as they are written. */
const BATCH = 1_000
const TURN = 64

/** What writing drafts would do, by the rule of `writeDrafts` and without writing; hears of each draft. */
export async function compareDrafts(
  db: Installation['db'], hub: string, recipe: string, all: Iterable<RecordDraft>, onDraft: (draft: RecordDraft) => void,
): Promise<Compared> {
  const compared: Compared = { made: 0, revised: 0, unchanged: 0 }
  let batch: RecordDraft[] = []
  const take = async () => {
    const known = await knownOf(db, hub, recipe, [...keysOf(batch)])
    for await (const { key, content } of takeTurns(batch, TURN)) {
      const earlier = known.get(key)
      // What is not there yet has no id; a content that points to it is not the one that was written.
      const said = () => sha256(canonicalJson(renameReferences(content, (other) => heldId(other) ?? known.get(other)?.record ?? other)))
      compared[earlier === undefined ? 'made' : earlier.hash === said() ? 'unchanged' : 'revised']++
    }
    batch = []
  }
  for await (const draft of takeTurns(all, TURN)) {
    onDraft(draft)
    if (batch.push(draft) === BATCH) await take()
  }
  await take()
  return compared
}

/** As `recordsByKey`, but that a key whose record was withdrawn is left to be freed by whoever writes. */
async function knownOf(db: Installation['db'], hub: string, recipe: string, keys: readonly string[]): Promise<Map<string, { record: string; hash: string }>> {
  const all = await identitiesOf(db, hub, recipe, keys)
  return new Map(all.flatMap(({ key, record, hash, id }) => (id === null ? [] : [[key, { record, hash }]])))
}
