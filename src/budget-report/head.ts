import type { Telling } from './telling.ts'
import { wordOf } from './words.ts'

/** What a report is of: its title, the unit, the policy, and what to know of its numbers. */
export function headLines({ report, name, language, say, memberName, unitName }: Telling): {
  readonly title: string
  readonly lead: readonly string[]
  readonly warnings: readonly string[]
} {
  const { policy, unit } = report
  const { id, status, scheme, illustrative } = policy
  const kind = wordOf(say, unit.kind)
  const lead = unit.lead === null ? '' : say('leadIs', { lead: memberName(unit.lead) })
  return {
    title: say('title', { name: name[language], year: report.year }),
    lead: [
      say('unit', { unit: say(unit.name === null ? 'ofUnnamed' : 'ofUnit', { kind, name: unitName, count: unit.members.length }) + lead }),
      say('policy', { id, status: say(status), scheme: scheme ?? say('noScheme') }),
    ],
    warnings: [
      ...(illustrative ? [say('warnIllustrative', { scheme: scheme ?? '' })] : []),
      ...(status === 'issued' ? [] : [say('warnStatus', { status: say(status) })]),
    ],
  }
}
