import { factDomain } from '../facts/domain.ts'

const bitOf = (path: string, code: string): number => 1 << (factDomain(path)?.codes ?? []).indexOf(code)

const bit = (code: string): number => bitOf('encounter.location', code)
const SAME_COUNTY = bit('sameCounty')
const OTHER_COUNTY = bit('otherCountySameCity')
const CITY_OWNED = bit('cityOwned')
const IN_PROVINCE = bit('outCityInProvince')
const OUT_PROVINCE = bit('outProvince')
const CITY_LEVEL = (factDomain('institution.adminLevel')?.codes ?? []).indexOf('city')

/**
 * The locations that the areas allow, as bits of their codes; 0 if they say nothing. Areas are numbers, 0 where absent; `adminLevel` is the
 * index of its code, below 0 where absent.
 */
export function allowedLocations(poolCity: number, city: number, insured: number, treated: number, adminLevel: number): number {
  if (poolCity === 0 || city === 0) return 0
  if (poolCity !== city) return Math.floor(poolCity / 10000) === Math.floor(city / 10000) ? IN_PROVINCE : OUT_PROVINCE
  if (adminLevel === CITY_LEVEL) return CITY_OWNED
  const isKnown = insured !== 0 && treated !== 0
  const byCounty = isKnown ? (insured === treated ? SAME_COUNTY : OTHER_COUNTY) : SAME_COUNTY | OTHER_COUNTY
  return adminLevel < 0 ? byCounty | CITY_OWNED : byCounty
}
