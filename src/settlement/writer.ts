import { formatMoney, formatRatio } from '../base/decimal.ts'
import { findingIssue, type Issue } from '../base/issue.ts'
import { comparedParameter, leaves } from '../condition/types.ts'
import { setBits, type RunResult } from '../expression/readings/result.ts'
import type { Line, Sheet } from '../expression/sheet.ts'
import type { Pack } from '../pack/pack.ts'
import type { SettledLine, Settlement, UsedParameter } from './settlement.ts'

interface LineWriter {
  readonly id: string
  readonly key: string
  readonly isMoney: boolean
  /** The rules that may contribute, by index, each with its clause and those of the parameters it takes. */
  readonly rules: readonly { readonly index: number; readonly clauses: readonly string[] }[]
}

const NONE: readonly string[] = Object.freeze([])

/** Writes the parts of a settlement that follow from the run alone. What a policy's sheet says of it is worked out once. */
export class SettlementWriter {
  readonly #sheet: Sheet
  readonly #pack: Pack
  readonly #lines: readonly LineWriter[]
  readonly #keys: ReadonlyMap<string, string>
  readonly #ruleIds: readonly string[]
  readonly #clauses: readonly (string | undefined)[]
  /** By rule: the parameters that a claim uses where it fires, by the layers of the lines they give to ('' for conditions). */
  readonly #ruleParameters: readonly (readonly Usage[])[]
  readonly #layerParameters: readonly Usage[]
  readonly #standing: readonly Issue[]

  constructor(sheet: Sheet, pack: Pack) {
    this.#sheet = sheet
    this.#pack = pack
    const indexes = new Map(sheet.rules.map((rule, i) => [rule.id, i]))
    const clauses = new Map(pack.rules.map(rule => [rule.id, rule.clause]))
    this.#ruleIds = sheet.rules.map(rule => rule.id)
    this.#clauses = this.#ruleIds.map(id => clauses.get(id))
    this.#keys = new Map(sheet.lines.map((line, i) => [line.id, `l${String(i)}`]))
    this.#lines = sheet.lines.map((line, i) => lineWriter(line, i, pack, indexes, clauses))
    this.#ruleParameters = ruleUsages(sheet, pack, this.#ruleIds)
    this.#layerParameters = sheet.lines.flatMap(line =>
      line.operands.flatMap(operand => (operand.parameters ?? []).map(id => ({ id, layer: line.layer ?? '' }))),
    )
    this.#standing = standingFindings(pack)
  }

  /** The value of a line, in fen or ten-thousandths; 0 if there is no such line. */
  value(run: RunResult, id: string): number {
    return run[this.#keys.get(id) ?? ''] ?? 0
  }

  /** `on`: the rules day. */
  write(run: RunResult, on: number): Pick<Settlement, 'lines' | 'fund' | 'personal' | 'institutionBorne' | 'findings' | 'sources'> {
    const money = (id: string): string => formatMoney(this.value(run, id))
    const layers: Record<string, string> = {}
    for (const layer of this.#pack.layers) layers[layer.id] = money(`${layer.id}.paid`)
    const fires = firing(run, this.#ruleIds.length)
    return {
      lines: this.#lines.map(line => this.#line(line, run, fires)),
      fund: { total: money('fund'), layers },
      personal: {
        total: money('personal'),
        selfPaid: money('selfPaid'),
        selfFunded: money('selfFunded'),
        account: money('account'),
        cash: money('cash'),
      },
      institutionBorne: money('institutionBorne'),
      findings: this.#findings(run),
      sources: this.#sources(run, fires, on),
    }
  }

  /** The findings of a run, and those that hold for every result of this policy. */
  #findings(run: RunResult): readonly Issue[] {
    const spoken = setBits(run, 'n', this.#sheet.findings.length).flatMap(index => {
      const finding = this.#sheet.findings[index]
      if (finding === undefined) return []
      const clause = this.#clauses[this.#ruleIds.indexOf(finding.subject)]
      return [findingIssue(finding.code, '', { subject: finding.subject }, clause)]
    })
    return [...this.#standing, ...spoken]
  }

  /** The parameters this claim used: of rules that fired (their values and conditions) and of the layers it reached, by id. */
  #sources(run: RunResult, fires: readonly boolean[], on: number): readonly UsedParameter[] {
    const ids = new Set<string>()
    const add = ({ id, layer }: Usage): void => {
      if (layer === '' || this.value(run, `${layer}.base`) > 0) ids.add(id)
    }
    this.#ruleParameters.forEach((usages, rule) => {
      if (fires[rule] === true) usages.forEach(add)
    })
    this.#layerParameters.forEach(add)
    return [...ids].sort().flatMap(id => usedParameter(this.#pack, id, on))
  }

  #line(line: LineWriter, run: RunResult, fires: readonly boolean[]): SettledLine {
    const value = run[line.key] ?? 0
    const fired = line.rules.length === 0 ? [] : line.rules.filter(rule => fires[rule.index] === true)
    const rules = fired.length === 0 ? NONE : fired.map(rule => this.#ruleIds[rule.index] ?? '')
    const clauses = fired.length === 0 ? NONE : [...new Set(fired.flatMap(rule => rule.clauses))]
    const { id } = line
    return line.isMoney ? { id, amount: formatMoney(value), rules, clauses } : { id, ratio: formatRatio(value), rules, clauses }
  }
}

