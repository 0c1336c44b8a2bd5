import { addRatioPoints } from './add-ratio-points.ts'
import { adjustLimit } from './adjust-limit.ts'
import { adjustSelfPayShare } from './adjust-self-pay-share.ts'
import { boundRatio } from './bound-ratio.ts'
import { classify } from './classify.ts'
import { creditDeductible } from './credit-deductible.ts'
import { denyPayment } from './deny-payment.ts'
import { enrol } from './enrol.ts'
import { grant } from './grant.ts'
import { linkStay } from './link-stay.ts'
import { reduceSegments } from './reduce-segments.ts'
import { scaleDeductible } from './scale-deductible.ts'
import { setCharge } from './set-charge.ts'
import { setDeductible } from './set-deductible.ts'
import { setFirstSelfPay } from './set-first-self-pay.ts'
import { setLimit } from './set-limit.ts'
import { setRatio } from './set-ratio.ts'
import type { EffectSpec } from './spec.ts'
import { treatAs } from './treat-as.ts'
import { waiveDeductible } from './waive-deductible.ts'

/** The closed list of effects. */
export const EFFECTS: readonly EffectSpec[] = [
  classify,
  treatAs,
  enrol,
  linkStay,
  setCharge,
  setRatio,
  addRatioPoints,
  reduceSegments,
  setDeductible,
  scaleDeductible,
  waiveDeductible,
  creditDeductible,
  setFirstSelfPay,
  adjustSelfPayShare,
  setLimit,
  adjustLimit,
  denyPayment,
  boundRatio,
  grant,
]

const BY_TYPE = /* @__PURE__ */ new Map(EFFECTS.map(effect => [effect.type, effect]))

export const effectSpec = (type: string): EffectSpec | undefined => BY_TYPE.get(type)
