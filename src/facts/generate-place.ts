import { flags, orElse, someOf } from './generate-person.ts'
import { factSpec } from './catalogue.ts'
import { mixSeed, randomOf, type Random } from './random.ts'
import type { Place } from './world.ts'

type Json = Record<string, unknown>

const codesOf = (path: string): readonly string[] => factSpec(path)?.codes ?? []

const OWNERSHIPS = orElse(codesOf('institution.ownership'), 'government')
const METHODS = orElse(codesOf('institution.settlementMethod'), 'fee')
const CONDUCT = ['wellManaged', 'operatingNormally', 'solvent', 'supportsReform', 'policyStrict', 'qualityMet', 'fundUseCompliant'] as const

/** `institution` as claim JSON: stable traits of the place, with `isPrimary` left for the policy to derive; its id is absent now and then. */
export function institutionOf(random: Random, place: Place): Json {
  const traits = randomOf(mixSeed(7, place.serial))
  const { type, tier, adminLevel, city, county } = place
  const json: Json = { type, tier, adminLevel, city, county, ownership: traits.chance(600) ? 'government' : traits.pick(OWNERSHIPS) }
  if (!random.chance(30)) json['id'] = place.id
  if (place.allianceId !== '') {
    json['allianceId'] = place.allianceId
    json['allianceRole'] = place.role
  }
  if (place.parentId !== '') json['parentId'] = place.parentId
  if (type === 'villageClinic') json['villageIntegrated'] = traits.chance(700)
  flags(traits, json, ['outpatientPoolDesignated', 'networked', 'onRemotePlatform'], 700)
  flags(traits, json, type === 'hospital' ? ['isTcmHospital', 'crossDesignated'] : ['crossDesignated'], 250)
  json['designated'] = !random.chance(15)
  const policyFlags = someOf(traits, codesOf('institution.policyFlags'), 200)
  if (policyFlags.length > 0) json['policyFlags'] = policyFlags
  json['capabilities'] = someOf(traits, codesOf('institution.capabilities'), 300)
  json['settlementMethod'] = traits.pick(METHODS)
  const conduct: Json = {}
  flags(traits, conduct, CONDUCT, 800)
  json['conduct'] = conduct
  return json
}

/** `referral.from` or `referral.to` as claim JSON. */
export function recordOf(place: Place, withId: boolean): Json {
  const { type, tier, adminLevel, city, county, allianceId } = place
  const json: Json = { type, tier, adminLevel, city, county }
  if (withId) json['id'] = place.id
  if (allianceId !== '') json['allianceId'] = allianceId
  return json
}
