import { compileText } from '../../expression/readings/compile.ts'
import { slotKey } from '../../expression/readings/record.ts'
import type { RunResult } from '../../expression/readings/result.ts'
import { shapeOf } from '../../expression/readings/shape.ts'
import type { Sheet } from '../../expression/sheet.ts'
import type { Pack } from '../../pack/pack.ts'
import { recordInputs } from '../../settlement/prepare.ts'
import { BenefitYears } from '../benefit-years.ts'
import { nothingFound, type FoundClaim } from '../claim-reader.ts'
import { codeNumbers } from '../fill-text.ts'
import { HeldIdentities } from '../identities.ts'
import { itemCodes } from '../items.ts'
import { allowedLocations } from '../locations.ts'
import type { ReaderPlan } from '../reader-plan.ts'
import { ByteItems } from './byte-items.ts'
import type { ByteValues } from './byte-values.ts'
import { lineText } from './line-text.ts'

/** What a reader found in a line beside its record: days as numbers, texts by their place in the line, none where both ends are 0. */
export interface FoundLine extends Omit<FoundClaim, 'id' | 'state' | 'assumed' | 'admitted' | 'discharged'> {
  readonly idFrom: number
  readonly idTo: number
  readonly personFrom: number
  readonly personTo: number
  readonly personHash: number
  readonly dischargeDay: number
  /** 0 if absent. */
  readonly settleDay: number
}

/** A reader of lines of one policy: each is read into the same record. */
export interface LineReader {
  readonly found: FoundLine
  readonly items: ByteItems
  readonly facts: Record<string, number | string>
  readonly slots: Readonly<Record<string, number>>
  /** Reads the bytes from 0 up to `length`, after which a byte 0 must stand; false where the plain path must look at the line. May throw a RangeError at the end of the bytes. */
  read(length: number): boolean
  /** Puts the sums of the year before the claim, which stand in `values` from `first`, into `slots`. */
  setSlots(values: Float64Array, first: number): void
  /** Puts the lines of a run into `lines`, and its slots into `values` from `first`. */
  take(run: RunResult, lines: Float64Array, values: Float64Array, first: number): void
}

/** `lines`: how many of them a run gives. */
export function createLineReader(sheet: Sheet, pack: Pack, plan: ReaderPlan, values: ByteValues, lines: number): LineReader {
  const { facts: inputs, itemFacts } = recordInputs(sheet)
  const items = new ByteItems()
  const facts = shapeOf<number | string>(
    inputs.map(input => input.key),
    0,
  )()
  const slots = shapeOf(
    sheet.slots.map((_, i) => slotKey(i)),
    0,
  )()
  const found: FoundLine = {
    ...nothingFound(),
    idFrom: 0,
    idTo: 0,
    personFrom: 0,
    personTo: 0,
    personHash: 0,
    dischargeDay: 0,
    settleDay: 0,
  }
  const { text, numbers, open } = lineText(plan, itemCodes(itemFacts), lines, sheet.slots.length)
  const tools = {
    X: values,
    items,
    identities: new HeldIdentities(pack),
    benefit: new BenefitYears(pack),
    locations: allowedLocations,
    facts,
    slots,
    out: found,
  }
  const given = { tools, numbers: codeNumbers(plan), codeNumbers: numbers, open }
  const compiled = compileText(text, given) as Pick<LineReader, 'read' | 'setSlots' | 'take'>
  return { found, items, facts, slots, ...compiled }
}
