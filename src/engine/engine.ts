import { Engine, Fact, type Almanac, type Event } from 'json-rules-engine'
import type { Policy } from '../policy.ts'
import { lazyPaths, type EngineFacts } from './facts.ts'
import { stockRules, type StockRules } from './stock-rules.ts'
import type { Setter } from './strata.ts'

/** An engine of json-rules-engine as it comes: no operator, decorator or path resolver of ours. */
export type StockEngine = Engine

/**
 * A stock engine with the rules of a pack. An event is `{ type, params: { ...params, rule, clause } }`; a parameter in the params stays
 * `{ parameter }`, since its value may be dated. Run it on `engineFacts`, and one run at a time: of two overlapping runs one loses rules.
 */
export function toEngine(source: Policy | StockRules): StockEngine {
  const stock = 'setters' in source ? source : stockRules(source)
  const engine = new Engine()
  for (const [name, condition] of stock.conditions) engine.setCondition(name, condition)
  for (const rule of stock.rules) engine.addRule(rule)
  const ranks = new WeakMap<Almanac, Map<string, number>>()
  engine.on('success', (event: Event, almanac: Almanac) => {
    const setter = stock.setters.get(ruleOf(event))
    if (setter !== undefined) setFact(setter, almanac, ranks)
  })
  return engine
}

/** Rules of one stratum end in any order: a setter of lower rank never replaces the value of a higher one. */
function setFact({ fact, value, rank }: Setter, almanac: Almanac, ranks: WeakMap<Almanac, Map<string, number>>): void {
  const standing = ranks.get(almanac) ?? new Map<string, number>()
  ranks.set(almanac, standing)
  if ((standing.get(fact) ?? -1) >= rank) return
  standing.set(fact, rank)
  almanac.addFact(fact, value)
}

/**
 * Runs a new engine and gives the ids of the rules that fire, sorted by code unit. From a policy the rules are made anew, with leaves on
 * facts that have to be asked for last; for many claims make `stockRules` once.
 */
export async function runEngine(source: Policy | StockRules, facts: EngineFacts): Promise<readonly string[]> {
  const stock = 'setters' in source ? source : stockRules(source, { lazy: lazyPaths(facts) })
  const { events } = await toEngine(stock).run(withoutKeys(facts))
  return events.map(ruleOf).sort()
}

const ruleOf = (event: Event): string => String(event.params?.['rule'])

/** Constants are filed without a cache key: a constant needs none, and the engine would hash one for each fact of each run. */
function withoutKeys(facts: EngineFacts): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(facts).map(([id, value]) => [id, typeof value === 'function' ? value : new Fact(id, value, { cache: false })]),
  )
}
