import { m } from '../../messages/compiled/messages.js'

/** A learner's name in the reader's language; a mean of several is told by its members. */
export function learnerText(learner: string): string {
  return learner.split(' + ').map(memberText).join(' + ')
}

function memberText(member: string): string {
  // Cards of before say what the descriptors were of.
  const [name, descriptors] = member.split(/ with (?:element statistics|descriptors)/)
  const known: Record<string, () => string> = {
    'extra trees': m.learner_extra_trees, 'random forest': m.learner_random_forest, 'Gaussian process': m.learner_gaussian_process,
    'gradient boosting': m.learner_gradient_boosting, 'sparse Gaussian process': m.learner_sparse_gaussian_process,
    ridge: m.learner_ridge, 'elastic net': m.learner_elastic_net,
  }
  const text = known[name!]?.() ?? name!
  return descriptors === undefined ? text : m.learner_with_descriptors({ learner: text })
}
