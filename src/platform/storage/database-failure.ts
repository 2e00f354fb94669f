import { Refusal } from '#science/refusal.ts'
import { diskFull } from '../disk-failure.ts'

/** SQLSTATE classes and codes (PostgreSQL, appendix A) and what the client says when there is no server to ask. */
const FULL = /^53100$/
const BUSY = /^(40001|40P01|55P03)$/
const AWAY = /^(08...|57P0[1-5]|53300|ECONNREFUSED|ECONNRESET|EPIPE|ENOENT)$/
const ENDED = /^Connection terminated|^Client has encountered a connection error|not queryable/

/**
 * A database error as the user should read it: a refusal when the disk is full, when two writers met, or when the
 * server is away (it is brought back); otherwise the error itself, since anything else is a defect of ours.
 */
export function databaseFailure(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof Refusal) return error
  const { code = '', syscall } = error as NodeJS.ErrnoException
  if (FULL.test(code)) return diskFull('the database')
  if (BUSY.test(code)) {
    return new Refusal('database.busy', {
      en: 'Somebody else was changing the same things at that moment. Nothing was changed; try again.',
      ko: '같은 대상을 동시에 변경하는 작업이 있었습니다. 변경된 것은 없습니다. 다시 시도하십시오.',
    })
  }
  const cause = databaseFailure(error.cause)
  if (cause instanceof Refusal) return cause
  // A file that is missing is also ENOENT, but is not a connection.
  const isAway = AWAY.test(code) && (syscall === undefined || ['connect', 'read', 'write'].includes(syscall))
  if (!isAway && !ENDED.test(error.message)) return error
  return new Refusal('database.away', {
    en: 'The database does not answer at the moment; it is being brought back. Look whether the change is there, '
      + 'then try again.',
    ko: '데이터베이스가 잠시 응답하지 않아 복구하는 중입니다. 변경이 반영되었는지 확인한 뒤 다시 시도하십시오.',
  })
}
