import { describe, expect, it } from 'vitest'
import { formatIssue } from '../../src/base/format-issue.ts'
import { MESSAGES } from '../../src/base/messages.ts'
import { FACTS } from '../../src/facts/catalogue.ts'
import { readClaim } from '../../src/facts/claim.ts'
import type { FactValue } from '../../src/facts/spec.ts'

type Json = Record<string, unknown>

const ordinary = (): Json => ({
  id: 'c1',
  person: { id: 'p1', lowIncomeCategory: 'none', conditions: [] },
  insurance: { scheme: 'resident', poolCity: '990100', county: '990121', enrolled: true },
  institution: { id: 'h1', type: 'townshipCentre', tier: 'level1', adminLevel: 'township', city: '990100', county: '990121' },
  encounter: { kind: 'inpatient', admitDate: '2023-06-01', dischargeDate: '2023-06-09', settleDate: '2023-06-09', location: 'sameCounty' },
  referral: { direction: 'none' },
  cost: { total: '6200.00', offCatalogue: '300.00', overLimit: '0.00', advanceSelfPay: '100.00' },
})

/** An ordinary claim with the value at a dotted path replaced; undefined leaves the path out. */
function changed(...changes: readonly (readonly [path: string, value: unknown])[]): Json {
  const claim = ordinary()
  for (const [path, value] of changes) {
    const keys = path.split('.')
    const last = keys.pop()!
    let at = claim
    for (const key of keys) at = (at[key] ??= {}) as Json
    if (value === undefined) Reflect.deleteProperty(at, last)
    else at[last] = value
  }
  return claim
}

const item = (more: Json = {}): Json => ({ id: 'i1', amount: '10.00', catalogueClass: 'A', itemKind: 'westernDrug', ...more })
const withItems = (items: unknown, ...more: readonly (readonly [string, unknown])[]): Json => changed(['cost', { items }], ...more)
const withItem = (more: Json): Json => withItems([item(more)])

function factsOf(claim: Json): ReadonlyMap<string, FactValue> {
  const read = readClaim(claim)
  expect(read.issues).toEqual([])
  return read.claim!.facts
}

const found = (input: unknown): readonly string[] => readClaim(input).issues.map(issue => `${issue.code} ${issue.path}`)

const cyclic = (): unknown => {
  const claim = ordinary()
  claim['person'] = claim
  return claim
}

class Person {
  readonly id = 'p1'
}

