import { beforeAll, describe, expect, it } from 'vitest'
import { benchClaims } from '../../bench/claims.ts'
import { handClaim, handState } from '../../bench/hand-claim.ts'
import { settleByHand } from '../../bench/hand-written.ts'
import type { BenchClaim } from '../../bench/job.ts'
import { OUTPUTS, peerClaim, type PeerClaim } from '../../bench/models/claim.ts'
import { jsonLogicPeer } from '../../bench/peers/json-logic-engine.ts'
import { publicodesInput, publicodesPeer } from '../../bench/peers/publicodes.ts'
import { zenPeer, zenValues } from '../../bench/peers/zen.ts'
import { lakeside } from '../support/packs.ts'

describe('on the job of the bench, lines and slots to the fen', () => {
  const pack = lakeside()
  let claims: readonly BenchClaim[]
  let inputs: readonly PeerClaim[]

  beforeAll(() => {
    claims = benchClaims(pack, 1024)
    inputs = claims.map(({ record }) => peerClaim(record))
  })

  const wanted = (count: number): readonly (readonly number[])[] => claims.slice(0, count).map(({ expected }) => expected)

  it('every rule of the pack fires somewhere', () => {
    const fired = new Set(claims.flatMap(claim => claim.fired))
    const ids = (pack['rules'] as readonly { readonly id: string }[]).map(({ id }) => id)
    expect(ids.filter(id => !fired.has(id))).toEqual([])
    expect(claims[0]?.expected).toHaveLength(OUTPUTS.length)
  })

  it('the yardstick written by hand agrees', () => {
    const got = claims.map(({ record }) => Object.values(settleByHand(handClaim(record), handState(record.state))))
    expect(got).toEqual(wanted(1024))
  })

  it.each([true, false])('zen agrees, with decision tables: %s', async tables => {
    const settle = zenPeer(pack, tables)
    const got: (readonly number[])[] = []
    for (const input of inputs) got.push(zenValues(await settle(input)))
    expect(got).toEqual(wanted(1024))
  })

  it('json-logic-engine agrees', () => {
    const { settle, values } = jsonLogicPeer(pack)
    expect(inputs.map(input => values(settle(input)))).toEqual(wanted(1024))
  })

  it('publicodes agrees, on fewer claims, since it is slow: the first and those that end at the limit of assistance', () => {
    const settle = publicodesPeer(pack, Object.keys(inputs[0]!))
    const assistancePaid = OUTPUTS.indexOf('nextAssistancePaid')
    const some = claims.filter(({ expected }, i) => i < 96 || expected[assistancePaid] === 30_000_00)
    expect(some.length).toBeGreaterThan(100)
    expect(some.map(({ record }) => settle(publicodesInput(peerClaim(record))))).toEqual(some.map(({ expected }) => expected))
  })
})
