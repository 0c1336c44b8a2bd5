import { adjustPrice } from './adjust-price.ts'
import { assignPayer } from './assign-payer.ts'
import { paymentParity } from './payment-parity.ts'
import { permitDirect } from './permit-direct.ts'
import { priceTierStep } from './price-tier-step.ts'
import { prohibit } from './prohibit.ts'
import { requireDuty } from './require-duty.ts'
import { requireFirstContact } from './require-first-contact.ts'
import { requireReferral } from './require-referral.ts'
import { route } from './route.ts'
import { setDeadline } from './set-deadline.ts'
import { setSettlementMethod } from './set-settlement-method.ts'
import { withinScope } from './within-scope.ts'
import type { EffectSpec } from '../spec.ts'

/** The closed list of what a decision rule may say: it moves no money of a claim, so the sheet that settles does not hold it. */
export const DECISIONS: readonly EffectSpec[] = [
  withinScope,
  requireFirstContact,
  requireReferral,
  permitDirect,
  route,
  requireDuty,
  prohibit,
  setDeadline,
  paymentParity,
  priceTierStep,
  adjustPrice,
  setSettlementMethod,
  assignPayer,
]

const BY_TYPE = /* @__PURE__ */ new Map(DECISIONS.map(effect => [effect.type, effect]))

export const decisionSpec = (type: string): EffectSpec | undefined => BY_TYPE.get(type)
