import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely'
import type { RawBuilder } from 'kysely'
import type pg from 'pg'
import { Refusal } from '#science/refusal.ts'
import type { Text } from '#science/refusal.ts'
import { openAnswers } from './answers.ts'
import type { Keep } from './answers.ts'
import { follow } from './follow.ts'
import type { Freshness } from './follow.ts'
import { openStore } from './store.ts'

/**
 * What explore pages ask: a copy of the searchable part of all records, in a file of its own that may be deleted.
 *
 * It follows PostgreSQL by itself. {@link ExploreIndex.fresh} before a question makes sure that the asker's own writes
 * are in it (docs/decisions/0012-explore-index.md).
 */
export type ExploreIndex = {
  /**
   * Rows of a query on the tables of `explore-tables.ts`; refused (`index.building`) before the index was first whole.
   * What took long to find and `may be old` is given again for some while after a change.
   */
  rows<Row>(query: RawBuilder<Row>, keep?: Keep): Promise<Row[]>
  /** Waits until what was committed before the call is in, or for as long as a reader would; says how far it came. */
  fresh(): Promise<Freshness>
  /** How far it is, without waiting; `built` is 1 once it has been whole. */
  progress(): Freshness & { readonly built: number }
  close(): Promise<void>
}

/** Opens the index at `path`, anew where there is none, where it is broken, or where it is of another database. */
export async function openExploreIndex({ path, temporary, pool, say = () => {} }: {
  path: string; temporary: string; pool: pg.Pool; say?: (text: Text) => void
}): Promise<ExploreIndex> {
  const store = await openStore(path, pool)
  const answers = openAnswers(store.readers)
  const following = await follow({ store, pool, temporary, say, onChange: () => answers.forget() })
  return {
    async rows<Row>(query: RawBuilder<Row>, keep?: Keep) {
      const share = following.shareBuilt()
      if (share < 1) throw beingBuilt(share)
      const { sql, parameters } = query.compile(COMPILER)
      return answers.to<Row>(sql, parameters, keep)
    },
    fresh: () => following.fresh(),
    progress: () => ({ ...following.freshness(), built: following.shareBuilt() }),
    async close() {
      await following.stop()
      store.close()
    },
  }
}

/** Puts queries into text; DuckDB reads PostgreSQL's identifiers and numbered parameters. */
const COMPILER = new Kysely<unknown>({
  dialect: {
    createAdapter: () => new PostgresAdapter(), createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db), createQueryCompiler: () => new PostgresQueryCompiler(),
  },
})

function beingBuilt(share: number): Refusal {
  const percent = Math.floor(share * 100)
  return new Refusal('index.building', {
    en: `Lists and counts are being prepared (${percent} %). Single records, tables and models answer meanwhile; try again in a moment.`,
    ko: `목록과 집계를 준비하고 있습니다(${percent} %). 개별 기록, 표, 모델은 그동안에도 볼 수 있습니다. 잠시 후 다시 시도하십시오.`,
  }, { share })
}
