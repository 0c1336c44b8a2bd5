import { describe, expect, it } from 'vitest'
import { version } from '../../package.json' with { type: 'json' }
import { formatIssue } from '../../src/base/format-issue.ts'
import { isPolicyError } from '../../src/base/issue.ts'
import { openPolicy } from '../../src/node/open-policy.ts'
import type { Receipt } from '../../src/receipt/receipt.ts'
import type { Verification } from '../../src/receipt/verify.ts'

const jining = openPolicy('jining')

/** A resident's stay at a county hospital: (5000 − 500) × 0.7 = 3150. */
const CLAIM = {
  id: 'c1',
  person: { id: 'p1' },
  insurance: { scheme: 'resident', poolCity: '370800', county: '370829' },
  institution: { id: 'h1', type: 'hospital', tier: 'level2', adminLevel: 'county', city: '370800', county: '370829' },
  encounter: { kind: 'inpatient', admitDate: '2024-03-01', dischargeDate: '2024-03-09', settleDate: '2024-03-09' },
  cost: { total: '5000.00' },
}

/** As it comes back from a file, open to changes. */
const fromFile = (receipt: Receipt): Editable => JSON.parse(JSON.stringify(receipt)) as Editable

interface Editable {
  engine: { version: string }
  policy: { hash: string }
  input: { claim?: { cost: { total: string } }; state?: object }
  fired: string[]
  output: { settlement: { lines: { id: string; amount?: string }[] } }
}

const codes = ({ differences }: Verification): readonly string[] => differences.map(issue => `${issue.code} ${issue.path}`)

function issuesOf(work: () => unknown): readonly string[] {
  try {
    work()
  } catch (error) {
    if (isPolicyError(error)) return error.issues.map(issue => `${issue.code} ${issue.path}`)
    throw error
  }
  return []
}

describe('a receipt', () => {
  const receipt = jining.receipt(CLAIM)

  it('names engine, formats, policy, input, rules and output', () => {
    expect(receipt).toMatchObject({
      version: 1,
      engine: { name: 'yibao-rules', version },
      formats: { claim: 1, state: 1, settlement: 1 },
      policy: { id: 'jining', scheme: 'illustrative', on: '2024-03-09', hash: jining.hash, parameters: {} },
      output: { settlement: { claimId: 'c1', fund: { total: '3150.00' } } },
    })
    for (const hash of [receipt.policy.hashes.pack, receipt.policy.hashes.scheme, receipt.input.hash, receipt.output.hash])
      expect(hash).toMatch(/^[0-9a-f]{64}$/)
    expect(receipt.fired.length).toBeGreaterThan(0)
    expect(receipt.output.settlement).toEqual(JSON.parse(JSON.stringify(jining.settle(CLAIM))))
  })

  it('is the same for the same claim, whatever the order of its keys', () => {
    const turned = Object.fromEntries(Object.entries(CLAIM).reverse())
    expect(jining.receipt(turned)).toEqual(receipt)
    expect(jining.receipt({ ...CLAIM, id: 'c2' }).input.hash).not.toBe(receipt.input.hash)
  })

  it('has a pack hash of the pack alone and a scheme hash of its values', () => {
    const other = openPolicy('jining', { parameters: { deductibleLevel2: '400.00' } }).receipt(CLAIM)
    expect(other.policy.hashes.pack).toBe(receipt.policy.hashes.pack)
    expect(other.policy.hashes.scheme).not.toBe(receipt.policy.hashes.scheme)
    expect(other.policy.parameters).toEqual({ deductibleLevel2: '400.00' })
  })

  it('carries the state, and is not given for a claim that is refused', () => {
    const state = jining.settle(CLAIM).state
    const second = jining.receipt({ ...CLAIM, id: 'c2' }, state)
    expect(second.input.state).toEqual(JSON.parse(JSON.stringify(state)))
    expect(jining.verify(second).same).toBe(true)
    expect(issuesOf(() => jining.receipt({ ...CLAIM, cost: {} }))).toEqual(['missingFact /cost/total'])
  })
})

