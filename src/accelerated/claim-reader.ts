import { compileText } from '../expression/readings/compile.ts'
import { slotKey } from '../expression/readings/record.ts'
import type { RunResult } from '../expression/readings/result.ts'
import { shapeOf } from '../expression/readings/shape.ts'
import type { Sheet } from '../expression/sheet.ts'
import type { Pack } from '../pack/pack.ts'
import { recordInputs } from '../settlement/prepare.ts'
import type { RunLayout } from '../settlement/run-values.ts'
import { BenefitYears } from './benefit-years.ts'
import { codeNumbers } from './fill-text.ts'
import { IdentityReader } from './identities.ts'
import { ItemReader } from './items.ts'
import { allowedLocations } from './locations.ts'
import { isOwnPlain, isText, parseArea, parseCount, parseMoney, parseCivilDay, parseSet } from './parse.ts'
import type { ReaderPlan } from './reader-plan.ts'
import { readerText } from './reader-text.ts'

/** What a reader found in a claim beside its record. */
export interface FoundClaim {
  readonly id: string
  /** The rules day, and the benefit year. */
  readonly rules: number
  readonly year: number
  /** As given; undefined: none. */
  readonly state: unknown
  readonly itemised: boolean
  /** Bits of the flags that rules set and the claim gives, and of those it gives as true. */
  readonly given: number
  readonly truth: number
  /** Masks of the plan's assumptions that the claim rests on. */
  readonly assumed: readonly number[]
  /** A stay with both its days; below, what the year remembers of it. */
  readonly isStay: boolean
  /** Its kind, whether or not it has both days. */
  readonly isInpatient: boolean
  readonly stayId: string
  readonly institution: string
  /** The place of its code in the catalogue, below 0 if absent. */
  readonly tier: number
  readonly admitted: string
  readonly discharged: string
  /** 0 if absent. */
  readonly admitDay: number
  readonly compliant: boolean
}

/** A reader of ordinary claims of one policy: each is read into the same record, of the shape that all claims of the policy have. */
export interface ClaimReader {
  readonly found: FoundClaim
  readonly items: ItemReader
  readonly facts: Record<string, number | string>
  readonly slots: Readonly<Record<string, number>>
  /** False for a claim that the plain path must look at. May throw what a getter or proxy of the caller's throws. */
  read(claim: unknown): boolean
  /** Puts the sums of the year before the claim into `slots`. */
  setSlots(values: ArrayLike<number>): void
  /** Puts the results of a run in order of the layout. */
  values(run: RunResult, values: Float64Array): void
}

export function createClaimReader(sheet: Sheet, pack: Pack, plan: ReaderPlan, layout: RunLayout): ClaimReader {
  const items = new ItemReader(recordInputs(sheet).itemFacts)
  const factKeys = plan.inputs.map(input => input.key)
  const facts = shapeOf<number | string>(factKeys, 0)()
  const slots = shapeOf(
    sheet.slots.map((_, i) => slotKey(i)),
    0,
  )()
  const found = nothingFound()
  const { text, codes } = readerText(plan, layout.keys, sheet.slots.length)
  const tools = {
    isPlain: isOwnPlain,
    isText,
    money: parseMoney,
    day: parseCivilDay,
    area: parseArea,
    count: parseCount,
    set: parseSet,
    items,
    identities: new IdentityReader(pack),
    benefit: new BenefitYears(pack),
    locations: allowedLocations,
    facts,
    slots,
    out: found,
  }
  const compiled = compileText(text, { tools, codes, numbers: codeNumbers(plan) }) as Pick<ClaimReader, 'read' | 'setSlots' | 'values'>
  return { found, items, facts, slots, ...compiled }
}

export const nothingFound = (): FoundClaim => ({
  id: '',
  rules: 0,
  year: 0,
  state: undefined,
  itemised: false,
  given: 0,
  truth: 0,
  assumed: [],
  isStay: false,
  isInpatient: false,
  stayId: '',
  institution: '',
  tier: 0,
  admitted: '',
  discharged: '',
  admitDay: 0,
  compliant: false,
})
