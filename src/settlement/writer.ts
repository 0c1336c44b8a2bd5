import { formatDay } from '../base/date.ts'
import { formatMoney, formatRatio } from '../base/decimal.ts'
import { findingIssue, type Issue } from '../base/issue.ts'
import { MaskMemo } from '../base/mask-memo.ts'
import { Recent } from '../base/recent.ts'
import { TextMemo } from '../base/text-memo.ts'
import { maskBit, maskWord } from '../expression/readings/result.ts'
import type { Sheet } from '../expression/sheet.ts'
import type { Pack } from '../pack/pack.ts'
import { packIdentity } from './pack-identity.ts'
import { LineRules, NOBODY } from './line-rules.ts'
import type { RunLayout } from './run-values.ts'
import type { Assumption, PolicyIdentity, SettledLine, Settlement } from './settlement.ts'
import { Sources } from './sources.ts'
import type { YearStateJson } from './state.ts'

interface LineWriter {
  readonly id: string
  readonly isMoney: boolean
  readonly rules: LineRules | undefined
  /** The line where its value is 0 and no rule gave it: the same object in every result. */
  readonly zero: SettledLine
}

/** What a settlement says beside the numbers of its run. */
export interface Settled {
  readonly claimId: string
  /** The rules day. */
  readonly on: number
  readonly assumptions: readonly Assumption[]
  readonly state: YearStateJson
}

/**
 * Writes settlements. What a policy's sheet says of them is worked out once; parts that many results have in common (lines of 0, lists of rules,
 * sources, the policy) are frozen and shared.
 */
export class SettlementWriter {
  readonly #sheet: Sheet
  readonly #layout: RunLayout
  readonly #lines: readonly LineWriter[]
  readonly #indexes: ReadonlyMap<string, number>
  readonly #layers: readonly { readonly id: string; readonly paid: number }[]
  readonly #noLayers: Readonly<Record<string, string>>
  readonly #parties: readonly number[]
  readonly #identities: Recent<PolicyIdentity>
  readonly #sources: Sources
  readonly #findings: MaskMemo<readonly Issue[]>
  readonly #money = new TextMemo(formatMoney, 9)
  readonly #ratios = new TextMemo(formatRatio, 8)

  /** `hash`: SHA-256 of the pack under its scheme, hex. */
  constructor(sheet: Sheet, pack: Pack, hash: string, layout: RunLayout) {
    this.#sheet = sheet
    this.#layout = layout
    const rules = {
      indexes: new Map(sheet.rules.map((rule, i) => [rule.id, i])),
      clauses: new Map(pack.rules.map(rule => [rule.id, rule.clause])),
    }
    this.#indexes = new Map(sheet.lines.map((line, i) => [line.id, i]))
    this.#lines = sheet.lines.map(line => ({
      id: line.id,
      isMoney: line.unit === 'money',
      rules: line.contributions.length === 0 ? undefined : new LineRules(line, pack, rules, layout.fired),
      zero: Object.freeze(settledLine(line.id, line.unit === 'money', line.unit === 'money' ? formatMoney(0) : formatRatio(0), NOBODY)),
    }))
    this.#layers = pack.layers.map(({ id }) => ({ id, paid: this.#indexes.get(`${id}.paid`) ?? -1 }))
    this.#noLayers = Object.fromEntries(this.#layers.map(({ id }) => [id, formatMoney(0)]))
    this.#parties = ['fund', 'personal', 'selfPaid', 'selfFunded', 'account', 'cash', 'institutionBorne'].map(
      id => this.#indexes.get(id) ?? -1,
    )
    this.#identities = new Recent(on => identityOf(pack, hash, on))
    this.#sources = new Sources(sheet, pack, layout)
    const standing = standingFindings(pack)
    this.#findings = new MaskMemo(layout.derived - layout.findings, words => Object.freeze([...standing, ...this.#spoken(pack, words)]), 6)
  }

  /** The value of a line, in fen or ten-thousandths; 0 if there is no such line. `values`: a run's in order of the layout. */
  value(values: ArrayLike<number>, id: string): number {
    return values[this.#indexes.get(id) ?? -1] ?? 0
  }

  /** An amount as a settlement writes it. */
  money(fen: number): string {
    return this.#money.get(fen)
  }

  /** `values`: a run's in order of the layout. */
  write(values: ArrayLike<number>, settled: Settled): Settlement {
    const { claimId, on, assumptions, state } = settled
    const lines = this.#settledLines(values)
    const layers = { ...this.#noLayers }
    for (const { id, paid } of this.#layers) {
      const fen = values[paid] ?? 0
      if (fen !== 0) layers[id] = this.#money.get(fen)
    }
    const { words } = this.#findings
    for (let i = 0; i < words.length; i++) words[i] = values[this.#layout.findings + i] as number
    return {
      version: 1,
      policy: this.#identities.get(on),
      claimId,
      lines,
      fund: { total: this.#party(values, 0), layers },
      personal: {
        total: this.#party(values, 1),
        selfPaid: this.#party(values, 2),
        selfFunded: this.#party(values, 3),
        account: this.#party(values, 4),
        cash: this.#party(values, 5),
      },
      institutionBorne: this.#party(values, 6),
      findings: this.#findings.get(),
      sources: this.#sources.of(values, on),
      assumptions,
      state,
    }
  }

  #party(values: ArrayLike<number>, party: number): string {
    return this.#money.get(values[this.#parties[party] as number] ?? 0)
  }

  #settledLines(values: ArrayLike<number>): readonly SettledLine[] {
    const lines = new Array<SettledLine>(this.#lines.length)
    for (let i = 0; i < this.#lines.length; i++) {
      const line = this.#lines[i] as LineWriter
      const value = values[i] as number
      const by = line.rules === undefined ? NOBODY : line.rules.of(values)
      if (value === 0 && by === NOBODY) lines[i] = line.zero
      else lines[i] = settledLine(line.id, line.isMoney, line.isMoney ? this.#money.get(value) : this.#ratios.get(value), by)
    }
    return lines
  }

  /** The findings of a run by its masks. */
  #spoken(pack: Pack, words: Int32Array): readonly Issue[] {
    const clauses = new Map(pack.rules.map(rule => [rule.id, rule.clause]))
    return this.#sheet.findings
      .filter((_, i) => ((words[maskWord(i)] ?? 0) & (1 << maskBit(i))) !== 0)
      .map(({ code, subject }) => frozen(findingIssue(code, '', { subject }, clauses.get(subject))))
  }
}

const settledLine = (id: string, isMoney: boolean, text: string, { rules, clauses }: typeof NOBODY): SettledLine =>
  isMoney ? { id, amount: text, rules, clauses } : { id, ratio: text, rules, clauses }

const identityOf = (pack: Pack, hash: string, on: number): PolicyIdentity =>
  Object.freeze({ ...packIdentity(pack), on: formatDay(on), hash })

/** Findings that hold for every result of a policy. */
function standingFindings(pack: Pack): readonly Issue[] {
  const standing: Issue[] = []
  if (pack.json.status !== 'issued') standing.push(findingIssue('draftPolicy', '', { status: pack.json.status }))
  if (pack.scheme?.source === 'illustrative') standing.push(findingIssue('illustrativeScheme', '', { scheme: pack.scheme.id }))
  return standing.map(frozen)
}

const frozen = (issue: Issue): Issue => Object.freeze({ ...issue, params: Object.freeze(issue.params) })
