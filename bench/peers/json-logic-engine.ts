import { LogicEngine } from 'json-logic-engine'
import { OUTPUTS, type PeerClaim } from '../models/claim.ts'
import { jsonLogicStages } from '../models/json-logic.ts'
import { PackNumbers } from '../models/pack-numbers.ts'

/** The claim, then the values of each stage: an array, so that no object grows. */
export type LogicAnswer = [claim: PeerClaim, ...stages: Readonly<Record<string, number>>[]]

export interface LogicPeer {
  readonly settle: (claim: PeerClaim) => LogicAnswer
  readonly values: (answer: LogicAnswer) => readonly number[]
}

type Stage = (data: LogicAnswer) => Readonly<Record<string, number>>

/** `addMethod` as it is: its declaration lacks an annotation that it takes. */
interface Operators {
  addMethod(name: string, method: (value: number) => number, annotations: { deterministic: boolean; optimizeUnary: boolean }): void
}

/** Stages of logic, each compiled by `build`; two operators of our own spare the remainders and arrays that pure JSON Logic takes. */
export function jsonLogicPeer(pack: unknown): LogicPeer {
  const engine = new LogicEngine()
  const operators: Operators = engine
  const annotations = { deterministic: true, optimizeUnary: true }
  operators.addMethod('half', value => Math.floor((value + 5000) / 10_000), annotations)
  operators.addMethod('atLeast0', value => (value > 0 ? value : 0), annotations)
  const stages = jsonLogicStages(new PackNumbers(pack))
  const built = stages.map(({ logic }) => engine.build(logic) as Stage)
  const places = OUTPUTS.map(key => [stages.findIndex(({ keys }) => keys.includes(key)) + 1, key] as const)
  return {
    settle(claim) {
      const data: LogicAnswer = [claim]
      for (const stage of built) data.push(stage(data))
      return data
    },
    values: answer => places.map(([stage, key]) => Number((answer[stage] as Readonly<Record<string, unknown>> | undefined)?.[key])),
  }
}
