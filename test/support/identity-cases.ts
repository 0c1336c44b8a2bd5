type Json = Readonly<Record<string, unknown>>

/** Points on a ratio of 50%, by category: of 1000.00 the fund pays 500.00, and 10.00 more for each point. */
const POINTS: readonly (readonly [category: string, points: string])[] = [
  ['povertyReturnMonitored', '10'],
  ['minimumLivingAllowance', '30'],
  ['extremePoverty', '40'],
]

const points = (id: string, leaf: Json, value: string): Json => ({
  id,
  conditions: { all: [leaf] },
  event: { type: 'addRatioPoints', params: { points: value } },
})

/** A pack that pays by category, and a point less where the treatment is over before the person was recognised or marked. */
export const categoryPack = (rest: Json = {}): Json => ({
  version: 1,
  id: 'small',
  covers: ['inpatient', 'outpatient'],
  layers: [{ id: 'basic', base: ['inPolicy'], segments: [{ ratio: '0.5' }] }],
  rules: [
    ...POINTS.map(([value, added]) => points(value, { fact: 'person.lowIncomeCategory', operator: 'equal', value }, added)),
    ...['lowIncomeRecognisedOn', 'lowIncomeMarkedOn'].map(day =>
      points(day, { fact: 'encounter.settleDate', operator: 'lessThan', value: { fact: `person.${day}` } }, '-1'),
    ),
  ],
  ...rest,
})

export const RANK = ['extremePoverty', 'minimumLivingAllowance', 'povertyReturnMonitored']

/** A stay from 1 to 9 March 2024, settled on 11 March, of 1000.00; `person` says whose. */
export const stayOf = (person: Json, encounter: Json = {}): Json => ({
  id: 'c1',
  person: { id: 'p1', ...person },
  insurance: { scheme: 'resident' },
  institution: { id: 'h1', type: 'hospital', tier: 'level2', adminLevel: 'county' },
  encounter: {
    kind: 'inpatient',
    admitDate: '2024-03-01',
    dischargeDate: '2024-03-09',
    settleDate: '2024-03-11',
    location: 'sameCounty',
    ...encounter,
  },
  cost: { total: '1000.00' },
})
