import Engine, { type Situation } from 'publicodes'
import { OUTPUTS, type PeerClaim } from '../models/claim.ts'
import { PackNumbers } from '../models/pack-numbers.ts'
import { publicodesRules, publicodesSituation } from '../models/publicodes.ts'

export type PublicodesInput = Situation<string>

export const publicodesInput = (claim: PeerClaim): PublicodesInput => publicodesSituation(claim)

/** Rules parsed once, in a situation of each claim; strict situations are parsed at once, which is faster. */
export function publicodesPeer(pack: unknown, fields: readonly string[]): (input: PublicodesInput) => readonly number[] {
  const engine = new Engine<string>(publicodesRules(new PackNumbers(pack), fields), { strict: { situation: true } })
  return input => {
    engine.setSituation(input)
    return OUTPUTS.map(key => Number(engine.evaluate(key).nodeValue))
  }
}
