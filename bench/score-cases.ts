import { parseDay } from '../src/base/date.ts'
import { ScoreFold } from '../src/budget/scores/fold.ts'
import { scoreTerms } from '../src/budget/scores/terms.ts'
import type { ScoreBasis, ScoredCase } from '../src/budget/year.ts'
import { randomOf } from '../src/facts/random.ts'
import { loadPack } from '../src/pack/load.ts'

/** As many groups as a city's catalogue has that matter, and its institutions. */
const GROUPS = 2500
const INSTITUTIONS = 120
const FLAG = 'innovativeTechnology'

const yuan = (fen: number): string => (fen / 100).toFixed(2)

export const terms = (pack: unknown) => scoreTerms(loadPack(pack), parseDay('2024-12-31') ?? 0)

export function makeBasis(seed: number): ScoreBasis {
  const random = randomOf(seed)
  return {
    fund: '4000000000.00',
    groups: Array.from({ length: GROUPS }, (_, i) => ({
      id: `g${String(i)}`,
      score: (100 + random.below(200_000) / 100).toFixed(4),
      isBase: i % 20 === 0,
      meanCost: Object.fromEntries(['level1', 'level2', 'level3'].map(level => [level, yuan(100_000 + random.below(3_000_000))])),
    })),
    institutions: Array.from({ length: INSTITUTIONS }, (_, i) => ({
      member: `h${String(i)}`,
      level: `level${String(1 + (i % 3))}`,
      coefficient: (0.7 + random.below(5000) / 10_000).toFixed(4),
    })),
  }
}

/** Made one after the other; most cost about the mean of their group, one in ten far less or more. */
export function* makeCases(count: number, seed: number, { groups, institutions }: ScoreBasis): Generator<ScoredCase> {
  const random = randomOf(seed)
  for (let i = 0; i < count; i++) {
    const group = groups[random.below(GROUPS)]
    const institution = institutions[random.below(INSTITUTIONS)]
    if (group === undefined || institution === undefined) continue
    const mean = Number(group.meanCost[institution.level] ?? 0)
    const share = random.below(10) === 0 ? random.below(700) : 60 + random.below(100)
    const cost = Math.round(mean * share)
    yield {
      id: `c${String(i)}`,
      member: institution.member,
      group: group.id,
      cost: yuan(cost),
      paidByOthers: yuan(Math.floor((cost * 3) / 10)),
      fundPaid: yuan(cost - Math.floor((cost * 3) / 10)),
      flags: random.below(50) === 0 ? [FLAG] : [],
    }
  }
}

export { ScoreFold }
