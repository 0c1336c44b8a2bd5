import { version as engineVersion } from '../../package.json'
import { deepFreeze } from '../base/freeze.ts'
import { hashOf } from '../base/hash.ts'
import { policyError } from '../base/format-issue.ts'
import { errorIssue, findingIssue, isPolicyError, pointer, type Issue } from '../base/issue.ts'
import { isPlainObject, plainCopy, type PlainLimits } from '../base/plain.ts'
import { canonicalJson } from '../base/canonical.ts'
import { wrongType } from '../facts/read-value.ts'
import type { Policy } from '../policy.ts'
import type { SettledLine, Settlement } from '../settlement/settlement.ts'
import type { YearStateJson } from '../settlement/state.ts'
import { inputHash, inputOf, policyHashes, receiptOf, type Receipt, type ReceiptInput } from './receipt.ts'

/** What verifying a receipt says. Notes do not make it differ: another version of the engine that gives the same. */
export interface Verification {
  readonly version: 1
  readonly claimId: string
  readonly same: boolean
  readonly differences: readonly Issue[]
  readonly notes: readonly Issue[]
}

const LIMITS: PlainLimits = { depth: 20, values: 300_000, entries: 20_000 }

/** Reads a receipt. Throws a PolicyError for what is none. */
export function readReceipt(input: unknown): Receipt {
  const issues: Issue[] = []
  const receipt = plainCopy(input, LIMITS, issues)
  if (issues.length > 0) throw policyError(issues)
  if (!isPlainObject(receipt)) wrongType('object', input, '', issues)
  else if (receipt['version'] !== 1) issues.push(errorIssue('unknownVersion', '/version', { supported: 1 }))
  else for (const path of damagedParts(receipt)) issues.push(errorIssue('damagedReceipt', path))
  if (issues.length > 0) throw policyError(issues)
  // Every part that is used was looked at.
  return receipt as unknown as Receipt
}

type Check = (value: unknown) => boolean
const isText: Check = value => typeof value === 'string'
const isLine: Check = value => isPlainObject(value) && isText(value['id']) && isText(value['amount'] ?? value['ratio'])

/** What a receipt must have, by where it stands. */
const PARTS: readonly (readonly [path: readonly string[], check: Check])[] = [
  [['engine', 'version'], isText],
  [['policy', 'id'], isText],
  [['policy', 'hash'], isText],
  [['policy', 'scheme'], value => value === null || isText(value)],
  [['policy', 'hashes', 'pack'], isText],
  [['policy', 'hashes', 'scheme'], isText],
  [['policy', 'parameters'], isPlainObject],
  [['input', 'hash'], isText],
  [['fired'], value => Array.isArray(value) && value.every(isText)],
  [['output', 'hash'], isText],
  [['output', 'settlement', 'claimId'], isText],
  [['output', 'settlement', 'lines'], value => Array.isArray(value) && value.every(isLine)],
]

function damagedParts(receipt: Readonly<Record<string, unknown>>): readonly string[] {
  return PARTS.filter(
    ([path, check]) =>
      !check(path.reduce<unknown>((of, key) => (isPlainObject(of) && Object.hasOwn(of, key) ? of[key] : undefined), receipt)),
  ).map(([path]) => pointer(...path))
}

/**
 * Settles the claim of a receipt again and says what differs: pack, scheme, input, rules, lines. `given`: claim and state that stand in for those of the
 * receipt, or that it does not carry. Throws a PolicyError for a receipt that is none, or has no claim where none is given.
 */
