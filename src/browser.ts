import { ACCELERATOR } from './accelerator.ts'
import { lowered } from './lower-pack.ts'
import { loadPack, type LoadOptions } from './pack/load.ts'
import { Policy, type RunOptions } from './policy.ts'

export { formatIssue } from './base/format-issue.ts'
export { isPolicyError, PolicyError, type Issue, type Language, type Severity } from './base/issue.ts'
export type { Policy, SettleResult } from './policy.ts'

/** Opens a pack object: to settle and explain, without a host's files, a solver or another engine. */
export function openPolicy(pack: object, options: LoadOptions & RunOptions = {}): Policy {
  return new Policy(lowered(loadPack(pack, options)), options, ACCELERATOR)
}
