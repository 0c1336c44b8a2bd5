import type { SettlerParts } from './accelerated/settler.ts'
import { formatDay } from './base/date.ts'
import { formatMoney } from './base/decimal.ts'
import { PolicyError, type Issue } from './base/issue.ts'
import { explainCase, type Explanation } from './explain/explanation.ts'
import type { EvaluatorOptions } from './expression/readings/evaluator.ts'
import { type RunResult } from './expression/readings/result.ts'
import { Interpreter } from './expression/readings/interpret.ts'
import { createPlainEvaluator } from './expression/readings/plain.ts'
import type { ClaimRecord } from './expression/readings/record.ts'
import type { Templates } from './expression/readings/words.ts'
import type { Node } from './expression/node.ts'
import type { Sheet } from './expression/sheet.ts'
import type { FactSpec } from './facts/spec.ts'
import type { Pack } from './pack/pack.ts'
import { LINKED } from './effect/link-stay.ts'
import { HELD_STAY, STAY_ID, stayIdOf } from './facts/stay-ids.ts'
import { isDerived, runLayout, runValues, type RunLayout } from './settlement/run-values.ts'
import type { Settlement } from './settlement/settlement.ts'
import { ClaimOpener, type OpenClaim } from './settlement/open-claim.ts'
import { StateWriter, type StayState, type YearStateJson } from './settlement/state.ts'
import { withStay, writeStay } from './settlement/stays.ts'
import { contradictions } from './settlement/contradictions.ts'
import { guardIssues } from './settlement/notices.ts'
import { SettlementWriter } from './settlement/writer.ts'
import type { YearOpening } from './year/read-opening.ts'
import { settleYear } from './year/settle-year.ts'
import type { PersonYear, YearClaim } from './year/year.ts'

export interface RunOptions {
  /** Without generated code (strict content security policy): the same results, slower. */
  readonly interpreted?: boolean
}

/** A faster way to the same results, given to a policy from outside: where size counts more, a policy walks its sheet. */
export interface Accelerator {
  createEvaluator(sheet: Sheet, options: EvaluatorOptions): (record: ClaimRecord) => RunResult
  /** Undefined: there is no faster way to settle this policy's claims. */
  createSettler?(parts: SettlerParts): Settler | undefined
}

/** Settles ordinary claims as `Policy.settle` does, to the byte; undefined for anything that it does not know for certain to be right. */
type Settler = (claim: unknown, state: unknown) => Settlement | undefined

/** A checked pack under one scheme and the sheet it was lowered to. */
export interface Lowered {
  readonly pack: Pack
  readonly sheet: Sheet
  /** The facts of the catalogue that the policy may name, with their labels. */
  readonly fact: (path: string) => FactSpec | undefined
  /** What the explanation says. */
  readonly phrases: Templates
  /** SHA-256 of the pack under its scheme, hex. */
  readonly hash: string
  /** The sheet in which numbers without a value count as the greatest of their kind: which others may be missing too. */
  readonly greatest: () => Pick<Sheet, 'guards' | 'items' | 'slots'>
}

export type SettleResult =
  | { readonly ok: true; readonly settlement: Settlement }
  | { readonly ok: false; readonly issues: readonly Issue[] }

const PLAIN: Accelerator = { createEvaluator: createPlainEvaluator }

/** After so many claims the settler is made: before, it would cost more than it saves. */
const WARM_CLAIMS = 100

const NOTHING: ReadonlySet<string> = new Set()

/** A pack under one scheme, ready to settle by its sheet, the only path from rules to money. Reads no pack itself: it needs no schema library. */
export class Policy {
  readonly pack: Pack
  readonly sheet: Sheet
  /** Ids of the lines of a run, in order: `l0` is the first. */
  readonly lines: readonly string[]
  readonly #run: (record: ClaimRecord) => RunResult
  readonly #interpreter: Interpreter
  readonly #opener: ClaimOpener
  readonly #writer: SettlementWriter
  readonly #states: StateWriter
  readonly #layout: RunLayout
  readonly #lowered: Lowered
  readonly #createSettler: () => Settler | undefined
  #settler: Settler | undefined
  #claims = 0

