import { errorIssue, pointer, type Issue } from '../base/issue.ts'
import { isPlainObject } from '../base/plain.ts'
import { clip } from '../base/text.ts'
import { DOMAINS, factDomain } from '../facts/domain.ts'
import { fieldOf, keysOf, readFact, readText, wrongType } from '../facts/read-value.ts'
import type { FactValue } from '../facts/spec.ts'
import { unknownKey } from '../facts/unknown-key.ts'
import { readEntries, readName, type Fields } from './read-fields.ts'
import type { MemberInput } from './year-input.ts'

const OBJECT = 'institution'
const OWN_KEYS: readonly string[] = ['id', 'name']

/** The institutions of the unit: each once, with facts of the catalogue. */
export function readMembers(value: unknown, path: string, issues: Issue[]): readonly MemberInput[] {
  const seen = new Set<string>()
  return readEntries(value, path, issues).flatMap((entry, i) => {
    const member = readMember(entry, path + pointer(i), issues)
    if (member === undefined) return []
    if (seen.has(member.id)) issues.push(errorIssue('memberTwice', `${member.path}/id`, { member: clip(member.id) }))
    seen.add(member.id)
    return [member]
  })
}

function readMember(value: unknown, path: string, issues: Issue[]): MemberInput | undefined {
  if (!isPlainObject(value)) return wrongType('object', value, path, issues)
  const facts = new Map<string, FactValue>()
  readFacts(value, OBJECT, path, facts, issues)
  const name = value['name'] === undefined ? undefined : readName(value['name'], `${path}/name`, issues)
  if (value['id'] === undefined) issues.push(errorIssue('missingField', `${path}/id`, { key: 'id' }))
  const id = value['id'] === undefined ? undefined : readText(value['id'], `${path}/id`, issues)
  if (id === undefined) return undefined
  facts.set(`${OBJECT}.id`, id)
  return { id, name: name ?? null, role: String(facts.get(`${OBJECT}.allianceRole`) ?? 'none'), facts, path }
}

/** Facts by their names, nested as in a claim (`conduct.qualityMet`). */
function readFacts(value: Fields, object: string, path: string, facts: Map<string, FactValue>, issues: Issue[]): void {
  for (const key of keysOf(value, path, issues) ?? []) {
    if (object === OBJECT && OWN_KEYS.includes(key)) continue
    const name = `${object}.${key}`
    const place = path + pointer(clip(key))
    const domain = factDomain(name)
    if (domain !== undefined) {
      const read = readFact(fieldOf(domain), value[key], place, issues)
      if (read !== undefined) facts.set(name, read)
    } else if (DOMAINS.some(one => one.path.startsWith(`${name}.`))) {
      const inner = value[key]
      if (isPlainObject(inner)) readFacts(inner, name, place, facts, issues)
      else wrongType('object', inner, place, issues)
    } else issues.push(unknownKey(key, path, [...OWN_KEYS, ...namesOf(object)]))
  }
}

const namesOf = (object: string): readonly string[] =>
  DOMAINS.filter(({ path }) => path.startsWith(`${object}.`)).map(({ path }) => path.slice(object.length + 1))
