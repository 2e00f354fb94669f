import type { z } from 'zod'

export type Method = 'get' | 'post' | 'put' | 'delete'

/**
 * One thing that may be asked of a hub over HTTP: the server enforces it, the client is typed by it, and the OpenAPI
 * document is written from it.
 *
 * `path` is below `/api/v1`, parameters in braces. `open` operations answer strangers, everything else needs a
 * session cookie or a bearer token.
 */
export type Operation<
  Params extends z.ZodObject = z.ZodObject,
  Query extends z.ZodObject = z.ZodObject,
  Body extends z.ZodType = z.ZodType,
  Answer extends z.ZodType = z.ZodType,
> = {
  readonly id: string
  readonly method: Method
  readonly path: string
  readonly summary: string
  readonly tag: string
  readonly open?: boolean
  readonly params?: Params
  readonly query?: Query
  readonly body?: Body
  readonly answer: Answer
  /**
   * Whether it takes an `Idempotency-Key`: sent again with the same key, the request is answered as the first time and not
   * done again. Other operations that write refuse the header rather than promise what they do not keep.
   */
  readonly once?: boolean
  /**
   * The GET whose answer an `If-Match` is compared with: written only while that is what the caller read. Other operations
   * that write refuse the header.
   */
  readonly unchanged?: Operation
  /** HTTP status of success; 200 unless said. */
  readonly status?: 200 | 201 | 202
}

/** Declares an operation, keeping the exact types of its parts. */
export function operation<
  Params extends z.ZodObject = z.ZodObject<{}>,
  Query extends z.ZodObject = z.ZodObject<{}>,
  Body extends z.ZodType = z.ZodUndefined,
  Answer extends z.ZodType = z.ZodType,
>(declared: Operation<Params, Query, Body, Answer>): Operation<Params, Query, Body, Answer> {
  return declared
}

type Inputs<O extends Operation> = {
  params: O extends Operation<infer P, any, any, any> ? z.input<P> : never
  query: O extends Operation<any, infer Q, any, any> ? z.input<Q> : never
  body: O extends Operation<any, any, infer B, any> ? z.input<B> : never
}

type OptionalWhenEmpty<T> = {
  [K in keyof T as {} extends T[K] ? never : undefined extends T[K] ? never : K]: T[K]
} & {
  [K in keyof T as {} extends T[K] ? K : undefined extends T[K] ? K : never]?: T[K]
}

/** What a caller passes: `params`, `query`, `body`, each only where the operation has it. */
export type CallInput<O extends Operation> = OptionalWhenEmpty<Inputs<O>> & {
  /** The Idempotency-Key of an operation that takes one. */
  once?: string
}

/** What an operation answers. */
export type AnswerOf<O extends Operation> = O extends Operation<any, any, any, infer A> ? z.output<A> : never
