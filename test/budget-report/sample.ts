import type { BudgetReport, ClosingShare, LedgerEntry, MonthPayment } from '../../src/budget/report.ts'

const yuan = (fen: number): string => `${String(Math.trunc(fen / 100))}.${String(fen % 100).padStart(2, '0')}`
const both = (zh: string, en: string): { readonly zh: string; readonly en: string } => ({ zh, en })

const MEMBERS = [
  ['h1', '湖滨市第一人民医院', 'Lakeside First People’s Hospital'],
  ['h2', '湖滨市中医医院', 'Lakeside Hospital of Chinese Medicine'],
  ['h3', '东城街道社区卫生服务中心', 'East Town Community Health Centre'],
  ['h4', '西城街道社区卫生服务中心', 'West Town Community Health Centre'],
  ['h5', '马宫镇中心卫生院', 'Magong Central Township Health Centre'],
  ['h6', '红草镇卫生院', 'Hongcao Township Health Centre'],
  ['h7', '东涌镇卫生院（县域医疗服务次中心）', 'Dongchong Township Health Centre (county sub-centre)'],
  ['h8', '捷胜镇卫生院', 'Jiesheng Township Health Centre'],
] as const

/** What each member has approved in a month, in fen: in all 9,000,000.00. */
const APPROVED = [500_000_000, 160_000_000, 60_000_000, 50_000_000, 45_000_000, 35_000_000, 30_000_000, 20_000_000]
const MONTHLY = 900_000_000
/** One twelfth of 105,000,000.00. */
const ADVANCE = 875_000_000

/** The advance comes back with the last month. */
const months: readonly MonthPayment[] = Array.from({ length: 12 }, (_, i) => {
  const offset = i === 11 ? ADVANCE : 0
  return {
    month: `2021-${String(i + 1).padStart(2, '0')}`,
    approved: yuan(MONTHLY),
    offset: yuan(offset),
    paid: yuan(MONTHLY - offset),
    advanceLeft: yuan(i === 11 ? 0 : ADVANCE),
    members: MEMBERS.map(([member], j) => ({ member, approved: yuan(APPROVED[j]!) })),
    advances: [],
  }
})

const share = (party: string, label: { zh: string; en: string }, of: string, amount: string): ClosingShare => ({
  party,
  label,
  share: of,
  amount,
  rules: ['overrun.year1'],
  clauses: ['lakeside/3.1.2.7'],
})

const entry = (
  id: string,
  stage: LedgerEntry['stage'],
  on: string | null,
  to: string,
  amount: string,
  zh: string,
  en: string,
): LedgerEntry => ({
  id,
  stage,
  on,
  from: 'fund',
  to,
  amount,
  label: both(zh, en),
  rules: [],
  clauses: ['lakeside/3.1.1.4'],
})

