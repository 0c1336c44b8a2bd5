import type { Node } from '../expression/node.ts'
import type { LiveSheet } from '../expression/live-sheet.ts'
import type { Notice } from '../expression/sheet.ts'
import type { Pack } from '../pack/pack.ts'
import type { ParameterOptions } from '../pack/parameter-nodes.ts'
import { parseDay } from '../base/date.ts'
import { mergeCharge } from '../effect/set-charge.ts'
import { Strata } from '../pack/strata.ts'
import { Buckets } from './buckets.ts'
import { guardMerged, type WaterfallScope } from './layer-scope.ts'
import { lowerLayer } from './layer.ts'
import { SheetLines } from './lines.ts'
import { lowerSplit } from './split.ts'

/** A pack as one sheet: rules by strata, the split, the layers in order, who pays the rest, and the year's slots. */
export function lowerPack(pack: Pack, options: ParameterOptions = {}): LiveSheet {
  const strata = new Strata(pack, options)
  const x = strata.expressions
  const sheet = new SheetLines()
  const buckets = new Buckets(strata, pack.buckets)
  sheet.guard('notInForce', 'policy', x.not(inForce(strata, pack)))
  const items = lowerSplit(strata, sheet)
  const covered = lowerCover(strata, sheet, pack)
  const charge = lowerCharge(strata, sheet)
  const waterfall: WaterfallScope = { strata, sheet, buckets, covered, baseRatios: new Map() }
  const payments: Node[] = []
  for (const layer of pack.layers) {
    const unpaid = payments.reduce((rest, paid) => x.less(rest, paid), charge)
    payments.push(lowerLayer(waterfall, layer, unpaid))
  }
  lowerParties(strata, sheet, pack, charge)
  const rules = strata.ruleNodes()
  return {
    expressions: x,
    codes: strata.codes.lists,
    items,
    lines: sheet.lines,
    guards: distinct([...strata.guards(), ...sheet.guards], strata),
    findings: distinct(sheet.findings, strata),
    slots: buckets.slots(),
    rules,
    derived: strata.derivedFacts(),
  }
}

function inForce(strata: Strata, pack: Pack): Node {
  const x = strata.expressions
  const { from, to } = pack.json.window ?? {}
  const day = (text: string): Node => x.constant(parseDay(text) ?? 0, 'day')
  return x.and(from === undefined ? x.yes : x.le(day(from), strata.date), to === undefined ? x.yes : x.not(x.le(day(to), strata.date)))
}

function lowerCover(strata: Strata, sheet: SheetLines, pack: Pack): Node {
  const x = strata.expressions
  const kind = strata.fact('encounter.kind')
  const isKind = (code: string): Node => x.eq(kind, strata.code('encounter.kind', code))
  for (const code of strata.spec('encounter.kind').codes ?? [])
    if (!pack.json.covers.includes(code)) sheet.finding('uncoveredKind', code, isKind(code))
  return x.or(...pack.json.covers.map(isKind))
}

/** What funds and person pay together: the total, or the standard that a rule sets. */
function lowerCharge(strata: Strata, sheet: SheetLines): Node {
  const set = mergeCharge(strata, sheet.node('total'))
  guardMerged(strata, sheet, set, 'charge', strata.expressions.yes)
  return sheet.add({
    id: 'charge',
    role: 'charge',
    unit: 'money',
    node: set.node,
    operands: [sheet.operand('total')],
    contributions: set.contributions,
  })
}

/** Who bears what the layers leave, the institution less than nothing where it keeps some of the charge: total = Σ layers + personal + institutionBorne, always. */
function lowerParties(strata: Strata, sheet: SheetLines, pack: Pack, charge: Node): void {
  const x = strata.expressions
  const line = (id: string, node: Node, ...operands: readonly string[]): Node =>
    sheet.add({ id, role: id, unit: 'money', node, operands: operands.map(name => sheet.operand(name)) })
  const paidLines = pack.layers.map(layer => `${layer.id}.paid`)
  const fund = line(
    'fund',
    x.addAll(
      paidLines.map(id => sheet.node(id)),
      x.zero,
    ),
    ...paidLines,
  )
  const personal = line('personal', x.less(charge, fund), 'charge', 'fund')
  const outside = x.add(sheet.node('offCatalogue'), sheet.node('overLimit'))
  const selfFunded = line('selfFunded', x.min(outside, personal), 'offCatalogue', 'overLimit')
  line('selfPaid', x.less(personal, selfFunded), 'personal', 'selfFunded')
  const balance = x.select(strata.own('account.use'), strata.own('account.balance'), x.zero)
  const account = line('account', x.min(balance, personal), 'personal')
  line('cash', x.less(personal, account), 'personal', 'account')
  line('institutionBorne', x.subtract(sheet.node('total'), charge), 'total', 'charge')
}

/** One notice for each code and subject, where any of its reasons holds; those that never can are left out. */
function distinct(notices: readonly Notice[], strata: Strata): readonly Notice[] {
  const x = strata.expressions
  const merged = new Map<string, Notice>()
  for (const notice of notices) {
    const key = `${notice.code}:${notice.subject}`
    const known = merged.get(key)
    merged.set(key, known === undefined ? notice : { ...known, when: x.or(known.when, notice.when) })
  }
  return [...merged.values()].filter(notice => notice.when !== x.no)
}
