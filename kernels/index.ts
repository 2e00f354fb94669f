// What is compiled into `src/science/numerics/kernel-code.ts`: `npm run build:kernels`.
export { factor, invert, solveRows, subtractProduct } from './matrices'
export { lengthGradient, squaredDistances } from './covariances'
export { walkTrees } from './trees'
