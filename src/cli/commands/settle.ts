import type { Command } from 'commander'
import { isPolicyError } from '../../base/issue.ts'
import type { Policy } from '../../policy.ts'
import type { YearStateJson } from '../../settlement/state.ts'
import { readClaims } from '../claims.ts'
import { BadInput, issueLines } from '../fault.ts'
import { addSettleOptions, openAsked, readState, type Session, type SettleOptions } from '../options.ts'
import { printSettlement } from '../print-settlement.ts'
import { examples } from '../help.ts'

export function addSettle(program: Command, session: Session): void {
  const { say } = session
  const command = program.command('settle').description(say('describeSettle')).argument('[claims]', say('argumentInput'))
  addSettleOptions(command, say)
    .addHelpText(
      'after',
      examples(session, [
        'yibao settle claim.json --policy ./my-policy',
        'cat claims.ndjson | yibao settle - -p ./my-policy --json',
        'yibao settle claim.json -p ./my-policy --scheme 2025 --param basic.limit=200000.00 --state year.json',
      ]),
    )
    .action(async (file: string | undefined, options: SettleOptions) => {
      await settleEach(session, file, options, {
        work: (policy, claim, state) => policy.settle(claim, state),
        print: (policy, settlement) => printSettlement(session, policy.pack, settlement),
      })
    })
}

/** What a command does with each claim, and how it prints that for people. */
export interface ClaimWork<T> {
  work(policy: Policy, claim: unknown, state: YearStateJson | undefined): T
  print(policy: Policy, result: T): string
}

/** Works on every claim of the input, each alone, in order. Good claims are printed; then BadInput names what is wrong with the others. */
export async function settleEach<T>(
  session: Session,
  file: string | undefined,
  options: SettleOptions,
  { work, print }: ClaimWork<T>,
): Promise<void> {
  const policy = openAsked(session, options)
  const state = readState(session, options)
  const { claims, faults, single } = await readClaims(session.host, session.say, file)
  const bad: string[] = [...faults]
  const results: T[] = []
  for (const { value, place } of claims) {
    try {
      results.push(work(policy, value, state))
    } catch (error) {
      if (!isPolicyError(error)) throw error
      bad.push(...issueLines(error.issues, session.language, place))
    }
  }
  if (options.json === true) {
    const [only] = results
    if (!single || only !== undefined) await session.host.out(`${JSON.stringify(single ? only : results, null, 2)}\n`)
  } else for (const [i, result] of results.entries()) await session.host.out(`${i === 0 ? '' : '\n'}${print(policy, result)}`)
  if (bad.length > 0) throw new BadInput(bad)
}
