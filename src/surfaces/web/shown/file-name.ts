/** Words as the name of a file: without the signs that a file's name may not have somewhere. */
export function fileName(...words: readonly string[]): string {
  return words.join(' ').replace(/[\\/:*?"<>|\p{Cc}]+/gu, '-').slice(0, 120)
}