/** 108,000,000.00 spent of 105,000,000.00: 3,000,000.00 over, shared 5 : 22 : 73. */
export const OVERRUN: BudgetReport = {
  version: 1,
  policy: { id: 'lakeside', version: 1, status: 'trial', scheme: 'illustrative', illustrative: true },
  year: 2021,
  unit: {
    kind: 'alliance',
    name: both('湖滨城区医疗集团', 'Lakeside urban medical group'),
    lead: 'h1',
    members: MEMBERS.map(([id, zh, en]) => ({ id, name: both(zh, en) })),
  },
  plan: {
    lines: [
      {
        id: 'base',
        label: both('前三年统筹基金支付平均数', 'Mean of what the pooled fund paid in three years'),
        amount: '100000000.00',
        working: '(95000000.00 + 100000000.00 + 105000000.00) ÷ 3',
        rules: ['total'],
        clauses: ['lakeside/3.1.1.2'],
      },
      {
        id: 'growth',
        label: both('征缴增长', 'Growth of contributions'),
        amount: '5000000.00',
        working: '100000000.00 × 0.0500',
        rules: ['total'],
        clauses: ['lakeside/3.1.1.2'],
      },
    ],
    total: '105000000.00',
    advance: {
      id: 'advance',
      label: both('年初预付一个月', 'Advance of one month'),
      amount: '8750000.00',
      working: '105000000.00 ÷ 12',
      rules: ['advance'],
      clauses: ['lakeside/3.1.1.3'],
    },
    reserve: {
      id: 'reserve',
      label: both('奖励金预留', 'Incentive reserve'),
      amount: '2100000.00',
      working: '105000000.00 × 0.0200',
      rules: ['reserve'],
      clauses: ['lakeside/3.1.2.10'],
    },
    allocations: [],
  },
  months,
  closing: {
    total: '105000000.00',
    actual: '108000000.00',
    surplus: '0.00',
    overrun: '3000000.00',
    sharedOverrun: '3000000.00',
    shares: [
      share('group', both('医疗集团', 'medical group'), '0.0500', '150000.00'),
      share('finance', both('区财政', 'district finance'), '0.2200', '660000.00'),
      share('insurance', both('医保基金', 'insurance fund'), '0.7300', '2190000.00'),
    ],
    members: MEMBERS.map(([member], i) => ({ member, actual: yuan(APPROVED[i]! * 12) })),
    splits: [],
    reserve: '2100000.00',
    rewarded: ['h1', 'h5'],
  },
  scores: {
    method: 'dip',
    terms: { id: 'dip', source: 'published', clause: null, basis: null },
    findings: [],
    sources: [],
    fund: '40000000.00',
    reimbursementRatio: '0.8000',
    score: '50000.0000',
    pointValue: '1000.0000',
    institutions: MEMBERS.slice(0, 4).map(([member], i) => ({
      member,
      cases: 1200 - i * 300,
      score: ['30000.0000', '12000.0000', '5000.0000', '3000.0000'][i]!,
      standard: ['30000000.00', '12000000.00', '5000000.00', '3000000.00'][i]!,
      paidByOthers: ['6000000.00', '2400000.00', '1000000.00', '600000.00'][i]!,
      entitled: ['24000000.00', '9600000.00', '4000000.00', '2400000.00'][i]!,
      used: ['23000000.00', '9800000.00', '3100000.00', '2400000.00'][i]!,
      band: null,
      fund: ['24000000.00', '9600000.00', '4000000.00', '2400000.00'][i]!,
    })),
    cases: [
      {
        id: 'case-1',
        member: 'h1',
        group: 'I63.9',
        multiple: '2.5000',
        deviation: 'above',
        factors: [{ id: 'deviation', factor: '1.5000' }],
        score: '150.0000',
        review: false,
        standard: '150000.00',
        entitled: '120000.00',
      },
    ],
    remainder: '0.00',
  },
  spend: {
    cases: 3,
    paid: '108000000.00',
    rows: [
      { member: 'h1', month: '2021-01', kind: 'inpatient', counts: 'paid', cases: 2, cost: '120000000.00', paid: '90000000.00' },
      { member: 'h2', month: '2021-02', kind: 'outpatient', counts: 'paid', cases: 1, cost: '20000000.00', paid: '18000000.00' },
    ],
    outside: [{ why: 'notMember', cases: 5, paid: '12345.67' }],
    unknown: [{ institution: 'x1', cases: 5, paid: '12345.67' }],
    refused: 0,
  },
  ledger: [
    entry('advance', 'plan', '2021-01-01', 'member:h1', '8750000.00', '年初预付一个月', 'Advance of one month'),
    ...months.map(({ month, paid }) => entry(`month-${month}`, 'month', month, 'member:h1', paid, '按月结算', 'Monthly payment')),
    { ...entry('overrun', 'closing', null, 'unit', '660000.00', '超支分担', 'Share of the overrun'), from: 'finance' },
  ],
  fired: ['advance', 'overrun.year1', 'reserve', 'total'],
  assumptions: [{ fact: 'budget.reasonableOverrun', value: '3000000.00' }],
  findings: [],
  sources: [{ parameter: 'carveOut', value: false, source: 'illustrative', clause: 'lakeside/3.1.2.10' }],
}

/** The same year with 100,000,000.00 spent: the group keeps the 5,000,000.00 that are left. */
export const SURPLUS: BudgetReport = {
  ...OVERRUN,
  closing: {
    ...OVERRUN.closing!,
    actual: '100000000.00',
    surplus: '5000000.00',
    overrun: '0.00',
    sharedOverrun: '0.00',
    shares: [share('group', both('医疗集团', 'medical group'), '1.0000', '5000000.00')],
    members: MEMBERS.map(([member], i) => ({
      member,
      actual: yuan([5_200_000_000, 1_900_000_000, 800_000_000, 600_000_000, 500_000_000, 400_000_000, 350_000_000, 250_000_000][i]!),
    })),
  },
}

/** A region of forty institutions, of which pictures can name only some. */
export const REGION: BudgetReport = {
  ...OVERRUN,
  unit: {
    kind: 'region',
    name: null,
    lead: null,
    members: Array.from({ length: 40 }, (_, i) => ({ id: `r${String(i)}`, name: both(`第${String(i)}医院`, `Hospital ${String(i)}`) })),
  },
  months: [],
  closing: {
    ...OVERRUN.closing!,
    rewarded: null,
    members: Array.from({ length: 40 }, (_, i) => ({ member: `r${String(i)}`, actual: '2700000.00' })),
  },
  scores: null,
}