export function verifyReceipt(policy: Policy, input: unknown, given?: ReceiptInput): Verification {
  const receipt = readReceipt(input)
  const used = given ?? receipt.input
  if (used.claim === undefined) throw policyError([errorIssue('receiptWithoutClaim', '/input/claim')])
  const { claim, state } = inputOf(used.claim, used.state)
  const differences = [...policyDifferences(policy, receipt), ...ownDifferences(receipt)]
  if (inputHash({ claim, state }) !== receipt.input.hash) differences.push(findingIssue('receiptInput', '/input/hash'))
  differences.push(...resultDifferences(policy, receipt, { claim, state }))
  const notes =
    receipt.engine.version === engineVersion
      ? []
      : [findingIssue('receiptEngine', '/engine/version', { was: receipt.engine.version, is: engineVersion })]
  return deepFreeze({ version: 1, claimId: receipt.output.settlement.claimId, same: differences.length === 0, differences, notes })
}

function policyDifferences({ pack, hash }: Policy, { policy }: Receipt): readonly Issue[] {
  const hashes = policyHashes(pack)
  const { id, version, release = '-' } = pack.json
  const was = { was: policy.id, wasVersion: policy.version, wasRelease: policy.release ?? '-' }
  const found: Issue[] = []
  if (policy.hashes.pack !== hashes.pack)
    found.push(findingIssue('receiptPack', '/policy/hashes/pack', { ...was, is: id, isVersion: version, isRelease: release }))
  if (policy.hashes.scheme !== hashes.scheme)
    found.push(findingIssue('receiptScheme', '/policy/hashes/scheme', { was: policy.scheme ?? '-', is: pack.scheme?.id ?? '-' }))
  if (found.length === 0 && policy.hash !== hash) found.push(findingIssue('receiptAltered', '/policy/hash'))
  return found
}

/** A receipt whose own parts do not fit was altered after it was made. */
const ownDifferences = ({ output }: Receipt): readonly Issue[] =>
  hashOf(output.settlement) === output.hash ? [] : [findingIssue('receiptAltered', '/output/settlement')]

function resultDifferences(policy: Policy, receipt: Receipt, { claim, state }: ReceiptInput): readonly Issue[] {
  try {
    const again = receiptOf(policy, claim, state as YearStateJson | undefined)
    const lines = lineDifferences(receipt.output.settlement, again.output.settlement)
    const parts = lines.length > 0 ? [] : partDifferences(receipt.output.settlement, again.output.settlement)
    return [...lines, ...ruleDifferences(receipt.fired, again.fired), ...parts]
  } catch (error) {
    if (!isPolicyError(error)) throw error
    return error.issues.map(issue => ({ ...issue, path: `/input/claim${issue.path}` }))
  }
}

const textOf = (line: SettledLine | undefined): string => (line === undefined ? '-' : 'amount' in line ? line.amount : line.ratio)

function lineDifferences(before: Settlement, after: Settlement): readonly Issue[] {
  const [old, now] = [before, after].map(({ lines }) => new Map(lines.map(line => [line.id, line])))
  return [...new Set([...(old?.keys() ?? []), ...(now?.keys() ?? [])])].flatMap(line => {
    const [was, is] = [textOf(old?.get(line)), textOf(now?.get(line))]
    return was === is ? [] : [findingIssue('receiptLine', '/output/settlement/lines', { line, was, is })]
  })
}

function ruleDifferences(before: readonly string[], after: readonly string[]): readonly Issue[] {
  return [
    ...before.filter(rule => !after.includes(rule)).map(rule => findingIssue('receiptRuleGone', '/fired', { rule })),
    ...after.filter(rule => !before.includes(rule)).map(rule => findingIssue('receiptRuleNew', '/fired', { rule })),
  ]
}

/** Parts of a settlement that differ where its lines do not; who it is of is told by the policy. */
function partDifferences(before: Settlement, after: Settlement): readonly Issue[] {
  const [old, now] = [before, after].map(one => ({ ...one, policy: null }) as Readonly<Record<string, unknown>>)
  const keys = [...new Set([...Object.keys(old ?? {}), ...Object.keys(now ?? {})])].sort()
  return keys
    .filter(key => canonicalJson(old?.[key]) !== canonicalJson(now?.[key]))
    .map(part => findingIssue('receiptPart', `/output/settlement${pointer(part)}`, { part }))
}
