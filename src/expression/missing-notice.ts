import type { Node } from './node.ts'
import type { Missing } from './scope.ts'
import type { Notice } from './sheet.ts'

/** The guard that asks for a parameter without a value, where the claim reaches it. */
export const missingNotice = (missing: Missing, when: Node): Notice => ({ code: 'missingParameter', subject: missing.parameter, when })
