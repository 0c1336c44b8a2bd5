import { formatDay } from './base/date.ts'
import { errorIssue, PolicyError, type Issue } from './base/issue.ts'
import { explainCase, type Explanation } from './explain/explanation.ts'
import type { EvaluatorOptions } from './expression/readings/evaluator.ts'
import { type RunResult } from './expression/readings/result.ts'
import { Interpreter } from './expression/readings/interpret.ts'
import { createPlainEvaluator } from './expression/readings/plain.ts'
import type { ClaimRecord } from './expression/readings/record.ts'
import type { Templates } from './expression/readings/words.ts'
import type { Notice, Sheet } from './expression/sheet.ts'
import { readClaim, type Claim } from './facts/claim.ts'
import { readStateShape } from './facts/state-shape.ts'
import type { FactSpec } from './facts/spec.ts'
import type { Pack } from './pack/pack.ts'
import { LINKED } from './effect/link-stay.ts'
import { claimDays, type ClaimDays } from './settlement/dates.ts'
import { missingFact, Preparer } from './settlement/prepare.ts'
import type { PolicyIdentity, Settlement } from './settlement/settlement.ts'
import { freshState, readState, writeState, type YearState, type YearStateJson } from './settlement/state.ts'
import { noticeIssue } from './settlement/notices.ts'
import { SettlementWriter } from './settlement/writer.ts'

export interface RunOptions {
  /** Without generated code (strict content security policy): the same results, slower. */
  readonly interpreted?: boolean
}

/** A faster way to the same results, given to a policy from outside: where size counts more, a policy walks its sheet. */
export interface Accelerator {
  createEvaluator(sheet: Sheet, options: EvaluatorOptions): (record: ClaimRecord) => RunResult
}

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

const NOTHING: ReadonlySet<string> = new Set()

/** A claim that was read, dated and joined with its person's state: what `run` takes and `explain` tells of. */
export interface OpenClaim {
  readonly claim: Claim
  readonly days: ClaimDays
  readonly state: YearState
  readonly stateGiven: boolean
  readonly record: ClaimRecord
  /** Facts that the claim lacks and that nobody was asked for, since no answer depends on them. */
  readonly unasked: readonly string[]
}

/** A pack under one scheme, ready to settle by its sheet, the only path from rules to money. Reads no pack itself: it needs no schema library. */
export class Policy {
  readonly pack: Pack
  readonly sheet: Sheet
  /** Ids of the lines of a run, in order: `l0` is the first. */
  readonly lines: readonly string[]
  readonly #run: (record: ClaimRecord) => RunResult
  readonly #interpreter: Interpreter
  readonly #preparer: Preparer
  readonly #writer: SettlementWriter
  readonly #lowered: Lowered

