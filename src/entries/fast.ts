export { ACCELERATOR as fast } from '../accelerator.ts'
export type { Accelerator } from '../policy.ts'