  constructor(lowered: Lowered, options: RunOptions = {}, accelerator: Accelerator = PLAIN) {
    const { pack, sheet } = lowered
    this.pack = pack
    this.sheet = sheet
    this.lines = sheet.lines.map(line => line.id)
    this.#lowered = lowered
    this.#interpreter = new Interpreter(sheet)
    this.#opener = new ClaimOpener(pack, sheet, path => lowered.fact(path))
    this.#layout = runLayout(sheet)
    const writer = new SettlementWriter(sheet, pack, lowered.hash, this.#layout)
    this.#writer = writer
    this.#states = new StateWriter(sheet, fen => writer.money(fen))
    this.#run = accelerator.createEvaluator(sheet, {
      fired: true,
      findings: true,
      derived: true,
      interpreted: options.interpreted === true,
      fail: record => {
        throw new PolicyError(guardIssues(pack, sheet, lowered.greatest, record))
      },
    })
    this.#createSettler = () =>
      options.interpreted === true
        ? undefined
        : accelerator.createSettler?.({ pack, sheet, layout: this.#layout, run: this.#run, writer, states: this.#states })
  }

  /**
   * Settles a claim. `state` is what the person's year has used (or stands in `claim.state`); none: a fresh year. Throws a PolicyError with every issue. Parts of
   * a settlement are frozen and shared with others of this policy.
   */
  settle(claim: unknown, state?: YearStateJson): Settlement {
    if (this.#claims < WARM_CLAIMS && ++this.#claims === WARM_CLAIMS) this.#settler = this.#createSettler()
    return this.#settler?.(claim, state) ?? this.settleOpen(this.open(claim, state))
  }

  /** SHA-256 of the pack under its scheme, hex. */
  get hash(): string {
    return this.#lowered.hash
  }

  /** Settles a claim that was opened. */
  settleOpen(open: OpenClaim): Settlement {
    return this.#assemble(open, this.#run(open.record))
  }

  /** As `settle`, with the issues instead of an exception. Other faults still throw. */
  trySettle(claim: unknown, state?: YearStateJson): SettleResult {
    try {
      return { ok: true, settlement: this.settle(claim, state) }
    } catch (error) {
      if (error instanceof PolicyError) return { ok: false, issues: error.issues }
      throw error
    }
  }

  /**
   * Settles the claims of one person, given in any order: by the day they are settled, then sequence and id, each with the state that the one before left
   * in its benefit year. `from`: a state, states by year, or a year that goes on, whose claims stay as they were settled. A claim that is refused has
   * its issues in its entry; throws a PolicyError for claims of several persons, ids that are missing or stand twice, and states that cannot be read.
   */
  settleYear(claims: readonly YearClaim[], from?: YearOpening): PersonYear {
    return settleYear(this, claims, from)
  }

  /** Settles a claim and tells why: every rule, layer and line in words, with clauses. Throws a PolicyError where `settle` does. */
  explain(claim: unknown, state?: YearStateJson): Explanation {
    const open = this.open(claim, state)
    const settlement = this.settleOpen(open)
    const { pack, sheet } = this
    return explainCase({
      pack,
      sheet,
      fact: this.#lowered.fact,
      phrases: this.#lowered.phrases,
      settlement,
      claim: open.claim,
      days: open.days,
      state: open.state,
      value: this.values(open.record),
    })
  }

  /** A claim as a frozen record of numbers (fen, days, codes), for `run`. Throws a PolicyError with every issue. */
  prepare(claim: unknown, state?: YearStateJson): ClaimRecord {
    return this.open(claim, state).record
  }

  /** Line values (`l0`, `l1` … as `sheet.lines`), slots after the claim (`s0` …) and masks of rules that fire, in fen and ten-thousandths. */
  run(record: ClaimRecord): RunResult {
    return this.#run(record)
  }

  /** Reads, dates and joins a claim with its state, without settling it. `unasked`: facts that it may lack. */
  open(input: unknown, given?: YearStateJson, unasked = NOTHING): OpenClaim {
    const open = this.openPartial(input, given, unasked)
    const issues = contradictions(this.pack, this.sheet, open.claim, this.values(open.record))
    if (issues.length > 0) throw new PolicyError(issues)
    return open
  }

  /** As `open` for a claim of which facts are still `pending`; what rules make of it may contradict what it gives. */
  openPartial(input: unknown, given: YearStateJson | undefined, pending: ReadonlySet<string>): OpenClaim {
    return this.#opener.open(input, given, pending)
  }

  /** The value of any node of the sheet for a claim; `given`: nodes with values that stand. */
  values(record: ClaimRecord, given?: Iterable<readonly [Node, number]>): (node: Node) => number {
    return this.#interpreter.values(record, given)
  }

  #assemble(open: OpenClaim, run: RunResult): Settlement {
    const { claim, days, state } = open
    const values = runValues(this.#layout, run)
    const assumed = this.#opener.reads.filter(path => claim.defaulted.includes(path))
    return this.#writer.write(values, {
      claimId: claim.id,
      on: days.rules,
      assumptions: [
        ...assumed.map(fact => ({ fact, value: claim.facts.get(fact) ?? null })),
        ...open.unasked.map(fact => ({ fact, value: null })),
        ...(open.stateGiven ? [] : [{ fact: 'state', value: null }]),
      ],
      state: this.#states.write(
        state.year,
        state.applied + 1,
        values,
        this.#layout.slots,
        this.#staysAfter(open, values),
        this.#opener.reads.includes(HELD_STAY) ? heldAfter(open) : undefined,
      ),
    })
  }

  #staysAfter({ claim, state }: OpenClaim, values: ArrayLike<number>): readonly StayState[] {
    const stays = state.stays.map(writeStay)
    const admit = claim.facts.get('encounter.admitDate')
    const discharge = claim.facts.get('encounter.dischargeDate')
    if (claim.facts.get('encounter.kind') !== 'inpatient' || typeof admit !== 'number' || typeof discharge !== 'number') return stays
    const text = (path: string): string => String(claim.facts.get(path) ?? '')
    return withStay(stays, {
      claimId: claim.id,
      stayId: text(STAY_ID),
      institution: text('institution.id'),
      tier: text('institution.tier'),
      admitDate: formatDay(admit),
      dischargeDate: formatDay(discharge),
      compliant: claim.facts.get('referral.compliant') === true,
      linked: isDerived(this.sheet, this.#layout, values, LINKED),
      deductible: formatMoney(this.#writer.value(values, `${this.pack.layers[0]?.id ?? ''}.deductible`)),
    })
  }
}

/** The stay of which buckets hold the sums after a claim: its own where it is a stay or names one. */
function heldAfter({ claim, state }: OpenClaim): string {
  const stayId = String(claim.facts.get(STAY_ID) ?? '')
  const counts = claim.facts.get('encounter.kind') === 'inpatient' || stayId !== ''
  return counts ? stayIdOf(stayId, claim.id) : state.stayId
}
