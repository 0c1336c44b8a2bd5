export { isPolicyError, PolicyError, formatIssue, type Issue, type Language, type Severity } from './base/issue.ts'
export { openPack as openPolicy, Policy, type PolicyOptions, type SettleResult } from './policy.ts'
