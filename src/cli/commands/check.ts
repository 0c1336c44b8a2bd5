import type { Command } from 'commander'
import { formatIssue } from '../../base/format-issue.ts'
import { isPolicyError } from '../../base/issue.ts'
import type { CheckReport } from '../../check/report.ts'
import type { FullPolicy } from '../../full-policy.ts'
import { openPolicy } from '../../node/open-policy.ts'
import { findPack, packNames } from '../../node/read-pack.ts'
import { BadInput, Findings, issueLines } from '../fault.ts'
import { examples } from '../help.ts'
import { addLanguage, readParams, type Session } from '../options.ts'
import { printCheck } from '../print-check.ts'

interface CheckCommandOptions {
  readonly policy?: readonly string[]
  readonly scheme?: string
  readonly param?: readonly string[]
  readonly asOf?: string
  readonly json?: boolean
}

/** From so many rules on a terminal is told what is being checked. */
const MANY_RULES = 1000

const repeated = (text: string, all: readonly string[] = []): readonly string[] => [...all, text]

export function addCheck(program: Command, session: Session): void {
  const { say } = session
  const command = program
    .command('check')
    .description(say('describeCheck'))
    .option('-p, --policy <pack>', say('optionCheckPolicy'), repeated)
    .option('--scheme <id>', say('optionCheckScheme'))
    .option('--param <id=value>', say('optionParam'), repeated)
    .option('--as-of <day>', say('optionAsOf'))
    .option('--json', say('optionJsonCheck'))
  addLanguage(command, say)
    .addHelpText(
      'after',
      examples(session, [
        'yibao check',
        'yibao check -p ./my-policy --scheme 2025',
        'yibao check -p ./my-policy --param basic.limit=1.00 --json',
      ]),
    )
    .action(async (options: CheckCommandOptions) => {
      await check(session, options)
    })
}

/** Checks and prints what can be opened; then says that something is wrong (1), or what could not be opened (2). */
async function check(session: Session, options: CheckCommandOptions): Promise<void> {
  const { host, language } = session
  const bad: string[] = []
  const reports: CheckReport[] = []
  for (const name of options.policy ?? packNames())
    for (const policy of policiesOf(session, name, options, bad)) {
      const report = checked(session, policy, options, bad)
      if (report === undefined) continue
      if (options.json !== true) await host.out(`${reports.length === 0 ? '' : '\n'}${printCheck(session, report)}`)
      reports.push(report)
    }
  if (options.json === true) await host.out(`${JSON.stringify(asJson(session, reports), null, 2)}\n`)
  if (bad.length > 0) throw new BadInput([...new Set(bad)])
  const errors = reports.flatMap(report => report.findings.filter(one => one.level === 'error'))
  // The report has told what is wrong; standard error repeats it only where the report is for machines.
  if (errors.length > 0) throw new Findings(options.json === true ? issueLines(errors, language) : [])
}

/** The pack under each scheme asked for; what is wrong with one goes to `bad`. */
function policiesOf(session: Session, name: string, options: CheckCommandOptions, bad: string[]): readonly FullPolicy[] {
  const parameters = readParams(session.say, options.param ?? [])
  try {
    return schemesOf(name, options.scheme).map(scheme => openPolicy(name, { parameters, ...(scheme === undefined ? {} : { scheme }) }))
  } catch (error) {
    if (!isPolicyError(error)) throw error
    bad.push(...issueLines(error.issues, session.language, name))
    return []
  }
}

/** Ids of schemes, null for none; a pack without schemes is checked as it is. */
function schemesOf(name: string, asked: string | undefined): readonly (string | null | undefined)[] {
  if (asked !== undefined) return [asked === 'none' ? null : asked]
  const { schemes } = findPack(name)
  const ids = typeof schemes === 'object' && schemes !== null ? Object.keys(schemes).sort() : []
  return ids.length === 0 ? [undefined] : ids
}

function checked(
  { host, say, language }: Session,
  policy: FullPolicy,
  { asOf }: CheckCommandOptions,
  bad: string[],
): CheckReport | undefined {
  const rules = policy.pack.rules.length
  if (host.styled && rules >= MANY_RULES) host.err(`${say('checking', { place: policy.pack.json.id, rules })}\n`)
  try {
    return policy.check(asOf === undefined ? {} : { asOf })
  } catch (error) {
    if (!isPolicyError(error)) throw error
    bad.push(...issueLines(error.issues, language))
    return undefined
  }
}

const asJson = ({ language }: Session, reports: readonly CheckReport[]) => ({
  version: 1,
  reports: reports.map(report => ({
    ...report,
    findings: report.findings.map(one => ({ ...one, message: formatIssue(one, language) })),
  })),
})
