/** By what findings are told apart and in which order, for those who show them by kind. */
export { CORRECTION_KEPT, kindKey, kindRank, linesTold, REVISED_SINCE } from '#stewardship/exchange/finding-kind.ts'
