import type { Language } from '../base/issue.ts'
import { comparedFact, comparedParameter, leafPath, leaves, type Condition } from '../condition/types.ts'
import { neededPhrases } from '../explain/needed-phrases.ts'
import { PHRASES } from '../explain/phrases.ts'
import type { Line, Notice, Sheet } from '../expression/sheet.ts'
import { sheetInputs } from '../expression/readings/record.ts'
import { TIER } from '../facts/derive.ts'
import { factDomain } from '../facts/domain.ts'
import type { FactSpec, Label } from '../facts/spec.ts'
import type { Pack, Parameter, Rule } from '../pack/pack.ts'
import type { LayerJson } from '../pack/schema.ts'
import type { Lowered } from '../policy.ts'
import { ConditionRows } from './write-conditions.ts'
import { LOWERED_VERSION, type LayerRow, type LoweredPack, type PackRows, type ParameterRow, type RuleRow, type TextRow } from './format.ts'
import { trimmed } from './trimmed.ts'
import { SheetWriter } from './write-sheet.ts'

/** What a claim may be asked for beside the facts that a sheet reads: the days that may date it, and the tier that two facts copy. */
const ASKED = [TIER, 'encounter.admitDate', 'encounter.dischargeDate', 'encounter.serviceDate', 'encounter.settleDate']

/** A lowered pack as JSON, for `yibao-rules/core`; with texts in one language only, if one is named. */
export function writeLowered({ pack, sheet, hash, greatest, fact }: Lowered, language?: Language): LoweredPack {
  const mayLack = sheet.guards.some(guard => guard.code === 'missingParameter')
  const possible = mayLack ? greatest().guards.filter(guard => guard.code === 'missingParameter') : []
  const writer = new SheetWriter(sheet, pack, possible)
  const phrases = neededPhrases(pack, sheet).map(key => {
    const [zh = '', en = ''] = PHRASES[key] ?? []
    return [key, text({ zh, en }, language)] as const
  })
  return {
    format: 'yibao-lowered',
    version: LOWERED_VERSION,
    hash,
    pack: new PackWriter(pack, sheet, possible, language).rows(writer, fact),
    sheet: writer.rows(),
    phrases: Object.fromEntries(phrases),
  }
}

const text = ({ zh, en }: Label, language: Language | undefined): TextRow =>
  language === undefined ? [zh, en] : language === 'zh' ? zh : en

class PackWriter {
  readonly #pack: Pack
  readonly #sheet: Sheet
  readonly #possible: readonly Notice[]
  readonly #language: Language | undefined
  readonly #conditions = new ConditionRows()

  constructor(pack: Pack, sheet: Sheet, possible: readonly Notice[], language: Language | undefined) {
    this.#pack = pack
    this.#sheet = sheet
    this.#possible = possible
    this.#language = language
  }