const MALFORMED: readonly (readonly [name: string, input: unknown, ...expected: string[]])[] = [
  ['null is no claim', null, 'wrongType '],
  ['undefined is no claim', undefined, 'wrongType '],
  ['a list is no claim', [ordinary()], 'wrongType '],
  ['a string is no claim', '{}', 'wrongType '],
  ['a function is no claim', () => ordinary(), 'wrongType '],
  ['an instance of a class is no plain object', changed(['person', new Person()]), 'wrongType /person'],
  ['a Map is no plain object', new Map([['id', 'c1']]), 'wrongType '],
  ['a misspelt key', changed(['institution.teir', 'level1']), 'unknownKey /institution/teir'],
  ['a fact at the wrong place', changed(['scheme', 'resident']), 'unknownKey /scheme'],
  ['a key with a slash', changed(['person.a/b~c', 1]), 'unknownKey /person/a~1b~0c'],
  ['__proto__ from JSON', JSON.parse('{ "__proto__": { "id": "x" } }'), 'unknownKey /__proto__'],
  ['__proto__ further down', JSON.parse('{ "person": { "__proto__": { "rural": true } } }'), 'unknownKey /person/__proto__'],
  ['constructor', JSON.parse('{ "cost": { "constructor": { "prototype": {} } } }'), 'unknownKey /cost/constructor'],
  ['toString as a code', changed(['institution.tier', 'toString']), 'unknownCode /institution/tier'],
  ['an unknown code', changed(['institution.tier', 'level9']), 'unknownCode /institution/tier'],
  ['a code in capitals', changed(['insurance.scheme', 'Resident']), 'unknownCode /insurance/scheme'],
  ['a number for a code', changed(['institution.tier', 1]), 'wrongType /institution/tier'],
  ['an empty code', changed(['institution.tier', '']), 'unknownCode /institution/tier'],
  ['null for a fact', changed(['encounter.disease', null]), 'wrongType /encounter/disease'],
  ['a word for a flag', changed(['insurance.enrolled', 'true']), 'wrongType /insurance/enrolled'],
  ['a number for a flag', changed(['insurance.enrolled', 1]), 'wrongType /insurance/enrolled'],
  ['a third decimal', changed(['cost.offCatalogue', '1.005']), 'tooManyDecimals /cost/offCatalogue'],
  ['a third decimal that is zero', changed(['cost.offCatalogue', '1.000']), 'tooManyDecimals /cost/offCatalogue'],
  ['a binary fraction', changed(['cost.offCatalogue', 0.1 + 0.2]), 'tooManyDecimals /cost/offCatalogue'],
  ['an exponent', changed(['cost.total', '1e3']), 'notADecimal /cost/total'],
  ['a number too large for plain digits', changed(['cost.total', 1e21]), 'notADecimal /cost/total'],
  ['NaN', changed(['cost.total', NaN]), 'notADecimal /cost/total'],
  ['infinity', changed(['cost.total', Infinity]), 'notADecimal /cost/total'],
  ['a thousands separator', changed(['cost.total', '6,200.00']), 'notADecimal /cost/total'],
  ['a space', changed(['cost.total', ' 6200.00']), 'notADecimal /cost/total'],
  ['full-width digits', changed(['cost.total', '６２００']), 'notADecimal /cost/total'],
  ['an amount below zero', changed(['cost.offCatalogue', '-0.01']), 'outOfRange /cost/offCatalogue'],
  ['one fen too much', changed(['cost.total', '1000000000.01']), 'outOfRange /cost/total'],
  ['an amount of a thousand digits', changed(['cost.total', '9'.repeat(1000)]), 'outOfRange /cost/total'],
  ['a boolean for money', changed(['cost.total', true]), 'wrongType /cost/total'],
  ['a bigint for money', changed(['cost.total', 620000n]), 'wrongType /cost/total'],
  ['an object with toString for money', changed(['cost.total', { toString: () => '1.00' }]), 'wrongType /cost/total'],
  ['an object without prototype for money', changed(['cost.total', Object.create(null)]), 'wrongType /cost/total'],
  ['30 February', changed(['encounter.admitDate', '2023-02-30']), 'notADay /encounter/admitDate'],
  ['29 February of a common year', changed(['encounter.admitDate', '2023-02-29']), 'notADay /encounter/admitDate'],
  ['a day with a time', changed(['encounter.admitDate', '2023-06-01T00:00:00Z']), 'notADay /encounter/admitDate'],
  ['a day without zeros', changed(['encounter.admitDate', '2023-6-1']), 'notADay /encounter/admitDate'],
  ['a Date object', changed(['encounter.admitDate', new Date(0)]), 'wrongType /encounter/admitDate'],
  ['an area of five digits', changed(['insurance.poolCity', '99010']), 'notAnArea /insurance/poolCity'],
  ['an area of seven digits', changed(['insurance.poolCity', '9901000']), 'notAnArea /insurance/poolCity'],
  ['an area with a letter', changed(['insurance.poolCity', '99010a']), 'notAnArea /insurance/poolCity'],
  ['an area that begins with zero', changed(['insurance.poolCity', '099010']), 'notAnArea /insurance/poolCity'],
  ['an area as a number', changed(['insurance.poolCity', 990100]), 'wrongType /insurance/poolCity'],
  ['a fraction of a count', changed(['person.remotePlacementCount', 1.5]), 'tooManyDecimals /person/remotePlacementCount'],
  ['a count below zero', changed(['person.remotePlacementCount', -1]), 'outOfRange /person/remotePlacementCount'],
  ['a count as a string', changed(['person.remotePlacementCount', '1']), 'wrongType /person/remotePlacementCount'],
  ['an empty id', changed(['institution.id', '']), 'emptyText /institution/id'],
  ['an id of 201 characters', changed(['institution.id', 'x'.repeat(201)]), 'tooLarge /institution/id'],
  ['a set that is no list', changed(['encounter.caseFlags', 'urgentRescue']), 'wrongType /encounter/caseFlags'],
  ['an unknown code in a closed set', changed(['encounter.caseFlags', ['urgentRescue', 'urgent']]), 'unknownCode /encounter/caseFlags/1'],
  ['a number in an open set', changed(['person.conditions', [1]]), 'wrongType /person/conditions/0'],
  ['a set with a hole', changed(['person.conditions', new Array(1)]), 'wrongType /person/conditions/0'],
  ['a huge set', changed(['person.conditions', new Array(1e9)]), 'tooLarge /person/conditions'],
  ['an object where a fact stands', changed(['institution.tier', {}]), 'wrongType /institution/tier'],
  ['a fact where an object stands', changed(['institution.conduct', true]), 'wrongType /institution/conduct'],
  ['a fact of the history', changed(['history', { stays: 0 }]), 'fromState /history'],
  ['another version', changed(['version', 2]), 'unknownVersion /version'],
  ['an id that is a number', changed(['id', 1]), 'wrongType /id'],
  [
    'a reference to itself',
    cyclic(),
    ...['person', 'insurance', 'institution', 'encounter', 'referral', 'cost'].map(key => `unknownKey /person/${key}`),
  ],
  ['a state that is a list', changed(['state', []]), 'wrongType /state'],
  ['parts that exceed the total', changed(['cost.offCatalogue', '6100.01']), 'partsExceedTotal /cost/total'],
  ['an in-policy cost that does not agree', changed(['cost.inPolicy', '5800.01']), 'inPolicyDiffers /cost/inPolicy'],
  ['irregular cost over the total', changed(['cost.irregularAmount', '6200.01']), 'factConstraint /cost/irregularAmount'],
  ['items that are no list', withItems({}), 'wrongType /cost/items'],
  ['2,001 items', withItems(new Array(2001)), 'tooLarge /cost/items'],
  ['an item that is null', withItems([null]), 'wrongType /cost/items/0'],
  [
    'an empty item',
    withItems([{}]),
    'missingField /cost/items/0/id',
    'missingField /cost/items/0/amount',
    'missingField /cost/items/0/catalogueClass',
  ],
  ['an unknown key of an item', withItem({ __proto__x: 1 }), 'unknownKey /cost/items/0/__proto__x'],
  ['an item of class D', withItem({ catalogueClass: 'D' }), 'unknownCode /cost/items/0/catalogueClass'],
  ['a class B item without a share', withItem({ catalogueClass: 'B' }), 'missingField /cost/items/0/selfPayShare'],
  ['a share over one', withItem({ selfPayShare: '1.0001' }), 'outOfRange /cost/items/0/selfPayShare'],
  ['a share of five decimals', withItem({ selfPayShare: '0.10000' }), 'tooManyDecimals /cost/items/0/selfPayShare'],
  ['an over-limit cost above the amount', withItem({ overLimit: '10.01' }), 'overLimitExceedsAmount /cost/items/0/overLimit'],
  ['two items of one id', withItems([item(), item()]), 'duplicateId /cost/items/1/id'],
  ['items and a part', withItems([item()], ['cost.overLimit', '0.00']), 'itemsAndTotals /cost/overLimit'],
  ['items and an in-policy cost', withItems([item()], ['cost.inPolicy', '10.00']), 'itemsAndTotals /cost/inPolicy'],
  [
    'a part beside items that are wrong',
    withItems([1], ['cost.overLimit', '0.00']),
    'wrongType /cost/items/0',
    'itemsAndTotals /cost/overLimit',
  ],
  ['a total that is not the sum of the items', withItems([item()], ['cost.total', '10.01']), 'itemsTotalDiffers /cost/total'],
  [
    'items that add up to too much',
    withItems([item({ amount: '1000000000.00' }), item({ id: 'i2', amount: '0.01' })]),
    'tooLarge /cost/items',
  ],
  ['discharge before admission', changed(['encounter.dischargeDate', '2023-05-31']), 'daysOutOfOrder /encounter/dischargeDate'],
  ['settlement before discharge', changed(['encounter.settleDate', '2023-06-08']), 'daysOutOfOrder /encounter/settleDate'],
  ['settlement before service', changed(['encounter.serviceDate', '2023-06-10']), 'daysOutOfOrder /encounter/settleDate'],
  [
    'a referral that ends before it begins',
    changed(['referral.validFrom', '2023-06-02'], ['referral.validTo', '2023-06-01']),
    'daysOutOfOrder /referral/validTo',
  ],
  ['a location that contradicts the counties', changed(['encounter.location', 'otherCountySameCity']), 'contradiction /encounter/location'],
  ['a location that contradicts the cities', changed(['institution.city', '980100']), 'contradiction /encounter/location'],
  [
    'a far location in the same city, the county unknown',
    changed(['institution.county', undefined], ['encounter.location', 'outProvince']),
    'contradiction /encounter/location',
  ],
  [
    'a village clinic of level 2',
    changed(['institution.type', 'villageClinic'], ['institution.tier', 'level2']),
    'factConstraint /institution/tier',
  ],
  [
    'a stay at a pharmacy',
    changed(['institution.type', 'retailPharmacy'], ['institution.tier', 'unrated']),
    'factConstraint /encounter/kind',
  ],
  ['identities that are no list', changed(['person.identities', {}]), 'wrongType /person/identities'],
  [
    'an identity without category and day',
    changed(['person.identities', [{}]]),
    'missingField /person/identities/0/category',
    'missingField /person/identities/0/from',
  ],
  [
    'an identity that ends before it begins',
    changed(['person.identities', [{ category: 'extremePoverty', from: '2023-02-01', to: '2023-01-31' }]]),
    'daysOutOfOrder /person/identities/0/to',
  ],
]

