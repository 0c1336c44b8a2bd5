import { formatMoney } from '../base/decimal.ts'
import { explainCase } from '../explain/explanation.ts'
import { PHRASES } from '../explain/phrases.ts'
import type { Text } from '../expression/readings/words.ts'
import type { Line } from '../expression/sheet.ts'
import { factSpec } from '../facts/catalogue.ts'
import type { LayerJson, SupplementJson } from '../pack/schema.ts'
import type { Policy } from '../policy.ts'
import type { SettledLine } from '../settlement/settlement.ts'
import type { SupplementedClaim } from '../year/supplement.ts'
import { lineNode, lineText, type LayerAnew } from './layer-anew.ts'

/** A supplemented claim, the layer's lines in the words of an explanation. */
export function supplementedClaim(policy: Policy, spec: SupplementJson, anew: LayerAnew): SupplementedClaim {
  const { pack, sheet } = policy
  const { value, settlement } = anew
  const lines = sheet.lines.filter(line => line.layer === spec.layer).map(line => settledLine(policy, line, anew))
  const { claim, days, state } = anew.open
  const told = explainCase({
    pack,
    sheet,
    fact: factSpec,
    phrases: PHRASES,
    settlement: { ...settlement, lines },
    claim,
    days,
    state,
    value,
  })
  const amount = (role: string): string => formatMoney(value(lineNode(sheet, `${spec.layer}.${role}`)))
  const clauses = [...(spec.clause === undefined ? [] : [spec.clause]), ...lines.flatMap(line => line.clauses)]
  return {
    claimId: anew.claimId,
    base: amount('base'),
    deductible: amount('deductible'),
    paid: amount('paid'),
    clauses: [...new Set(clauses)],
    lines: told.lines
      .filter(line => line.layer === spec.layer && line.shown)
      .map(({ id, value: text, rules, clauses: cited, text: words }) => ({ id, value: text, rules, clauses: cited, text: words })),
  }
}

/** A line with the rules that give it and their clauses. */
function settledLine({ pack, sheet }: Policy, line: Line, { value }: LayerAnew): SettledLine {
  const clauses = new Map(pack.rules.map(rule => [rule.id, rule.clause]))
  const fired = new Set(sheet.rules.filter(rule => value(rule.fires) === 1).map(rule => rule.id))
  const rules = [...new Set(line.contributions.filter(one => fired.has(one.rule)).map(one => one.rule))].sort()
  const cited = [...new Set(rules.flatMap(rule => clauses.get(rule) ?? []))]
  const text = lineText(line, value(line.node))
  return { id: line.id, rules, clauses: cited, ...(line.unit === 'money' ? { amount: text } : { ratio: text }) }
}

/** What the supplement comes to, in a sentence. */
export function supplementText({ id, label, clause }: SupplementJson, layer: LayerJson, claims: number, total: number): Text {
  const name = label ?? { zh: id, en: id }
  const amount = formatMoney(total)
  const cited = clause === undefined ? { zh: '', en: '' } : { zh: `（${clause}）`, en: ` (${clause})` }
  return {
    zh: `${name.zh}${cited.zh}：${String(claims)}份单据，${layer.fund.zh}支付${amount}元。`,
    en: `${name.en}${cited.en}: ${layer.fund.en} pays ${amount} yuan for ${String(claims)} ${claims === 1 ? 'claim' : 'claims'}.`,
  }
}
