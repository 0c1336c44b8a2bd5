import type { Command } from 'commander'
import { formatIssue } from '../../base/format-issue.ts'
import { errorIssue, isPolicyError, type Issue, type Language } from '../../base/issue.ts'
import { isPlainObject } from '../../base/plain.ts'
import type { FullPolicy as Policy } from '../../full-policy.ts'
import type { YearStateJson } from '../../settlement/state.ts'
import { JsonList } from '../json-list.ts'
import { readClaims } from '../claims.ts'
import { BadInput, issueLines } from '../fault.ts'
import { addSettleOptions, openAsked, readState, type Session, type SettleOptions } from '../options.ts'
import { printSettlement } from '../print-settlement.ts'
import { examples } from '../help.ts'

export function addSettle(program: Command, session: Session): void {
  const { say } = session
  const command = program.command('settle').description(say('describeSettle')).argument('[claims]', say('argumentInput'))
  addSettleOptions(command, say)
    .option('--receipt', say('optionReceipt'))
    .addHelpText(
      'after',
      examples(session, [
        'yibao settle claim.json --policy ./my-policy',
        'cat claims.ndjson | yibao settle - -p ./my-policy --json',
        'yibao settle claim.json -p ./my-policy --receipt > receipt.json',
        'yibao settle claim.json -p ./my-policy --scheme our-city.json --param basic.limit=200000.00 --state year.json',
      ]),
    )
    .action(async (file: string | undefined, options: SettleOptions & { readonly receipt?: boolean }) => {
      if (options.receipt === true) {
        const work = (policy: Policy, claim: unknown, state: YearStateJson | undefined) => policy.receipt(claim, state)
        await settleEach(session, file, { ...options, json: true }, { work, print: () => '' })
        return
      }
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

/** A claim that could not be worked on, in place of its result. `index` counts from 1. */
interface Refused {
  readonly index: number
  readonly claimId?: string
  readonly issues: readonly (Issue & { readonly message: string })[]
}

/**
 * Works on every claim of the input, each alone, in order. What people read are the good ones; JSON has a claim's issues in its place. Then
 * BadInput names what is wrong with the others.
 */
export async function settleEach<T>(
  session: Session,
  file: string | undefined,
  options: SettleOptions,
  { work, print }: ClaimWork<T>,
): Promise<void> {
  const policy = openAsked(session, options)
  const state = readState(session, options)
  const { host, language } = session
  const { claims, single } = await readClaims(host, session.say, file)
  const bad: string[] = []
  // Written one by one: a city's settlements are more than one text can hold.
  const list = options.json === true && !single ? new JsonList(host) : undefined
  let printed = 0
  const tell = async (result: T | Refused): Promise<void> => {
    if (list !== undefined) await list.add(result)
    else await host.out(`${JSON.stringify(result, null, 2)}\n`)
  }
  for (const { value, place, index, fault } of claims) {
    if (fault !== undefined) {
      bad.push(fault.text)
      const issue = { ...errorIssue('badJsonLine', '', { line: fault.line, column: fault.column }), message: fault.text }
      if (options.json === true) await tell({ index, issues: [issue] })
      continue
    }
    const result = attempt(() => work(policy, value, state))
    if ('issues' in result) bad.push(...issueLines(result.issues, language, place))
    if (options.json === true) await tell('issues' in result ? refused(index, value, result.issues, language) : result.done)
    else if ('done' in result) await host.out(`${printed++ === 0 ? '' : '\n'}${print(policy, result.done)}`)
  }
  await list?.end()
  if (bad.length > 0) throw new BadInput(bad)
}

function attempt<T>(work: () => T): { readonly done: T } | { readonly issues: readonly Issue[] } {
  try {
    return { done: work() }
  } catch (error) {
    if (isPolicyError(error)) return { issues: error.issues }
    throw error
  }
}

function refused(index: number, claim: unknown, issues: readonly Issue[], language: Language): Refused {
  const id = isPlainObject(claim) ? claim['id'] : undefined
  return {
    index,
    ...(typeof id === 'string' ? { claimId: id } : {}),
    issues: issues.map(issue => ({ ...issue, message: formatIssue(issue, language) })),
  }
}