describe('a malformed claim', () => {
  it.each(MALFORMED)('%s', (_, input, ...expected) => {
    const read = readClaim(input)
    expect(read.issues.map(issue => `${issue.code} ${issue.path}`)).toEqual(expected)
    expect(read.claim).toBeUndefined()
    for (const issue of read.issues) {
      expect(MESSAGES[issue.code], issue.code).toBeDefined()
      for (const language of ['zh', 'en'] as const) expect(formatIssue(issue, language)).not.toMatch(/\{\w+\}|实为。/)
    }
  })

  it('shows all its problems at once', () => {
    const claim = changed(
      ['institution.teir', 1],
      ['cost.total', '1.005'],
      ['encounter.admitDate', '2023-02-30'],
      ['insurance.scheme', 'farmer'],
      ['person.rural', 'no'],
    )
    expect([...found(claim)].sort()).toEqual([
      'notADay /encounter/admitDate',
      'tooManyDecimals /cost/total',
      'unknownCode /insurance/scheme',
      'unknownKey /institution/teir',
      'wrongType /person/rural',
    ])
  })

  it('suggests the name that was meant', () => {
    const suggestionFor = (claim: Json): unknown => readClaim(claim).issues[0]?.params['suggestion']
    expect(suggestionFor(changed(['institution.teir', 'level1']))).toBe('tier')
    expect(suggestionFor(changed(['scheme', 'resident']))).toBe('insurance.scheme')
    expect(suggestionFor(changed(['institution.type', 'townshipCenter']))).toBe('townshipCentre')
    expect(suggestionFor(changed(['institution.qqqqqqqqqqqq', 1]))).toBeUndefined()
  })

  it('pollutes nothing', () => {
    const before = Reflect.ownKeys(Object.prototype)
    readClaim(
      JSON.parse(
        '{ "__proto__": { "polluted": 1 }, "person": { "__proto__": { "polluted": 1 }, "constructor": { "prototype": { "polluted": 1 } } } }',
      ),
    )
    readClaim(JSON.parse('{ "cost": { "items": [{ "__proto__": { "amount": "1.00" } }] } }'))
    expect(Reflect.ownKeys(Object.prototype)).toEqual(before)
    expect(({} as Json)['polluted']).toBeUndefined()
  })

  it('takes nothing that is inherited', () => {
    const claim = ordinary()
    claim['person'] = Object.assign(Object.create({ rural: true }) as Json, { id: 'p1' })
    expect(found(claim)).toEqual(['wrongType /person'])
  })

  it('reads own enumerable string keys only', () => {
    const claim = ordinary()
    Object.defineProperty(claim, 'hidden', { value: 1, enumerable: false })
    Object.assign(claim, { [Symbol('s')]: 1 })
    expect(found(claim)).toEqual([])
  })

  it('never calls toJSON, toString or valueOf', () => {
    const trap = (): never => {
      throw new Error('called')
    }
    const value = { toJSON: trap, toString: trap, valueOf: trap }
    expect(
      found(changed(['cost.total', value], ['institution.tier', value], ['encounter.admitDate', value])).every(text =>
        text.startsWith('wrongType'),
      ),
    ).toBe(true)
  })

  it('ends in an issue where reading a property throws', () => {
    const throwing = Object.defineProperty(ordinary(), 'person', {
      enumerable: true,
      get: () => {
        throw new Error('no')
      },
    })
    expect(found(throwing)).toEqual(['unreadable '])
    const { proxy, revoke } = Proxy.revocable({}, {})
    revoke()
    expect(found(proxy)).toEqual(['unreadable '])
  })

  it('bounds the state: cyclic is too deep, huge is too large, a Date is no plain object', () => {
    const state: Json = {}
    state['self'] = state
    expect(found(changed(['state', state]))).toEqual(['tooDeep /state/self'])
    expect(found(changed(['state', { stays: new Array(1e9) }]))).toEqual(['tooLarge /state/stays'])
    expect(found(changed(['state', { stays: Array.from({ length: 15000 }, () => [0]) }]))).toEqual(['tooLarge /state'])
    expect(found(changed(['state', { day: new Date(0) }]))).toEqual(['wrongType /state/day'])
    const wide = Array.from({ length: 40 }).reduce<unknown>(shared => [shared, shared], 0)
    expect(found(changed(['state', { wide }]))[0]).toMatch(/^tooDeep/)
  })

  it('bounds the keys it reads and shows', () => {
    const keys = Object.fromEntries(Array.from({ length: 2001 }, (_, i) => [`k${i}`, 1]))
    expect(found({ person: keys })).toEqual(['tooLarge /person'])
    const [issue] = readClaim({ ['x'.repeat(1e6)]: 1 }).issues
    expect(issue?.path.length).toBeLessThan(100)
  })
})

