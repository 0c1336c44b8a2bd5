import { Command, CommanderError } from 'commander'
import { version } from '../../package.json'
import { isPolicyError } from '../base/issue.ts'
import { addBatch } from './commands/batch.ts'
import { addBudget } from './commands/budget.ts'
import { addBuild } from './commands/build.ts'
import { addCheck } from './commands/check.ts'
import { addClause } from './commands/clause.ts'
import { addCoverage } from './commands/coverage.ts'
import { addDecide } from './commands/decide.ts'
import { addExample } from './commands/example.ts'
import { addExplain } from './commands/explain.ts'
import { addFacts } from './commands/facts.ts'
import { addGenerate } from './commands/generate.ts'
import { addIndicators } from './commands/indicators.ts'
import { addParameters } from './commands/parameters.ts'
import { addSettle } from './commands/settle.ts'
import { addSummary } from './commands/summary.ts'
import { addTest } from './commands/test.ts'
import { addVerify } from './commands/verify.ts'
import { BadInput, CouldNot, Findings, issueLines } from './fault.ts'
import { EXIT, type Host } from './host.ts'
import type { CliKey } from './messages.ts'
import { addLanguage, languageOf, sessionOf, type Session } from './options.ts'
import { examples } from './help.ts'

const TITLES: Readonly<Record<string, CliKey>> = {
  'Usage:': 'titleUsage',
  'Arguments:': 'titleArguments',
  'Options:': 'titleOptions',
  'Commands:': 'titleCommands',
}

/** Runs one command line (without node and script) and returns its exit code. Never throws. */
export async function run(argv: readonly string[], host: Host): Promise<number> {
  const session = sessionOf(host, languageOf(argv))
  const written: Promise<void>[] = []
  const program = createProgram(session, text => void written.push(host.out(text)))
  try {
    if (argv.length === 0) program.outputHelp()
    else await program.parseAsync([...argv], { from: 'user' })
    await Promise.all(written)
    return EXIT.done
  } catch (error) {
    await Promise.all(written)
    return report(error, session)
  }
}

function report(error: unknown, { host, say, language }: Session): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.badInput
  const told = error instanceof BadInput || error instanceof Findings || error instanceof CouldNot
  const lines = told ? error.lines : isPolicyError(error) ? issueLines(error.issues, language) : undefined
  if (lines === undefined) {
    host.err(`${say('internal', { detail: error instanceof Error ? error.message : String(error) })}\n`)
    return EXIT.couldNot
  }
  for (const line of lines) host.err(`${line}\n`)
  return error instanceof Findings ? EXIT.findings : error instanceof CouldNot ? EXIT.couldNot : EXIT.badInput
}

function createProgram(session: Session, writeOut: (text: string) => void): Command {
  const { say, host } = session
  const program = new Command('yibao')
  program
    .description(say('describe'))
    .version(version, '-V, --version', say('version'))
    .helpOption('-h, --help', say('help'))
    .helpCommand('help [command]', say('helpCommand'))
    .exitOverride()
    .configureOutput({
      writeOut,
      writeErr: text => {
        host.err(text)
      },
    })
    .configureHelp({ styleTitle: title => (TITLES[title] === undefined ? title : say(TITLES[title])) })
    .addHelpText(
      'after',
      examples(session, [
        'yibao settle claim.json --policy ./my-policy',
        'yibao explain claim.json --policy ./my-policy',
        'yibao batch claims.ndjson -o results.ndjson --policy ./my-policy --rejects rejected.ndjson',
        'yibao decide case.json --policy ./my-policy --as-of 2024-10-01',
        'yibao facts referral.',
        'yibao example',
        'yibao generate --claims 3',
        'yibao summary claims.ndjson --policy ./my-policy',
        'yibao budget close year.json --policy ./my-policy',
        'yibao test',
        'yibao check',
        'yibao coverage',
        'yibao help explain --lang en',
      ]),
    )
  addLanguage(program, say)
  for (const add of [
    addSettle,
    addExplain,
    addBatch,
    addDecide,
    addFacts,
    addGenerate,
    addTest,
    addCheck,
    addClause,
    addCoverage,
    addParameters,
    addBuild,
    addSummary,
    addVerify,
    addIndicators,
    addExample,
    addBudget,
  ])
    add(program, session)
  for (const command of program.commands) command.helpOption('-h, --help', say('help'))
  return program
}
