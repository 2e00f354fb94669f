/** The class of the largest probability; the first in the alphabet among equals. */
export function likeliest(classes: readonly string[], probabilities: ArrayLike<number>): string {
  let best = 0
  for (let index = 1; index < classes.length; index++) if (probabilities[index]! > probabilities[best]!) best = index
  return classes[best]!
}
