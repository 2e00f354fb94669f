/** What laboratories write for a field beside its name and its labels, for those who let a person look for one. */
export { FIELD_WORDS } from '#stewardship/exchange/mapping/field-words.ts'
