/** By what findings are told apart, for those who show them by kind. */
export { kindKey } from '#stewardship/exchange/finding-kind.ts'