  rows(sheet: SheetWriter, fact: Lowered['fact']): PackRows {
    const { id, version, release, status, window, covers, dateBasis, identityRank, benefitYear, buckets, clauses } = this.#pack.json
    const { rules, layers, scheme, derived } = this.#pack
    const parameters = this.#parameters
    const cited = new Set([...rules, ...parameters].map(one => one.clause))
    return {
      json: { id, version, release, status, window, covers, dateBasis, identityRank, benefitYear },
      scheme: scheme === null ? null : [scheme.id, scheme.source],
      buckets: buckets.map(bucket => [bucket.id, bucket.period]),
      clauses: clauses
        .filter(clause => cited.has(clause.id))
        .map(clause => trimmed([clause.id, this.#optional(clause.text), clause.locator], [undefined, 0, undefined])),
      parameters: parameters.map(one => this.#parameter(one)),
      rules: rules.map((rule, i) => this.#rule(rule, i, sheet)),
      layers: layers.map(layer => this.#layer(layer)),
      leaves: this.#conditions.leaves,
      facts: this.#facts(fact),
      derived: [...derived.values()].map(spec => this.#derived(spec)),
    }
  }

  #text(label: Label): TextRow {
    return text(label, this.#language)
  }

  #optional(label: Label | undefined): TextRow | 0 {
    return label === undefined ? 0 : this.#text(label)
  }

  #rule(rule: Rule, index: number, sheet: SheetWriter): RuleRow {
    const { id, clause = 0, type, params, conditions, overrides, from = 0, to = 0 } = rule
    const { inForce, holds, fires } = sheet.rule(index)
    const row = [
      id,
      clause,
      type,
      params,
      this.#conditions.row(conditions),
      holds,
      fires === holds ? -1 : fires,
      inForce,
      overrides,
      from,
      to,
    ] as const
    return trimmed(row, [undefined, undefined, undefined, undefined, undefined, undefined, -1, -1, [], 0, 0])
  }

  #layer({ id, fund, base, segments, limits = [], when }: LayerJson): LayerRow {
    const condition = (of: Condition | undefined) => (of === undefined ? undefined : this.#conditions.row(of))
    return trimmed(
      [
        id,
        this.#text(fund),
        base,
        segments?.length ?? 1,
        limits.map(limit => trimmed([limit.id ?? 0, limit.bucket ?? 0, limit.counts, condition(limit.when)], [])),
        condition(when),
      ] as const,
      [],
    )
  }

  #parameter(parameter: Parameter): ParameterRow {
    const { id, type, values, clause = 0, label, of } = parameter
    const dated = values.map(one => trimmed([one.value, one.source, one.from] as const, []))
    return trimmed([id, type, dated, clause, this.#told.has(id) ? this.#text(label) : 0, of] as const, [
      undefined,
      undefined,
      undefined,
      0,
      0,
    ])
  }

  /** Those that a settlement can read: numbers of decisions, targets and budgets stay behind. */
  get #parameters(): readonly Parameter[] {
    const { rules, layers, parameters, json } = this.#pack
    const named = JSON.stringify([rules.map(({ params, conditions }) => [params, conditions]), layers, json.buckets, json.benefitYear])
    const read = new Set([...named.matchAll(/"parameter":"([^"]+)"/g)].map(([, id]) => id))
    return [...parameters.values()].filter(({ id }) => read.has(id))
  }

  /** The parameters whose labels a claim can have told: those a condition reads, those that give a limit, those that may be missing. */
  get #told(): ReadonlySet<string> {
    const read = this.#conditionsOfPack().flatMap(condition => leaves(condition).map(comparedParameter))
    const limits = this.#sheet.lines
      .filter(line => line.role === 'limit')
      .flatMap((line: Line) => line.operands.flatMap(one => one.parameters ?? []))
    const missing = [...this.#sheet.guards, ...this.#possible].filter(one => one.code === 'missingParameter').map(one => one.subject)
    return new Set([...read.filter(id => id !== undefined), ...limits, ...missing])
  }

  #conditionsOfPack(): readonly Condition[] {
    const { rules, layers } = this.#pack
    const whens = layers.flatMap(layer => [layer.when, ...(layer.limits ?? []).map(limit => limit.when)])
    return [...rules.map(rule => rule.conditions), ...whens.filter(when => when !== undefined)]
  }

  /** With the labels of their codes the facts that conditions and effects name, by their own labels those that a claim may be asked for. */
  #facts(fact: Lowered['fact']): PackRows['facts'] {
    const { rules } = this.#pack
    const inLeaves = this.#conditionsOfPack()
      .flatMap(leaves)
      .flatMap(leaf => [leafPath(leaf), comparedFact(leaf)])
    const named = [...inLeaves, ...rules.map(rule => rule.params['fact']), ...this.#parameters.map(one => one.of), 'encounter.kind']
    const told = new Set(named.filter(path => typeof path === 'string'))
    const required = sheetInputs(this.#sheet)
      .facts.map(node => node.name)
      .filter(path => factDomain(path)?.default === undefined)
    return [...new Set([...told, ...required, ...ASKED])].sort().flatMap(path => {
      const spec = fact(path)
      if (spec === undefined) return []
      const codes = told.has(path) ? spec.codes?.map(code => this.#text(spec.codeLabels?.[code] ?? { zh: code, en: code })) : undefined
      return [trimmed([path, this.#text(spec.label), codes], [])]
    })
  }

  #derived({ path, type, label, codes }: FactSpec): PackRows['derived'][number] {
    return trimmed([path, type, label.zh === path ? 0 : this.#text(label), codes], [undefined, undefined, 0])
  }
}
