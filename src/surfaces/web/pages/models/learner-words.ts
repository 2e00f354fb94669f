import { m } from '../../messages/compiled/messages.js'

/** A learner's name in the reader's language; a mean of several is told by its members. */
export function learnerText(learner: string): string {
  return learner.split(' + ').map(memberText).join(' + ')
}

function memberText(member: string): string {
  const [name, statistics] = member.split(' with element statistics')
  const known: Record<string, () => string> = {
    'extra trees': m.learner_extra_trees, 'random forest': m.learner_random_forest, 'Gaussian process': m.learner_gaussian_process,
    'gradient boosting': m.learner_gradient_boosting,
  }
  const text = known[name!]?.() ?? name!
  return statistics === undefined ? text : m.learner_with_statistics({ learner: text })
}
