export { toEngine, runEngine, type StockEngine } from '../engine/engine.ts'
export { engineFacts, type EngineFacts, type SuppliedFact, type SuppliedFacts } from '../engine/facts.ts'
export { stockRules, type StockOptions, type StockRules } from '../engine/stock-rules.ts'
