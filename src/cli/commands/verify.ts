import type { Command } from 'commander'
import { formatIssue } from '../../base/format-issue.ts'
import { isPolicyError } from '../../base/issue.ts'
import type { FullPolicy } from '../../full-policy.ts'
import { packNames } from '../../node/read-pack.ts'
import type { Receipt, ReceiptInput } from '../../receipt/receipt.ts'
import { readReceipt, type Verification } from '../../receipt/verify.ts'
import { readClaims, readValue } from '../claims.ts'
import { BadInput, Findings, issueLines } from '../fault.ts'
import { examples } from '../help.ts'
import { addLanguage, openAsked, readState, type Session, type SettleOptions } from '../options.ts'

interface VerifyOptions extends SettleOptions {
  readonly claim?: string
}

export function addVerify(program: Command, session: Session): void {
  const { say } = session
  const command = program
    .command('verify')
    .description(say('describeVerify'))
    .argument('[receipts]', say('argumentReceipts'))
    .option('-p, --policy <pack>', say('optionVerifyPolicy'))
    .option('--scheme <id|file>', say('optionVerifyScheme'))
    .option('--param <id=value>', say('optionVerifyParam'), (text: string, all: readonly string[] = []) => [...all, text])
    .option('--claim <file>', say('optionVerifyClaim'))
    .option('--state <file>', say('optionState'))
    .option('--json', say('optionJsonVerify'))
  addLanguage(command, say)
    .addHelpText(
      'after',
      examples(session, [
        'yibao settle claim.json -p ./my-policy --receipt > receipt.json',
        'yibao verify receipt.json -p ./my-policy',
        'yibao verify receipt.json --claim claim.json --lang en',
        'yibao verify receipts.ndjson -p ./my-policy --json',
      ]),
    )
    .action(async (file: string | undefined, options: VerifyOptions) => {
      await verifyEach(session, file, options)
    })
}

/** Verifies each receipt alone; those that cannot be read are told at the end (2), else that some differ (1). */
async function verifyEach(session: Session, file: string | undefined, options: VerifyOptions): Promise<void> {
  const { host, say, language } = session
  const given = givenInput(session, options)
  const { claims: receipts, single } = await readClaims(host, say, file)
  const bad: string[] = []
  const done: Verification[] = []
  const policies = new Map<string, FullPolicy>()
  for (const { value, place, fault } of receipts) {
    if (fault !== undefined) {
      bad.push(fault.text)
      continue
    }
    try {
      const verification = policyOf(session, readReceipt(value), options, policies).verify(value, given)
      done.push(verification)
      if (options.json !== true) await host.out(linesOf(session, verification))
    } catch (error) {
      if (isPolicyError(error)) bad.push(...issueLines(error.issues, language, place))
      else if (error instanceof BadInput) bad.push(...error.lines)
      else throw error
    }
  }
  if (options.json === true) await host.out(`${JSON.stringify(single ? (done[0] ?? null) : done, null, 2)}\n`)
  if (bad.length > 0) throw new BadInput(bad)
  const different = done.filter(one => !one.same).length
  if (different > 0) throw new Findings([say('verifySomeDiffer', { count: different })])
}

/** The claim and state of the command line, which stand in for those of the receipt. */
function givenInput(session: Session, options: VerifyOptions): ReceiptInput | undefined {
  if (options.claim === undefined) return undefined
  const state = readState(session, options)
  return { claim: readValue(session.host, session.say, options.claim), ...(state === undefined ? {} : { state }) }
}

/** The policy asked for, or the one that the receipt names, under its scheme and parameters. A receipt names packs of this package only, no files. */
function policyOf(session: Session, { policy }: Receipt, options: VerifyOptions, policies: Map<string, FullPolicy>): FullPolicy {
  const { say } = session
  const known = packNames()
  if (options.policy === undefined && !known.includes(policy.id))
    throw new BadInput([say('verifyPolicyNeeded', { id: policy.id, known: known.join(', ') })])
  const asked: SettleOptions = {
    policy: options.policy ?? policy.id,
    scheme: options.scheme ?? (policy.scheme !== null && !policy.scheme.endsWith('.json') ? policy.scheme : 'none'),
    ...(options.param === undefined ? {} : { param: options.param }),
  }
  const parameters = options.param === undefined ? policy.parameters : undefined
  const key = JSON.stringify([asked, parameters])
  const found = policies.get(key) ?? openAsked(session, asked, parameters)
  policies.set(key, found)
  return found
}

function linesOf({ say, language }: Session, { claimId, same, differences, notes }: Verification): string {
  const title = same ? say('verifySame', { claim: claimId }) : say('verifyDiffers', { claim: claimId, count: differences.length })
  const told = [
    ...differences.map(issue => `  ${formatIssue(issue, language)}`),
    ...notes.map(issue => `  ${say('verifyNote', { text: formatIssue(issue, language) })}`),
  ]
  return `${[title, ...told].join('\n')}\n`
}
