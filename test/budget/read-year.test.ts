import { describe, expect, it } from 'vitest'
import { formatIssue } from '../../src/base/format-issue.ts'
import { isPolicyError } from '../../src/base/issue.ts'
import { groupYear, issuesOf, policy } from './support.ts'

const read = (year: unknown, parts?: readonly string[]): readonly string[] =>
  issuesOf(() => policy('shanwei').budget(year, parts === undefined ? {} : { parts: parts as never }))

describe('a budget year that is wrong is refused with every problem at once', () => {
  it('named by their places', () => {
    const year = {
      version: 2,
      budget: {
        year: 2020,
        totl: '1.00',
        total: '1.005',
        yearIndex: 0,
        unit: 'aliance',
        otherFactors: '-1.00',
        reasonableOverrun: '-0.01',
        contributionGrowth: '0.12345',
        history: [
          { year: 2019, amount: '1.00' },
          { year: 2019, amount: '2.00' },
          { year: 2020, amount: '3.00' },
          { year: 2018, amount: '10000000000000.01' },
        ],
        monthlyApproved: [
          { month: '2020-01', member: 'a', amount: '-1.00' },
          { month: '2020-02', member: 'a', amount: '1.00' },
          { month: '2020-02', member: 'a', amount: '1.00' },
          { month: '2020-13', member: 'a', amount: '1.00' },
          { month: '2021-01', member: 'a', amount: '1.00' },
          { month: '2019-11', member: 'a', amount: '1.00' },
          { month: '2020-03', member: 'z', amount: '1.00' },
        ],
        actual: [{ member: 'a', amount: '1.00' }, { member: 'a', amount: '1.00' }, { member: 'b' }],
        assessmentPassed: 'yes',
      },
      members: [{ id: 'a', tear: 'level1' }, { id: 'b', conduct: { qualityMet: 1 } }, { id: 'a' }, {}],
    }
    expect(read(year)).toEqual([
      'unknownVersion /version',
      'unknownKey /members/0/tear',
      'wrongType /members/1/conduct/qualityMet',
      'memberTwice /members/2/id',
      'missingField /members/3/id',
      'unknownKey /budget/totl',
      'tooManyDecimals /budget/contributionGrowth',
      'outOfRange /budget/yearIndex',
      'unknownCode /budget/unit',
      'historyYearTwice /budget/history/1/year',
      'historyNotBefore /budget/history/2/year',
      'outOfRange /budget/history/3/amount',
      'tooManyDecimals /budget/total',
      'outOfRange /budget/monthlyApproved/0/amount',
      'monthTwice /budget/monthlyApproved/2',
      'notAMonth /budget/monthlyApproved/3/month',
      'monthOutside /budget/monthlyApproved/4/month',
      'monthOutside /budget/monthlyApproved/5/month',
      'unknownMember /budget/monthlyApproved/6/member',
      'memberTwice /budget/actual/1/member',
      'missingField /budget/actual/2/amount',
      'outOfRange /budget/reasonableOverrun',
      'wrongType /budget/assessmentPassed',
    ])
  })

  it.each([
    [undefined, ['wrongType']],
    [[], ['wrongType']],
    ['year', ['wrongType']],
    [{}, ['unknownVersion /version', 'missingField /members', 'missingField /budget']],
    [{ version: 1, budget: {}, members: {} }, ['wrongType /members', 'missingField /budget/year']],
    [JSON.parse('{"version":1,"__proto__":{},"budget":{"year":2020},"members":[]}'), ['unknownKey /__proto__']],
    [{ ...groupYear({}), budget: { year: 2020.5 } }, ['tooManyDecimals /budget/year']],
    [{ ...groupYear({}), budget: { year: '2020' } }, ['wrongType /budget/year']],
    [{ ...groupYear({}), members: [{ id: 'a', city: '37' }] }, ['notAnArea /members/0/city']],
  ])('%j', (year, issues) => {
    expect(read(year)).toEqual(issues)
  })

  it('with suggestions, in both languages', () => {
    try {
      policy('shanwei').budget({ ...groupYear({}), budget: { year: 2020, totl: '1' } })
      expect.unreachable()
    } catch (error) {
      const [issue] = isPolicyError(error) ? error.issues : []
      expect(issue && formatIssue(issue, 'en')).toBe('/budget/totl: There is no field "totl". Did you mean "total"?')
      expect(issue && formatIssue(issue, 'zh')).toBe('/budget/totl: 没有“totl”这个字段。是否想写“total”？')
    }
  })

  it('parts that lack their facts, or are none', () => {
    expect(read(groupYear({}), ['plan', 'months', 'closing', 'scores'])).toEqual([
      'partNeeds /budget/monthlyApproved',
      'partNeeds /budget/actual',
      'partNeeds /scores',
    ])
    expect(read(groupYear({}), ['plans'])).toEqual(['unknownPart /parts'])
    const { total, ...budget } = groupYear({}).budget
    expect(total).toBe('105000000.00')
    expect(read({ ...groupYear({}), budget }, ['plan'])).toEqual(['partNeeds /budget/total'])
  })

  it('does not let an input be changed under its hands: what it read first stands', () => {
    let asked = 0
    const year = {
      version: 1,
      members: [],
      budget: {
        year: 2020,
        get total() {
          return ++asked === 1 ? '1.00' : 'x'
        },
      },
    }
    expect(read({ ...year, members: [{ id: 'a', allianceRole: 'lead' }] })).toEqual([])
    expect(asked).toBe(1)
  })
})
