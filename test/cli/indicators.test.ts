import { describe, expect, it } from 'vitest'
import { yibao } from '../support/yibao.ts'

const judge = (values: unknown, ...more: readonly string[]) =>
  yibao(['indicators', '-', '-p', 'changde', '--as-of', '2023-06-30', ...more], { stdin: JSON.stringify({ values }) })

describe('yibao indicators', () => {
  it('lists the targets where no values are given: no day is needed', async () => {
    const { code, out, err } = await yibao(['indicators', '-p', 'shandong'])
    expect([code, err]).toEqual([0, ''])
    expect(out).toMatch(
      /\| 居民门诊慢特病在基层的平均报销比例 +\| 不低于 0\.65，期限 2025-12-31 +\| 占比（0 至 1） \| numerator、denominator +\| shandong\/2\.6 +\|\n\| chronicAverage /,
    )
    expect(out).toMatch(/\| · township 乡镇 /)
    expect(out).toMatch(/（没有给出数值：参数 serviceNetworkCover）/)
  })

  it('lists them with --list, too, whatever else is given, in English and as JSON', async () => {
    const { out } = await yibao(['indicators', 'no-such-file.json', '-p', 'luan', '--list', '--lang', 'en'])
    expect(out).not.toMatch(/[\u4e00-\u9fff]/)
    expect(out).toContain('falls under the period before')
    const json = JSON.parse((await yibao(['indicators', '-p', 'luan', '--as-of', '2024-12-31', '--json'])).out) as Record<string, unknown>
    expect(Object.keys(json)).toEqual(['version', 'policy', 'asOf', 'indicators'])
    expect(json['asOf']).toBe('2024-12-31')
  })

  it('says in one line that a template was not filled in, and where', async () => {
    const template = await yibao(['indicators', '-p', 'changde', '--template'])
    const { code, err } = await yibao(['indicators', '-', '-p', 'changde', '--as-of', '2023-06-30', '--lang', 'en'], {
      stdin: template.out,
    })
    expect(code).toBe(2)
    // Two frequencies have two blanks, two trends (one of a value) three and two, nine shares two: 4 + 5 + 18.
    expect(err).toMatch(/^\/values: 27 places are blank; [^\n]*: \/values\/monthlyPayout\/from, [^\n]*\n$/)
    const noDay = await yibao(['indicators', '-', '-p', 'changde', '--lang', 'en'], { stdin: template.out })
    expect(noDay.err).toMatch(/^A day to judge as of is needed .*\n\/values: 27 places are blank/)
  })

  it('exits with 0 where all is met, with 1 where a binding target is not', async () => {
    const share = (numerator: number): unknown => ({ mobilePayment: { numerator, denominator: 100 } })
    expect(await judge(share(40))).toMatchObject({ code: 0, err: '' })
    expect(await judge(share(39))).toMatchObject({ code: 1, err: '有未达标的硬性指标。\n' })
  })

  it('exits with 1 where days were left aside, and says which', async () => {
    const value = (to: string): unknown => ({ monthlyPayout: { from: '2023-05-01', to, dates: ['2023-05-15', '2023-06-15'] } })
    expect((await judge(value('2023-06-30'))).code).toBe(0)
    const { code, out, err } = await judge(value('2023-05-31'))
    expect([code, err]).toEqual([1, '有 1 处提示，见评判结果。\n'])
    expect(out).toContain('提示：/values/monthlyPayout/dates/1: 2023-06-15不在所给时段（2023-05-01 至 2023-05-31）内，没有计入。')
  })

  it('refuses a share above 1, by place', async () => {
    const { code, err } = await judge({ mobilePayment: { numerator: 101, denominator: 100 } }, '--lang', 'en')
    expect([code, err]).toEqual([
      2,
      '/values/mobilePayment/numerator: A share lies between 0 and 1: the numerator 101 exceeds the denominator 100.\n',
    ])
  })

  it('names groups by their labels', async () => {
    const stdin = JSON.stringify({ serviceNetwork: { county: { numerator: 1, denominator: 1 } } })
    const argv = ['indicators', '-', '-p', 'shandong', '--as-of', '2023-12-31', '--param', 'serviceNetworkCover=0.9000']
    const { out } = await yibao(argv, { stdin })
    expect(out).toContain('| 五级经办服务网络的覆盖率 · 县 |')
    expect(out).toContain('五级经办服务网络的覆盖率 · 村（serviceNetwork.village）：需要 numerator、denominator')
  })
})
