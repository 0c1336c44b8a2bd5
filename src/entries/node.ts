export { openPolicy } from '../node/open-policy.ts'
export { findPack, packNames, readPackFolder, rulesFolder } from '../node/read-pack.ts'
export { isPolicyError, PolicyError, formatIssue, type Issue, type Language, type Severity } from '../base/issue.ts'
export type { FullPolicy as Policy, PolicyOptions } from '../full-policy.ts'
