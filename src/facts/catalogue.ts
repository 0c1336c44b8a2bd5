import { DOMAINS } from './domain.ts'
import { COST_LABELS } from './labels/cost.ts'
import { ENCOUNTER_LABELS } from './labels/encounter.ts'
import { HISTORY_LABELS } from './labels/history.ts'
import { INSTITUTION_LABELS } from './labels/institution.ts'
import { INSURANCE_LABELS } from './labels/insurance.ts'
import type { FactLabels } from './labels/label.ts'
import { PERSON_LABELS } from './labels/person.ts'
import { REFERRAL_LABELS } from './labels/referral.ts'
import type { FactDomain, FactSpec } from './spec.ts'

const LABELS: FactLabels = {
  ...PERSON_LABELS,
  ...INSURANCE_LABELS,
  ...INSTITUTION_LABELS,
  ...ENCOUNTER_LABELS,
  ...REFERRAL_LABELS,
  ...COST_LABELS,
  ...HISTORY_LABELS,
}

/** Every fact of one claim with its labels, in the order in which outputs list them. */
export const FACTS: readonly FactSpec[] = DOMAINS.map(labelled)

const BY_PATH: ReadonlyMap<string, FactSpec> = new Map(FACTS.map(spec => [spec.path, spec]))

/** The fact of that dotted path, as `institution.tier`. */
export const factSpec = (path: string): FactSpec | undefined => BY_PATH.get(path)

function labelled(domain: FactDomain): FactSpec {
  const [zh, en, codes = {}] = LABELS[domain.path] ?? [domain.path, domain.path]
  const codeLabels = Object.fromEntries(
    Object.entries(codes).map(([code, [inChinese, inEnglish]]) => [code, { zh: inChinese, en: inEnglish }]),
  )
  return { ...domain, label: { zh, en }, ...(domain.codes === undefined ? {} : { codeLabels }) }
}
