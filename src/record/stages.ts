import type { Text } from '#science/refusal.ts'

/**
 * The five stages of a material's life, in order; every template belongs to one.
 *
 * Feedback may run from any stage to any earlier one, so the order is for drawing and reading, not for obligation.
 */
export const STAGES = ['design', 'property', 'processability', 'fabrication', 'performance'] as const

export type Stage = (typeof STAGES)[number]

export const STAGE_LABELS: Readonly<Record<Stage, Text>> = {
  design: { en: 'Design and synthesis', ko: '소재 설계·합성' },
  property: { en: 'Characterization and properties', ko: '분석·물성평가' },
  processability: { en: 'Processability', ko: '신소재 공정성 검증' },
  fabrication: { en: 'Device design and fabrication', ko: '시스템·소자 설계·제조(공정)' },
  performance: { en: 'Device performance', ko: '시스템·소자 성능평가' },
}
