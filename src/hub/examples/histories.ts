import type { Text } from '#science/refusal.ts'
import { shippedHistories } from '#platform/shipped.ts'
import { writeDrafts } from '../records/write-drafts.ts'
import { addTable } from '../tables/tables.ts'
import { admitDrafts, REASON } from './example.ts'
import type { Example } from './example.ts'

const BRINGING: Text = { en: 'Bringing in the histories', ko: '이력 예제를 들여오는 중' }

/** A combinatorial library, blends, bars cut from a plate, and cells made of slurries: records and tables only. */
export const HISTORIES: Example = {
  slug: 'histories',
  title: { en: 'Example: histories of things', ko: '예제: 소재의 이력' },

  async isFilled(trx, hub) {
    const table = trx.selectFrom('table_definition').select('id').where('hub', '=', hub).limit(1)
    return (await table.executeTakeFirst()) !== undefined
  },

  async fill(at, hub, lead, { progress }) {
    progress(0.1, BRINGING)
    const { drafts, tables } = await shippedHistories()
    return at.db.transaction().execute(async (trx) => {
      const by = { hub, author: lead, at: at.now(), reason: REASON, import: null }
      const { made } = await writeDrafts(trx, by, 'example-histories', await admitDrafts(trx, hub, drafts))
      // A second run after a crash finds nothing of the first: all of it is one transaction.
      if (made > 0) for (const table of tables) await addTable(trx, hub, lead, table)
      return { made }
    })
  },
}
