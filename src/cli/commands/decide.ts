import type { Command } from 'commander'
import type { FullPolicy } from '../../full-policy.ts'
import type { Decision } from '../../referral/decision.ts'
import { packIdentity } from '../../settlement/pack-identity.ts'
import { eventKinds } from '../../vocabulary/events.ts'
import { itemCategories, rightNames } from '../../vocabulary/names.ts'
import { readCalendarFile } from '../calendar-file.ts'
import { readInputValue } from '../claims.ts'
import { BadInput, Findings } from '../fault.ts'
import { examples } from '../help.ts'
import { addLanguage, addPolicyOptions, openAsked, type Session, type SettleOptions } from '../options.ts'
import { printDecision } from '../print-decision.ts'
import { knownEvents, printEvents } from '../print-events.ts'
import { IN_HEADER } from '../print-settlement.ts'

interface DecideArguments extends Pick<SettleOptions, 'policy' | 'scheme' | 'param' | 'json'> {
  readonly asOf?: string
  readonly calendar?: string
  readonly events?: boolean
}

const EXAMPLES = [
  'yibao decide case.json -p ./my-policy --as-of 2024-10-01',
  'yibao decide - -p ./my-policy --as-of 2024-10-01 --json < case.json',
  'yibao decide case.json -p ./my-policy --as-of 2027-02-01 --calendar 2027.json --lang en',
  'yibao decide -p ./my-policy --events',
]

export function addDecide(program: Command, session: Session): void {
  const { say, host } = session
  const command = addPolicyOptions(program.command('decide').description(say('describeDecide')), say)
    .argument('[case]', say('argumentCase'))
    .option('--as-of <day>', say('optionAsOfCase'))
    .option('--calendar <file>', say('optionCalendar'))
    .option('--events', say('optionEvents'))
    .option('--json', say('optionJsonTest'))
  addLanguage(command, say)
    .addHelpText('after', examples(session, EXAMPLES, 'exitCodesDecide'))
    .action(async (input: string | undefined, options: DecideArguments) => {
      const policy = openAsked(session, options)
      if (options.events === true) {
        await tellEvents(session, policy, options)
        return
      }
      if (input === undefined && host.interactive) throw new BadInput([say('caseNeeded')])
      const decision = policy.decide(await readInputValue(host, say, input ?? '-'), {
        ...(options.asOf === undefined ? {} : { asOf: options.asOf }),
        ...(options.calendar === undefined ? {} : { calendar: readCalendarFile(session, options.calendar) }),
      })
      const known = knownBeside(session, policy, decision, options)
      if (options.json === true) await host.out(`${JSON.stringify(decision, null, 2)}\n`)
      else await host.out(printDecision(session, policy.pack.json.name, decision) + known.map(line => `${line}\n`).join(''))
      const count = decision.findings.filter(({ code }) => !IN_HEADER.includes(code)).length
      if (count > 0) throw new Findings([say('decideFindings', { count }), ...(options.json === true ? known : [])])
    })
}

/** The events there are, where the case gives one that no rule knows. */
function knownBeside(session: Session, { pack }: FullPolicy, { findings }: Decision, { policy = '' }: DecideArguments): readonly string[] {
  return findings.some(({ code }) => code === 'unknownEvent') ? [knownEvents(session, eventKinds(pack), policy)] : []
}

async function tellEvents(session: Session, { pack }: FullPolicy, { json, policy = '' }: DecideArguments): Promise<void> {
  const names = { events: eventKinds(pack), rights: rightNames(pack), itemCategories: itemCategories(pack) }
  if (json === true) await session.host.out(`${JSON.stringify({ version: 1, policy: packIdentity(pack), ...names }, null, 2)}\n`)
  else await session.host.out(printEvents(session, pack.json.name, names, policy))
}