interface Usage {
  readonly id: string
  readonly layer: string
}

function lineWriter(
  line: Line,
  index: number,
  pack: Pack,
  rules: ReadonlyMap<string, number>,
  clauses: ReadonlyMap<string, string | undefined>,
): LineWriter {
  const contributing = line.contributions.map(({ rule, parameters }) => ({
    index: rules.get(rule) ?? -1,
    clauses: [clauses.get(rule), ...parameters.map(id => pack.parameters.get(id)?.clause)].filter(clause => clause !== undefined),
  }))
  return { id: line.id, key: `l${String(index)}`, isMoney: line.unit === 'money', rules: contributing }
}

function ruleUsages(sheet: Sheet, pack: Pack, ids: readonly string[]): readonly (readonly Usage[])[] {
  const usages = new Map<string, Usage[]>(ids.map(id => [id, []]))
  for (const line of sheet.lines)
    for (const { rule, parameters } of line.contributions)
      usages.get(rule)?.push(...parameters.map(id => ({ id, layer: line.layer ?? '' })))
  for (const rule of pack.rules)
    for (const leaf of leaves(rule.conditions)) {
      const id = comparedParameter(leaf)
      if (id !== undefined) usages.get(rule.id)?.push({ id, layer: '' })
    }
  return ids.map(id => usages.get(id) ?? [])
}

function standingFindings(pack: Pack): readonly Issue[] {
  const standing: Issue[] = []
  if (pack.json.status !== 'issued') standing.push(findingIssue('draftPolicy', '', { status: pack.json.status }))
  if (pack.scheme?.source === 'illustrative') standing.push(findingIssue('illustrativeScheme', '', { scheme: pack.scheme.id }))
  return standing
}

function firing(run: RunResult, count: number): readonly boolean[] {
  const fires = new Array<boolean>(count).fill(false)
  for (const rule of setBits(run, 'f', count)) fires[rule] = true
  return fires
}

function usedParameter(pack: Pack, id: string, on: number): readonly UsedParameter[] {
  const parameter = pack.parameters.get(id)
  const inForce = parameter?.values.filter(one => one.from === undefined || one.from <= on).at(-1)
  if (parameter === undefined || inForce === undefined) return []
  const value = typeof inForce.value === 'object' ? inForce.value.join(',') : String(inForce.value)
  return [{ id, value, source: inForce.source, ...(parameter.clause === undefined ? {} : { clause: parameter.clause }) }]
}
