import { describe, expect, it } from 'vitest'
import { yibao } from '../support/yibao.ts'

const CLAIM = {
  id: 'c1',
  person: { id: 'p1' },
  insurance: { scheme: 'resident', poolCity: '370800', county: '370829' },
  institution: { id: 'h1', type: 'hospital', tier: 'level2', adminLevel: 'county', city: '370800', county: '370829' },
  encounter: { kind: 'inpatient', admitDate: '2024-03-01', dischargeDate: '2024-03-09', settleDate: '2024-03-09' },
  cost: { total: '5000.00' },
}

const receiptOf = async (...options: readonly string[]): Promise<string> => {
  const { code, out } = await yibao(['settle', '-', '-p', 'jining', '--receipt', ...options], { stdin: JSON.stringify(CLAIM) })
  expect(code).toBe(0)
  return out
}

describe('yibao verify', () => {
  it('says that a receipt of settle --receipt is the same, with the pack and parameters that it names', async () => {
    const files = { 'r.json': await receiptOf('--param', 'deductibleLevel2=400.00') }
    expect(await yibao(['verify', 'r.json', '--lang', 'en'], { files })).toEqual({ code: 0, out: 'c1: the same\n', err: '' })
    expect(await yibao(['verify', 'r.json'], { files })).toEqual({ code: 0, out: 'c1：一致\n', err: '' })
  })

  it('exits with 1 and says what differs', async () => {
    const files = { 'r.json': await receiptOf(), 'c.json': JSON.stringify({ ...CLAIM, cost: { total: '6000.00' } }) }
    const changed = await yibao(['verify', 'r.json', '--claim', 'c.json', '--lang', 'en'], { files })
    expect(changed.code).toBe(1)
    expect(changed.out).toContain('The input (claim or state) does not fit the hash')
    expect(changed.out).toContain('basic.paid was 3150.00 and now comes to 3850.00.')
    expect(changed.err).toBe('receipts that differ from what settling again gives: 1\n')
    const scheme = await yibao(['verify', 'r.json', '--param', 'deductibleLevel2=400.00'], { files })
    expect(scheme.code).toBe(1)
    expect(scheme.out).toContain('方案或参数不同')
  })

  it('verifies several at once and prints JSON', async () => {
    const receipt: unknown = JSON.parse(await receiptOf())
    const { code, out } = await yibao(['verify', '-', '--json'], { stdin: JSON.stringify([receipt, receipt]) })
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject([{ same: true, claimId: 'c1' }, { same: true }])
  })

  it('exits with 2 for what is no receipt, and for a pack that this package does not have', async () => {
    const none = await yibao(['verify', '-', '--lang', 'en'], { stdin: '{"version":1}' })
    expect(none.code).toBe(2)
    expect(none.err).toContain('/engine/version: This is not as a receipt has it.')
    const stray = JSON.stringify({
      ...(JSON.parse(await receiptOf()) as { policy: object }),
      policy: { id: '../../etc', hash: '', scheme: null, hashes: { pack: '', scheme: '' }, parameters: {} },
    })
    const other = await yibao(['verify', '-', '--lang', 'en'], { stdin: stray })
    expect(other.code).toBe(2)
    expect(other.err).toContain('The receipt names the policy pack "../../etc"')
  })

  it('teaches by its help, in both languages', async () => {
    const { out } = await yibao(['verify', '--help', '--lang', 'en'])
    expect(out).toContain('yibao settle claim.json -p ./my-policy --receipt > receipt.json')
    expect((await yibao(['verify', '--help'])).out).toContain('核验结算凭据')
  })
})
