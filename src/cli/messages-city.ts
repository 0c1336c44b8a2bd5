/** What the commands say that make a city's claims and sum them up. */
export const ZH_CITY = {
  optionCityYear: '结算年份；有 --policy 时为待遇年度，不填则取施行期内的第一个整年',
  fewPersons: '{claims} 份单据至少要有 {least} 人（--persons）',
  yearNotInForce: '该政策在 {year} 年度不施行（施行期 {from} 至 {to}）',
  describeSummary: '按人、按结算先后结算全部单据并汇总：各项基金、医院等级、就医类型、月份、封顶、分布',
  optionHtml: '写成一个网页文件（带图，不联网，不含脚本）',
  coversNothing: '政策包“{policy}”没有列出任何就医类型（covers），无从生成',
} as const

export const EN_CITY: Readonly<Record<keyof typeof ZH_CITY, string>> = {
  optionCityYear: 'year of settlement; with --policy the benefit year, by default the first that lies wholly in the window',
  fewPersons: '{claims} claims need at least {least} persons (--persons)',
  yearNotInForce: 'the policy is not in force in the benefit year {year} (window {from} to {to})',
  describeSummary:
    'settle all claims, person by person in the order of settlement, and sum them up: funds, tiers, kinds, months, limits, distribution',
  optionHtml: 'write one web page (with pictures; no network, no script)',
  coversNothing: 'the pack "{policy}" lists no kinds of encounter (covers), so that there is nothing to generate',
}
