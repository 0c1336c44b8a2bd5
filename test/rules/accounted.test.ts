import { describe, expect, it } from 'vitest'
import { readPackFolder } from '../../src/node/read-pack.ts'
import { accountClauses, type ClausedPack } from '../../src/pack/coverage.ts'
import type { ClauseRecord } from '../../src/pack/clause-record.ts'

/** The clauses of each document, as its inventory counts them: 407. */
const CLAUSES: Readonly<Record<string, number>> = { changde: 76, jining: 23, luan: 70, shandong: 86, shanwei: 69, wenzhou: 83 }

const packs = Object.keys(CLAUSES).map((id): ClausedPack => {
  const json = readPackFolder(new URL(`../../rules/${id}`, import.meta.url).pathname)
  return { id, json, clauses: json['clauses'] as readonly ClauseRecord[] }
})

const STATUS: Readonly<Record<string, string>> = {
  executable: 'encoded',
  bounded: 'encoded',
  directional: 'parameterised',
  notComputable: 'registered',
}

describe('the clauses of the six documents', () => {
  const { packs: accounts, findings } = accountClauses(packs)

  it('are 407, each once, none unaccounted for, and no encoding names what is not there', () => {
    expect(Object.fromEntries(accounts.map(({ pack, clauses }) => [pack, clauses.length]))).toEqual(CLAUSES)
    expect(Object.values(CLAUSES).reduce((sum, count) => sum + count)).toBe(407)
    expect(accounts.flatMap(({ clauses }) => clauses).filter(({ status }) => status === 'unaccounted')).toEqual([])
    expect(findings).toEqual([])
  })

  it('count by what they are: 170 encoded, 47 parameterised, 190 registered, as their dispositions say', () => {
    const all = accounts.flatMap(({ clauses }) => clauses)
    const count = (wanted: string) => all.filter(({ status }) => status === wanted).length
    expect(all.filter(({ record }) => record.later !== undefined)).toEqual([])
    expect({ encoded: count('encoded'), parameterised: count('parameterised'), registered: count('registered') }).toEqual({
      encoded: 170,
      parameterised: 47,
      registered: 190,
    })
    expect(all.filter(({ record, status }) => status !== STATUS[record.disposition ?? '']).map(({ record }) => record.id)).toEqual([])
  })

  it('are missed where a rule that encodes one is lost, or names another', () => {
    const without = (id: string, edit: (json: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>) =>
      accountClauses(packs.map(pack => (pack.id === id ? { ...pack, json: edit(pack.json) } : pack)))
    const rules = (json: Readonly<Record<string, unknown>>) => json['rules'] as readonly { readonly id: string; readonly clause: string }[]
    const lost = without('luan', json => ({ ...json, rules: rules(json).filter(rule => rule.id !== 'noticeOfRefusal') }))
    const missed = lost.packs.flatMap(({ clauses }) => clauses).filter(({ status }) => status === 'unaccounted')
    expect(missed.map(({ record }) => record.id)).toEqual(['luan/3.7'])
    const astray = without('luan', json => ({ ...json, rules: rules(json).map(rule => (rule.id === 'homeCare' ? { ...rule, clause: 'luan/31' } : rule)) }))
    expect(astray.findings.map(({ code, params }) => [code, params['clause']])).toEqual([['citesNothing', 'luan/31']])
  })
})
