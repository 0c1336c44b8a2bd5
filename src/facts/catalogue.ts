import { COST_FACTS } from './cost.ts'
import { ENCOUNTER_FACTS } from './encounter.ts'
import { HISTORY_FACTS } from './history.ts'
import { INSTITUTION_FACTS } from './institution.ts'
import { ACCOUNT_FACTS, INSURANCE_FACTS, REGION_FACTS } from './insurance.ts'
import { PERSON_FACTS } from './person.ts'
import { REFERRAL_FACTS } from './referral.ts'
import type { FactSpec } from './spec.ts'

/** Every fact of one claim, in the order in which outputs list them. */
export const FACTS: readonly FactSpec[] = [
  ...PERSON_FACTS,
  ...INSURANCE_FACTS,
  ...REGION_FACTS,
  ...INSTITUTION_FACTS,
  ...ENCOUNTER_FACTS,
  ...REFERRAL_FACTS,
  ...COST_FACTS,
  ...ACCOUNT_FACTS,
  ...HISTORY_FACTS,
]

const BY_PATH: ReadonlyMap<string, FactSpec> = new Map(FACTS.map(spec => [spec.path, spec]))

/** The fact of that dotted path, as `institution.tier`. */
export const factSpec = (path: string): FactSpec | undefined => BY_PATH.get(path)
