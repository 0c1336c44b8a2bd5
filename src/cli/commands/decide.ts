import type { Command } from 'commander'
import type { CalendarYear } from '../../base/calendar.ts'
import { isPlainObject } from '../../base/plain.ts'
import { readInputValue, readValue } from '../claims.ts'
import { BadInput } from '../fault.ts'
import { examples } from '../help.ts'
import { addLanguage, addPolicyOptions, openAsked, type Session, type SettleOptions } from '../options.ts'
import { printDecision } from '../print-decision.ts'

interface DecideArguments extends Pick<SettleOptions, 'policy' | 'scheme' | 'param' | 'json'> {
  readonly asOf?: string
  readonly calendar?: string
}

export function addDecide(program: Command, session: Session): void {
  const { say, host } = session
  const command = addPolicyOptions(program.command('decide').description(say('describeDecide')), say)
    .argument('<case>', say('argumentCase'))
    .option('--as-of <day>', say('optionAsOfCase'))
    .option('--calendar <file>', say('optionCalendar'))
    .option('--json', say('optionJsonTest'))
  addLanguage(command, say)
    .addHelpText(
      'after',
      examples(session, [
        'yibao decide case.json -p ./my-policy --as-of 2024-10-01',
        'yibao decide - -p ./my-policy --as-of 2024-10-01 --json < case.json',
        'yibao decide case.json -p ./my-policy --as-of 2027-02-01 --calendar 2027.json --lang en',
      ]),
    )
    .action(async (input: string, options: DecideArguments) => {
      const policy = openAsked(session, options)
      const decision = policy.decide(await readInputValue(host, say, input), {
        ...(options.asOf === undefined ? {} : { asOf: options.asOf }),
        ...(options.calendar === undefined ? {} : { calendar: readYears(session, options.calendar) }),
      })
      if (options.json === true) await host.out(`${JSON.stringify(decision, null, 2)}\n`)
      else await host.out(printDecision(session, policy.pack.json.name, decision))
    })
}

/** A year, or a list of years, of the working calendar. */
function readYears({ host, say }: Session, file: string): readonly CalendarYear[] {
  const value = readValue(host, say, file)
  const years = Array.isArray(value) ? (value as readonly unknown[]) : [value]
  const isYear = (one: unknown): one is CalendarYear =>
    isPlainObject(one) && Number.isInteger(one['year']) && typeof one['off'] === 'string' && typeof one['on'] === 'string'
  if (!years.every(isYear)) throw new BadInput([say('badCalendar', { file })])
  return years
}
