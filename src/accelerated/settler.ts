import { lowestFlag, maskBit, maskWord, type RunResult } from '../expression/readings/result.ts'
import { factKey, type ClaimRecord } from '../expression/readings/record.ts'
import { derivedFlags, type Sheet } from '../expression/sheet.ts'
import { LINKED } from '../effect/link-stay.ts'
import { HELD_STAY, stayIdOf } from '../facts/stay-ids.ts'
import { factDomain } from '../facts/domain.ts'
import type { Pack } from '../pack/pack.ts'
import type { RunLayout } from '../settlement/run-values.ts'
import type { Assumption, Settlement } from '../settlement/settlement.ts'
import type { StateWriter, StayState } from '../settlement/state.ts'
import { withStay } from '../settlement/stays.ts'
import type { SettlementWriter } from '../settlement/writer.ts'
import { createClaimReader, type ClaimReader } from './claim-reader.ts'
import { HistoryReader } from './history.ts'
import type { ItemRecord } from './items.ts'
import { readerPlan } from './reader-plan.ts'
import { StateReader } from './state-reader.ts'

/** What a settler shares with the policy it settles for. */
export interface SettlerParts {
  readonly pack: Pack
  readonly sheet: Sheet
  readonly layout: RunLayout
  readonly run: (record: ClaimRecord) => RunResult
  readonly writer: SettlementWriter
  readonly states: StateWriter
}

const NO_ITEMS: readonly ItemRecord[] = []
/** The codes of tiers by their place in the catalogue. */
export const TIERS = factDomain('institution.tier')?.codes ?? []
const NO_STATE: Assumption = Object.freeze({ fact: 'state', value: null })

/**
 * Settles ordinary claims in one pass: a claim and its state are read into one record that every claim shares, run, and written. Undefined for
 * all that is out of the ordinary; the plain path then answers, or says what is wrong.
 */
export class Settler {
  readonly #parts: SettlerParts
  readonly #reader: ClaimReader
  readonly #states: StateReader
  readonly #history: HistoryReader
  readonly #assumptions: readonly Assumption[]
  readonly #record: { facts: ClaimReader['facts']; items: ClaimRecord['items']; state: ClaimRecord['state'] }
  readonly #values: Float64Array
  /** The bit of the flag that links stays, 0 if no rule does. */
  readonly #linked: number
  readonly #deductible: string
  /** Whether states say whose stay their buckets hold. */
  readonly #holdsStay: boolean
  #isBusy = false

  constructor(parts: SettlerParts) {
    const { sheet, pack, layout, writer } = parts
    this.#parts = parts
    const plan = readerPlan(sheet, pack)
    this.#reader = createClaimReader(sheet, pack, plan, layout)
    this.#holdsStay = plan.inputs.some(({ path }) => path === HELD_STAY)
    this.#states = new StateReader(sheet, fen => writer.money(fen), this.#holdsStay)
    this.#history = new HistoryReader(plan.inputs)
    this.#assumptions = plan.assumptions.map(({ path, default: value }) => Object.freeze({ fact: path, value: value ?? null }))
    this.#record = { facts: this.#reader.facts, items: [], state: this.#reader.slots }
    this.#values = new Float64Array(layout.keys.length)
    this.#linked = linkBit(sheet)
    this.#deductible = `${pack.layers[0]?.id ?? ''}.deductible`
  }

  settle(claim: unknown, state: unknown): Settlement | undefined {
    // A getter of the caller's may settle another claim while this one is read: the record is taken.
    if (this.#isBusy || isPolluted()) return undefined
    this.#isBusy = true
    try {
      return this.#read(claim, state) ? this.#write(state) : undefined
    } catch {
      return undefined
    } finally {
      this.#isBusy = false
    }
  }

  #read(claim: unknown, given: unknown): boolean {
    const { found, facts, items } = this.#reader
    if (!this.#reader.read(claim)) return false
    const states = this.#states
    if (given === undefined && found.state === undefined) states.startAnew(found.year)
    else if ((given !== undefined && found.state !== undefined) || !states.read(given ?? found.state) || states.year !== found.year)
      return false
    this.#reader.setSlots(states.slots)
    if (this.#holdsStay) facts[factKey(HELD_STAY)] = states.stayId
    this.#history.read(facts, states, found, TIERS[found.tier] ?? '')
    this.#record.items = found.itemised ? items.records : NO_ITEMS
    return true
  }

  #write(given: unknown): Settlement | undefined {
    const { run, writer, layout, states } = this.#parts
    const { found } = this.#reader
    const values = this.#values
    this.#reader.values(run(this.#record as ClaimRecord), values)
    const derived = values[layout.derived] ?? 0
    if ((derived & found.given) !== found.truth) return undefined
    const before = this.#states
    const stays = found.isStay ? this.#withStay(before.stays, (derived & this.#linked) !== 0) : before.stays
    return writer.write(values, {
      claimId: found.id,
      on: found.rules,
      assumptions: this.#assumed(given === undefined && found.state === undefined),
      state: states.write(before.year, before.applied + 1, values, layout.slots, stays, this.#holdsStay ? this.#heldStay() : undefined),
    })
  }

  #heldStay(): string {
    const { found } = this.#reader
    return found.isInpatient || found.stayId !== '' ? stayIdOf(found.stayId, found.id) : this.#states.stayId
  }

  #withStay(stays: readonly StayState[], linked: boolean): readonly StayState[] {
    const { found } = this.#reader
    const { writer } = this.#parts
    return withStay(stays, {
      claimId: found.id,
      stayId: found.stayId,
      institution: found.institution,
      tier: TIERS[found.tier] ?? '',
      admitDate: found.admitted,
      dischargeDate: found.discharged,
      compliant: found.compliant,
      linked,
      deductible: writer.money(writer.value(this.#values, this.#deductible)),
    })
  }

  #assumed(isFresh: boolean): readonly Assumption[] {
    const { assumed } = this.#reader.found
    const list: Assumption[] = []
    for (let word = 0; word < assumed.length; word++)
      for (let mask = assumed[word] as number; mask !== 0; mask &= mask - 1)
        list.push(this.#assumptions[lowestFlag(word, mask)] as Assumption)
    if (isFresh) list.push(NO_STATE)
    return list
  }
}

const EMPTY = {}

/** Whether objects inherit properties that a loop over keys meets: the readers take keys for a claim's own. */
function isPolluted(): boolean {
  for (const _ in EMPTY) return true
  return false
}

/** The bit of the flag that links stays among the flags that rules set, 0 if no rule does. */
export function linkBit(sheet: Sheet): number {
  const flag = derivedFlags(sheet).findIndex(fact => fact.path === LINKED)
  return flag < 0 ? 0 : 1 << maskBit(flag)
}

/** A settler for a policy; undefined if its derived flags take more than one mask. */
export function createSettler(parts: SettlerParts): ((claim: unknown, state: unknown) => Settlement | undefined) | undefined {
  if (maskWord(derivedFlags(parts.sheet).length - 1) > 0) return undefined
  const settler = new Settler(parts)
  return (claim, state) => settler.settle(claim, state)
}
