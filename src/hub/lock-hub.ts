import type { Transacted } from './installation.ts'

/**
 * Lets those who change what hangs together in a hub (lineage, versions of a name) wait for one another until they
 * commit.
 *
 * Not `for update`: that would also hold up everyone who only adds a row that refers to the hub.
 */
export async function lockHub(trx: Transacted, hub: string): Promise<void> {
  await trx.selectFrom('hub').select('id').where('id', '=', hub).forNoKeyUpdate().execute()
}