describe('a claim', () => {
  it('is read in internal units', () => {
    const facts = factsOf(changed(['encounter.caseFlags', ['urgentRescue', 'difficultCase', 'urgentRescue']]))
    expect(facts.get('insurance.poolCity')).toBe(990100)
    expect(facts.get('encounter.admitDate')).toBe(19509)
    expect(facts.get('cost.total')).toBe(620000)
    expect(facts.get('encounter.caseFlags')).toEqual(['difficultCase', 'urgentRescue'])
    expect(facts.get('person.id')).toBe('p1')
  })

  it('says what was given and what was taken by default, in catalogue order', () => {
    const { claim } = readClaim(ordinary())
    expect([...claim!.given].sort()).toEqual(
      [
        'cost.advanceSelfPay cost.offCatalogue cost.overLimit cost.total encounter.admitDate encounter.dischargeDate encounter.kind',
        'encounter.location encounter.settleDate institution.adminLevel institution.city institution.county institution.id',
        'institution.tier institution.type insurance.county insurance.enrolled insurance.poolCity insurance.scheme person.conditions',
        'person.id person.lowIncomeCategory referral.direction',
      ]
        .join(' ')
        .split(' '),
    )
    const order = FACTS.map(spec => spec.path)
    expect(claim!.defaulted).toEqual(order.filter(path => claim!.defaulted.includes(path)))
    for (const path of claim!.defaulted) {
      expect(claim!.given.has(path)).toBe(false)
      expect(claim!.facts.get(path)).toEqual(FACTS.find(spec => spec.path === path)!.default)
    }
    expect(claim!.defaulted.some(path => path.startsWith('history.'))).toBe(false)
  })

  it('grants nothing by default', () => {
    const facts = factsOf({})
    expect(facts.get('institution.designated')).toBe(true)
    expect(facts.get('insurance.enrolled')).toBe(true)
    expect(facts.get('encounter.treatableHere')).toBe(true)
    expect(facts.get('referral.compliant')).toBe(false)
    expect(facts.get('person.lowIncomeCategory')).toBe('none')
  })

  it('has no entry for a required fact or a day that is absent', () => {
    const facts = factsOf({})
    for (const spec of FACTS) expect(facts.has(spec.path), spec.path).toBe(spec.default !== undefined)
  })

  it('may name its schema, version and state', () => {
    const state = { year: 2023, stays: [] }
    const read = readClaim(changed(['$schema', 'https://example.org/claim.json'], ['version', 1], ['state', state]))
    expect(read.issues).toEqual([])
    expect(read.claim?.state).toEqual(state)
    expect(read.claim?.id).toBe('c1')
  })

  it('treats a property that is undefined as absent', () => {
    expect(
      factsOf({ ...ordinary(), region: undefined, encounter: { kind: 'outpatient', serviceDate: undefined } }).has('encounter.serviceDate'),
    ).toBe(false)
  })

  it('takes numbers for amounts, and a code that the catalogue does not know for a disease', () => {
    const facts = factsOf(changed(['cost.total', 6200.5], ['encounter.disease', 'I10.x00'], ['person.conditions', ['I10.x00']]))
    expect(facts.get('cost.total')).toBe(620050)
    expect(facts.get('encounter.disease')).toBe('I10.x00')
  })

  it('is not changed, even if frozen', () => {
    const claim = ordinary()
    for (const part of Object.values(claim)) Object.freeze(part)
    const text = JSON.stringify(Object.freeze(claim))
    expect(readClaim(claim).issues).toEqual([])
    expect(JSON.stringify(claim)).toBe(text)
  })

  it('may come from an object without prototype', () => {
    const claim = Object.assign(Object.create(null) as Json, ordinary())
    expect(readClaim(claim).issues).toEqual([])
  })

  it('may reach each bound, and no further', () => {
    factsOf(changed(['cost.total', '1000000000.00']))
    factsOf(changed(['cost.offCatalogue', '6100.00']))
    factsOf(changed(['cost.inPolicy', '5800.00']))
    factsOf(changed(['cost.irregularAmount', '6200.00']))
    factsOf(changed(['institution.id', 'x'.repeat(200)]))
    factsOf(changed(['encounter.admitDate', '2023-06-09']))
    factsOf(changed(['encounter.serviceDate', '2023-06-09']))
    factsOf(changed(['referral.validFrom', '2023-06-02'], ['referral.validTo', '2023-06-02']))
    factsOf(changed(['institution.type', 'villageClinic']))
    factsOf(withItem({ overLimit: '10.00' }))
    factsOf(withItem({ catalogueClass: 'B', selfPayShare: '1.0000' }))
    factsOf(withItems(Array.from({ length: 2000 }, (_, i) => item({ id: `i${i}` }))))
    factsOf(withItems([]))
    factsOf(changed(['state', JSON.parse('{"a":'.repeat(11) + '{}' + '}'.repeat(11))]))
    expect(found(changed(['state', JSON.parse('{"a":'.repeat(12) + '{}' + '}'.repeat(12))]))).toEqual([`tooDeep /state${'/a'.repeat(12)}`])
  })

  it('keeps identities as they are', () => {
    const { claim } = readClaim(changed(['person.identities', [{ category: 'extremePoverty', from: '1970-01-02', to: '1970-01-02' }]]))
    expect(claim?.identities).toEqual([{ category: 'extremePoverty', from: 1, to: 1, recognisedOn: undefined, markedOn: undefined }])
  })
})

