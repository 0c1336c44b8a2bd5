import { version as engineVersion } from '../../package.json'
import { deepFreeze } from '../base/freeze.ts'
import { hashOf } from '../base/hash.ts'
import { policyError } from '../base/format-issue.ts'
import type { Issue } from '../base/issue.ts'
import { plainCopy, type PlainLimits } from '../base/plain.ts'
import { setBits } from '../expression/readings/result.ts'
import type { Pack, ParameterValue } from '../pack/pack.ts'
import type { Policy } from '../policy.ts'
import type { Settlement } from '../settlement/settlement.ts'
import type { YearStateJson } from '../settlement/state.ts'

/** The hashes by which a receipt names its policy: the pack as written, and what scheme and parameters make of it. SHA-256, hex. */
export interface PolicyHashes {
  readonly pack: string
  readonly scheme: string
}

/** What a settlement was made from and by, so that anybody with the pack can make it again. No clock: equal inputs give equal receipts. */
export interface Receipt {
  readonly version: 1
  readonly engine: { readonly name: 'yibao-rules'; readonly version: string }
  /** The versions of the JSON formats that were read and written. */
  readonly formats: { readonly claim: 1; readonly state: 1; readonly settlement: 1 }
  readonly policy: Settlement['policy'] & { readonly hashes: PolicyHashes; readonly parameters: Readonly<Record<string, unknown>> }
  /** `claim` and `state` may be taken out before a receipt is passed on: then whoever verifies it brings them. */
  readonly input: { readonly hash: string; readonly claim?: unknown; readonly state?: unknown }
  readonly fired: readonly string[]
  readonly output: { readonly hash: string; readonly settlement: Settlement }
}

const LIMITS: PlainLimits = { depth: 16, values: 100_000, entries: 20_000 }

/** Settles a claim and gives the receipt of it. Throws a PolicyError where `settle` does. */
export function receiptOf(policy: Policy, claim: unknown, state?: YearStateJson): Receipt {
  const input = inputOf(claim, state)
  const open = policy.open(input.claim, input.state as YearStateJson | undefined)
  const settlement = policy.settleOpen(open)
  const { rules } = policy.sheet
  const fired = setBits(policy.run(open.record), 'f', rules.length).map(index => rules[index]?.id ?? '')
  return deepFreeze({
    version: 1,
    engine: { name: 'yibao-rules', version: engineVersion },
    formats: { claim: 1, state: 1, settlement: 1 },
    policy: { ...settlement.policy, hashes: policyHashes(policy.pack), parameters: overridden(policy.pack) },
    input: { hash: inputHash(input), ...input },
    fired: fired.sort(),
    output: { hash: hashOf(settlement), settlement: copyOf(settlement) },
  })
}

export interface ReceiptInput {
  readonly claim: unknown
  readonly state?: unknown
}

/** A claim and its state as plain JSON. Throws a PolicyError for what is none. */
export function inputOf(claim: unknown, state: unknown): ReceiptInput {
  const issues: Issue[] = []
  const input = {
    claim: plainCopy(claim, LIMITS, issues),
    ...(state === undefined ? {} : { state: plainCopy(state, LIMITS, issues, '/state') }),
  }
  if (issues.length > 0) throw policyError(issues)
  return input
}

export const inputHash = ({ claim, state }: ReceiptInput): string => hashOf({ claim, state })

/** Parts of a settlement are shared with others of its policy; a receipt is frozen as a whole. */
const copyOf = (settlement: Settlement): Settlement => JSON.parse(JSON.stringify(settlement)) as Settlement

export function policyHashes({ json, scheme, parameters, layers, rules }: Pack): PolicyHashes {
  const values = Object.fromEntries([...parameters].map(([id, parameter]) => [id, parameter.values]))
  return { pack: hashOf({ ...json, schemes: undefined }), scheme: hashOf({ scheme, parameters: values, layers, rules }) }
}

/** The parameter values that were given beside the scheme. */
function overridden({ parameters }: Pack): Readonly<Record<string, unknown>> {
  const own = [...parameters.values()].flatMap(({ id, values }) => {
    const value: ParameterValue | undefined = values.find(one => one.source === 'override')
    return value === undefined ? [] : [[id, value.value] as const]
  })
  return Object.fromEntries(own)
}
