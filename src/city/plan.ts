import { civilDay, dayNumber, parseDay, type DayNumber } from '../base/date.ts'
import { comparedFact, isLeaf, leafPath, leaves, type Condition, type Leaf } from '../condition/types.ts'
import { factDomain } from '../facts/domain.ts'
import type { Pack } from '../pack/pack.ts'
import { benefitFirstDay } from '../settlement/dates.ts'
import { givenKeys, type Given } from './given.ts'

/** What a synthetic city takes from a pack. */
export interface CityPlan {
  readonly poolCity: string
  /** The first is the urban one. */
  readonly counties: readonly string[]
  /** Another city of the same province, and one of another province, each with a county. */
  readonly near: Area
  readonly far: Area
  /** The kinds of encounter that the pack covers. */
  readonly kinds: readonly string[]
  /** Days of care of the benefit year within the window: `to` is the first day after them. `earlier`: how far before `from` care may lie, too. */
  readonly from: DayNumber
  readonly to: DayNumber
  readonly earlier: DayNumber
  /** No admission lies before this day, no settlement on or after that one. */
  readonly firstAdmission: DayNumber
  readonly settledBefore: DayNumber
  /** Codes that the pack's conditions and parameters name, by the fact they are of. */
  readonly named: ReadonlyMap<string, ReadonlySet<string>>
  /** The facts that claims give. */
  readonly given: Given
  /** Of a thousand bills, how many have items. */
  readonly itemised: number
}

export interface Area {
  readonly city: string
  readonly county: string
}

/** The benefit year of a pack whose window does not open. */
const YEAR = 2024
/** Days before a benefit year in which a few claims lie. */
const EARLIER = 31
/** A stay may be that long. */
const LONGEST = 120
/** Areas that no place has: of a pack that names no city, and of another province. */
const NO_CITY = '990100'
const OTHER_PROVINCE = '98'

/** What a city of this pack is like in benefit year `year` (default: the first that lies wholly in the pack's window); undefined: the pack is not in force then. */
export function cityPlan(pack: Pack, year?: number): CityPlan | undefined {
  const days = careDays(pack, year)
  if (days === undefined) return undefined
  const conditions = [...pack.rules.map(rule => rule.conditions), ...conditionsIn(pack.layers)]
  const all = conditions.flatMap(leaves)
  const named = namedCodes(pack, all)
  const poolCity = cityOf(named)
  const province = poolCity.slice(0, 2)
  const otherCity = `${province}${poolCity.slice(2, 4) === '02' ? '03' : '02'}`
  const otherProvince = province === OTHER_PROVINCE ? '99' : OTHER_PROVINCE
  return {
    poolCity,
    counties: countiesOf(poolCity, named),
    near: { city: `${otherCity}00`, county: `${otherCity}02` },
    far: { city: `${otherProvince}0100`, county: `${otherProvince}0102` },
    kinds: pack.json.covers,
    ...days,
    named,
    given: givenKeys(new Set(all.flatMap(leaf => [leafPath(leaf), comparedFact(leaf) ?? ''])), classified(pack)),
    itemised: pack.rules.some(rule => rule.type === 'adjustSelfPayShare') ? 300 : 80,
  }
}

/** Facts that rules set by themselves: a claim that gave another value would be refused. */
const classified = (pack: Pack): ReadonlySet<string> =>
  new Set(pack.rules.filter(rule => rule.type === 'classify').map(rule => String(rule.params['fact'])))

/** Every condition anywhere in plain data. */
function conditionsIn(value: unknown): readonly Condition[] {
  if (typeof value !== 'object' || value === null) return []
  if (Array.isArray(value)) return value.flatMap(conditionsIn)
  const condition = value as Condition
  return isLeaf(condition) && 'operator' in condition ? [condition] : Object.values(value).flatMap(conditionsIn)
}

function namedCodes(pack: Pack, all: readonly Leaf[]): ReadonlyMap<string, ReadonlySet<string>> {
  const named = new Map<string, Set<string>>()
  const name = (path: string, value: unknown): void => {
    const codes = (Array.isArray(value) ? value : [value]).filter(code => typeof code === 'string' && code !== '')
    if (codes.length === 0) return
    const known = named.get(path) ?? new Set<string>()
    for (const code of codes) known.add(String(code))
    named.set(path, known)
  }
  for (const leaf of all) if (typeof leaf.value !== 'object' || Array.isArray(leaf.value)) name(leafPath(leaf), leaf.value)
  for (const { of, values } of pack.parameters.values()) if (of !== undefined) for (const { value } of values) name(of, value)
  return named
}

/** Codes of a fact that a pack names, by code unit; those of a closed list only where it has them. */
export function codesNamed(plan: Pick<CityPlan, 'named'>, path: string): readonly string[] {
  const codes = [...(plan.named.get(path) ?? [])].sort()
  const domain = factDomain(path)
  return domain?.codes === undefined || domain.open === true ? codes : codes.filter(code => domain.codes?.includes(code))
}

const isArea = (code: string): boolean => /^[1-9]\d{5}$/.test(code)

function cityOf(named: CityPlan['named']): string {
  for (const path of ['insurance.poolCity', 'institution.city', 'insurance.county', 'institution.county']) {
    const area = codesNamed({ named }, path).find(isArea)
    if (area !== undefined) return `${area.slice(0, 4)}00`
  }
  return NO_CITY
}

/** The counties of the city that the pack names, and others: an urban one first. */
function countiesOf(city: string, named: CityPlan['named']): readonly string[] {
  const prefix = city.slice(0, 4)
  const own = ['insurance.county', 'institution.county']
    .flatMap(path => codesNamed({ named }, path))
    .filter(code => isArea(code) && code !== city && code.startsWith(prefix))
  return [...new Set([`${prefix}02`, ...own, `${prefix}21`, `${prefix}22`, `${prefix}23`])]
}

type Days = Pick<CityPlan, 'from' | 'to' | 'earlier' | 'firstAdmission' | 'settledBefore'>

function careDays(pack: Pack, asked: number | undefined): Days | undefined {
  const { window, dateBasis } = pack.json
  const opens = parseDay(window?.from ?? '') ?? dayNumber(1971, 1, 1)
  const closes = parseDay(window?.to ?? '') ?? dayNumber(2199, 1, 1)
  const year = asked ?? (window?.from === undefined ? Math.min(YEAR, civilDay(closes - 1).year) : wholeYear(pack, opens, closes))
  const from = Math.max(opens, firstDayOf(pack, year))
  const to = Math.min(closes, firstDayOf(pack, year + 1))
  if (from >= to) return undefined
  return {
    from,
    to,
    earlier: Math.min(EARLIER, from - opens),
    firstAdmission: dateBasis?.rules === 'admit' ? opens : from - LONGEST,
    settledBefore: dateBasis?.rules === 'settle' ? to : to + LONGEST,
  }
}

/** The first benefit year that lies wholly in the window; else the one in which it opens. */
function wholeYear(pack: Pack, opens: DayNumber, closes: DayNumber): number {
  const { year } = civilDay(opens)
  const first = firstDayOf(pack, year) <= opens ? year : year - 1
  if (firstDayOf(pack, first) === opens) return first
  return firstDayOf(pack, first + 2) <= closes ? first + 1 : first
}

function firstDayOf(pack: Pack, year: number): DayNumber {
  const firstDay = benefitFirstDay(pack)
  return dayNumber(year, Number(firstDay.slice(0, 2)), Number(firstDay.slice(3)))
}