  constructor(lowered: Lowered, options: RunOptions = {}, accelerator: Accelerator = PLAIN) {
    const { pack, sheet } = lowered
    this.pack = pack
    this.sheet = sheet
    this.lines = sheet.lines.map(line => line.id)
    this.#lowered = lowered
    this.#interpreter = new Interpreter(sheet)
    this.#preparer = new Preparer(sheet, path => lowered.fact(path)?.label)
    this.#writer = new SettlementWriter(sheet, pack)
    this.#run = accelerator.createEvaluator(sheet, {
      fired: true,
      findings: true,
      interpreted: options.interpreted === true,
      fail: record => {
        throw new PolicyError(this.#guardIssues(record))
      },
    })
  }

  /** Settles a claim. `state` is what the person's year has used (or stands in `claim.state`); none: a fresh year. Throws a PolicyError with every issue. */
  settle(claim: unknown, state?: YearStateJson): Settlement {
    return this.settleOpen(this.open(claim, state))
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
    this.#refuseContradictions(open)
    return open
  }

  /** As `open` for a claim of which facts are still `pending`; what rules make of it may contradict what it gives. */
  openPartial(input: unknown, given: YearStateJson | undefined, pending: ReadonlySet<string>): OpenClaim {
    const { claim, issues } = readClaim(input, pending)
    if (claim === undefined) throw new PolicyError(issues)
    const all: Issue[] = [...issues, ...this.#preparer.missing(claim, pending)]
    if (given !== undefined && claim.state !== undefined) all.push(errorIssue('stateAndClaim', '/state'))
    const days = claimDays(claim, this.pack)
    if ('missing' in days) {
      all.push(missingFact(days.missing, this.#lowered.fact(days.missing)?.label))
      throw new PolicyError(all)
    }
    const stateJson = given === undefined ? claim.state : readStateShape(given, '/state', all)
    const state = stateJson === undefined ? freshState(this.sheet, days.year) : readState(this.sheet, stateJson, all)
    if (all.length === 0 && state.year !== days.year)
      all.push(errorIssue('wrongYear', '/state/year', { state: state.year, claim: days.year }))
    if (all.length > 0) throw new PolicyError(all)
    const record = this.#preparer.record(claim, days, state)
    const unasked = this.#preparer.reads.filter(path => pending.has(path) && !claim.facts.has(path))
    return { claim, days, state, stateGiven: stateJson !== undefined, record, unasked }
  }

  /** The value of any node of the sheet for a claim. */
  values(record: ClaimRecord): (node: Notice['when']) => number {
    return this.#interpreter.values(record)
  }

  #assemble(open: OpenClaim, run: RunResult): Settlement {
    const { claim, days } = open
    const assumed = this.#preparer.reads.filter(path => claim.defaulted.includes(path))
    return {
      version: 1,
      policy: this.#identity(days),
      claimId: claim.id,
      ...this.#writer.write(run, days.rules),
      assumptions: [
        ...assumed.map(fact => ({ fact, value: claim.facts.get(fact) ?? null })),
        ...open.unasked.map(fact => ({ fact, value: null })),
        ...(open.stateGiven ? [] : [{ fact: 'state', value: null }]),
      ],
      state: writeState(this.sheet, this.#stateAfter(open, run)),
    }
  }

  #identity(days: ClaimDays): PolicyIdentity {
    const { id, version, release, status } = this.pack.json
    return {
      id,
      version,
      ...(release === undefined ? {} : { release }),
      status,
      scheme: this.pack.scheme?.id ?? null,
      illustrative: this.pack.scheme?.source === 'illustrative',
      on: formatDay(days.rules),
      hash: this.#lowered.hash,
    }
  }

  #stateAfter(open: OpenClaim, run: RunResult): YearState {
    const { claim, state } = open
    const slots = this.sheet.slots.map((_, i) => run[`s${String(i)}`] ?? 0)
    const admit = claim.facts.get('encounter.admitDate')
    const discharge = claim.facts.get('encounter.dischargeDate')
    const isStay = claim.facts.get('encounter.kind') === 'inpatient' && typeof admit === 'number' && typeof discharge === 'number'
    const stays = isStay ? [...state.stays, this.#stay(open, admit, discharge, run)] : state.stays
    return { year: state.year, applied: state.applied + 1, slots, stays }
  }

  #stay(open: OpenClaim, admitDate: number, dischargeDate: number, run: RunResult): YearState['stays'][number] {
    const { claim, state, record } = open
    const text = (path: string): string => String(claim.facts.get(path) ?? '')
    const stayId = text('encounter.stayId') || claim.id
    const link = this.sheet.derived.find(fact => fact.path === LINKED)
    const linked = link !== undefined && this.values(record)(link.node) === 1
    const first = this.pack.layers[0]?.id ?? ''
    return {
      stayId,
      claimIds: [claim.id],
      institution: text('institution.id'),
      tier: text('institution.tier'),
      admitDate,
      dischargeDate,
      compliant: claim.facts.get('referral.compliant') === true,
      chainId: linked ? (state.stays.at(-1)?.chainId ?? stayId) : stayId,
      deductible: this.#writer.value(run, `${first}.deductible`),
    }
  }

  /**
   * Every guard that speaks. Whether a later parameter is reached can hang on one that has no value: a second sheet counts such numbers as the
   * greatest instead of 0, and what either reaches is asked for at once.
   */
  #guardIssues(record: ClaimRecord): readonly Issue[] {
    const speaking = (sheet: Pick<Sheet, 'guards' | 'items' | 'slots'>): readonly Notice[] => {
      const value = new Interpreter(sheet).values(record)
      return sheet.guards.filter(guard => value(guard.when) === 1)
    }
    const value = this.values(record)
    const guards = [...speaking(this.sheet)]
    if (guards.some(guard => guard.code === 'missingParameter')) {
      const known = new Set(guards.map(guard => guard.subject))
      const possible = speaking(this.#lowered.greatest())
      guards.push(...possible.filter(guard => guard.code === 'missingParameter' && !known.has(guard.subject)))
    }
    return guards.map(guard => noticeIssue(this.pack, this.sheet, guard, value, record))
  }

  /** A claim may give a fact that the pack derives, but not another value. */
  #refuseContradictions(open: OpenClaim): void {
    const classified = new Set(this.pack.rules.filter(rule => rule.type === 'classify').map(rule => rule.params['fact']))
    const value = this.values(open.record)
    const issues = this.sheet.derived.flatMap(({ path, node }) => {
      const given = open.claim.facts.get(path)
      if (!classified.has(path) || !open.claim.given.has(path) || node.type !== 'flag') return []
      const derived = value(node) === 1
      return given === derived
        ? []
        : [errorIssue('contradiction', `/${path.replaceAll('.', '/')}`, { fact: path, given: String(given), derived: String(derived) })]
    })
    if (issues.length > 0) throw new PolicyError(issues)
  }
}