describe('derived facts', () => {
  it.each([
    ['the same county', [], 'sameCounty'],
    ['another county', [['institution.county', '990122']], 'otherCountySameCity'],
    ['a city institution, even in the same county', [['institution.adminLevel', 'city']], 'cityOwned'],
    ['a province institution in the city', [['institution.adminLevel', 'province']], 'sameCounty'],
    [
      'a city institution of another city',
      [
        ['institution.adminLevel', 'city'],
        ['institution.city', '990200'],
      ],
      'outCityInProvince',
    ],
    ['another city of the province', [['institution.city', '990200']], 'outCityInProvince'],
    ['another province', [['institution.city', '980100']], 'outProvince'],
    ['the county unknown', [['institution.county', undefined]], undefined],
    [
      'the insured county unknown, another city',
      [
        ['insurance.county', undefined],
        ['institution.city', '990200'],
      ],
      'outCityInProvince',
    ],
    ['the city unknown', [['institution.city', undefined]], undefined],
    ['the level unknown', [['institution.adminLevel', undefined]], undefined],
  ] as readonly (readonly [string, readonly (readonly [string, unknown])[], string | undefined])[])(
    'location: %s',
    (_, changes, expected) => {
      expect(factsOf(changed(['encounter.location', undefined], ...changes)).get('encounter.location')).toBe(expected)
    },
  )

  it('leaves a given location that is possible', () => {
    expect(factsOf(changed(['institution.county', undefined])).get('encounter.location')).toBe('sameCounty')
    expect(factsOf(changed(['institution.city', undefined], ['encounter.location', 'outProvince'])).get('encounter.location')).toBe(
      'outProvince',
    )
  })

  it('takes the tier for ratio and deductible, unless given', () => {
    const facts = factsOf(changed(['institution.ratioTier', 'level2']))
    expect(facts.get('institution.ratioTier')).toBe('level2')
    expect(facts.get('institution.deductibleTier')).toBe('level1')
  })

  it('derives the in-policy cost from totals', () => {
    expect(factsOf(ordinary()).get('cost.inPolicy')).toBe(580000)
    expect(readClaim(ordinary()).claim?.given.has('cost.inPolicy')).toBe(false)
  })

  it('derives the totals from items, each rounded by itself', () => {
    const facts = factsOf(
      withItems([
        item({ amount: '0.05', catalogueClass: 'B', selfPayShare: '0.1000' }),
        item({ id: 'i2', amount: '0.05', catalogueClass: 'B', selfPayShare: 0.1, irregular: true }),
        item({ id: 'i3', amount: '3.00', catalogueClass: 'C', overLimit: '1.00' }),
        item({ id: 'i4', amount: '10.00', overLimit: '2.50' }),
      ]),
    )
    const parts = ['total', 'offCatalogue', 'overLimit', 'advanceSelfPay', 'inPolicy', 'irregularAmount'].map(key =>
      facts.get(`cost.${key}`),
    )
    // 0.05 at 10 % is half a fen, rounded up, twice.
    expect(parts).toEqual([1310, 300, 250, 2, 758, 4])
  })

  it('fills what an item leaves out', () => {
    const { claim } = readClaim(withItems([{ id: 'i1', amount: 1, catalogueClass: 'A' }]))
    expect(claim?.items).toEqual([
      { id: 'i1', amount: 100, overLimit: 0, selfPayShare: 0, catalogueClass: 'A', itemKind: 'other', flags: [], irregular: false },
    ])
    expect(readClaim(ordinary()).claim?.items).toBeNull()
  })
})
