import type { Reader } from '../installation.ts'

/** The withdrawal that keeps a record away now, with what the record said last. */
export async function withdrawalOf(db: Reader, id: string) {
  return db
    .selectFrom('withdrawal')
    .innerJoin('account', 'account.id', 'withdrawal.withdrawn_by')
    .innerJoin('revision', (join) => join
      .onRef('revision.hub', '=', 'withdrawal.hub').onRef('revision.record', '=', 'withdrawal.record').onRef('revision.n', '=', 'withdrawal.n'))
    .select(['withdrawal.hub', 'withdrawal.n', 'withdrawal.kept', 'withdrawal.at', 'withdrawal.reason', 'account.name as by', 'revision.content'])
    .where('withdrawal.record', '=', id)
    .where('withdrawal.restored_at', 'is', null)
    .executeTakeFirst()
}