describe('verifying a receipt', () => {
  const receipt = jining.receipt(CLAIM)

  it('says that all is the same', () => {
    expect(jining.verify(fromFile(receipt))).toEqual({ version: 1, claimId: 'c1', same: true, differences: [], notes: [] })
  })

  it('notes another version of the engine, which makes no difference by itself', () => {
    const edited = fromFile(receipt)
    edited.engine.version = '0.0.1'
    const verification = jining.verify(edited)
    expect(verification.same).toBe(true)
    expect(verification.notes.map(issue => formatIssue(issue, 'en'))).toEqual([
      `/engine/version: The receipt was written by engine 0.0.1, this is ${version}.`,
    ])
  })

  it('says that the input was altered, and what it comes to now', () => {
    const edited = fromFile(receipt)
    if (edited.input.claim !== undefined) edited.input.claim.cost.total = '6000.00'
    const verification = jining.verify(edited)
    expect(verification.same).toBe(false)
    expect(codes(verification)).toContain('receiptInput /input/hash')
    // (6000 − 500) × 0.7
    expect(verification.differences.find(issue => issue.params['line'] === 'basic.paid')?.params).toEqual({
      line: 'basic.paid',
      was: '3150.00',
      is: '3850.00',
    })
  })

  it('says that the output was altered', () => {
    const edited = fromFile(receipt)
    const paid = edited.output.settlement.lines.find(line => line.id === 'basic.paid')
    if (paid !== undefined) paid.amount = '9999.00'
    expect(codes(jining.verify(edited))).toEqual(['receiptAltered /output/settlement', 'receiptLine /output/settlement/lines'])
  })

  it('says which rules fired then and do not now', () => {
    const edited = fromFile(receipt)
    edited.fired = [...edited.fired.slice(1), 'zzz']
    expect(codes(jining.verify(edited))).toEqual(['receiptRuleGone /fired', 'receiptRuleNew /fired'])
  })

  it('says that the scheme or its values differ, and which lines', () => {
    const other = openPolicy('jining', { parameters: { deductibleLevel2: '400.00' } })
    const verification = other.verify(receipt)
    expect(codes(verification)[0]).toBe('receiptScheme /policy/hashes/scheme')
    expect(verification.differences.filter(issue => issue.code === 'receiptPack')).toEqual([])
    // (5000 − 400) × 0.7
    expect(verification.differences.find(issue => issue.params['line'] === 'basic.paid')?.params['is']).toBe('3220.00')
  })

  it('says that it is of another pack', () => {
    expect(codes(openPolicy('shandong').verify(receipt))).toEqual(expect.arrayContaining(['receiptPack /policy/hashes/pack']))
  })

  it('says so where the named hash was altered alone', () => {
    const edited = fromFile(receipt)
    edited.policy.hash = '0'.repeat(64)
    expect(codes(jining.verify(edited))).toEqual(['receiptAltered /policy/hash'])
  })

  it('asks for the claim where it was taken out, and takes it from outside', () => {
    const edited = fromFile(receipt)
    delete edited.input.claim
    expect(issuesOf(() => jining.verify(edited))).toEqual(['receiptWithoutClaim /input/claim'])
    expect(jining.verify(edited, { claim: CLAIM }).same).toBe(true)
    expect(codes(jining.verify(receipt, { claim: { ...CLAIM, note: 1 } }))).toEqual([
      'receiptInput /input/hash',
      'unknownKey /input/claim/note',
    ])
  })

  it.each([
    ['null', null, ['wrongType ']],
    ['another version', { version: 2 }, ['unknownVersion /version']],
    [
      'no settlement',
      { ...receipt, output: { hash: 'x' } },
      ['damagedReceipt /output/settlement/claimId', 'damagedReceipt /output/settlement/lines'],
    ],
    [
      'lines that are none',
      { ...receipt, output: { hash: 'x', settlement: { claimId: 'c', lines: [{ id: 1 }] } } },
      ['damagedReceipt /output/settlement/lines'],
    ],
  ])('refuses what is no receipt: %s', (_, input, expected) => {
    expect(issuesOf(() => jining.verify(input))).toEqual(expected)
  })
})
