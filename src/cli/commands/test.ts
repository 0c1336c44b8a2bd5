import type { Command } from 'commander'
import { isPolicyError } from '../../base/issue.ts'
import { readFixtures, type FixtureFile } from '../../fixtures/read.ts'
import { runFixtures, type PlaceReport } from '../../fixtures/report.ts'
import { openPolicy } from '../../node/open-policy.ts'
import { BadInput, Findings, issueLines } from '../fault.ts'
import { examples } from '../help.ts'
import { addLanguage, type Session } from '../options.ts'
import { countFixtures, printFixtures } from '../print-fixtures.ts'

interface TestOptions {
  readonly policy?: string
  readonly json?: boolean
  readonly coverage?: boolean
}

export function addTest(program: Command, session: Session): void {
  const { say } = session
  const command = program
    .command('test')
    .description(say('describeTest'))
    .argument('[paths...]', say('argumentFixtures'))
    .option('-p, --policy <pack>', say('optionTestPolicy'))
    .option('--coverage', say('optionCoverage'))
    .option('--json', say('optionJsonTest'))
  addLanguage(command, say)
    .addHelpText(
      'after',
      examples(session, ['yibao test', 'yibao test ./my-fixtures --policy ./my-policy', 'yibao test --coverage --lang en']),
    )
    .action(async (paths: readonly string[], options: TestOptions) => {
      await test(session, paths, options)
    })
}

/** Runs and prints what can be run; then says that some failed (1), or could not be run at all (2). */
async function test(session: Session, paths: readonly string[], options: TestOptions): Promise<void> {
  const { host, language } = session
  const reports = runFixtures(openFixtures(session, paths, options), options.policy)
  await host.out(
    options.json === true ? `${JSON.stringify(asJson(reports, options), null, 2)}\n` : printFixtures(session, reports, options),
  )
  const fixtures = reports.flatMap(report => report.fixtures)
  const linesOf = (status: string): readonly string[] =>
    fixtures.filter(one => one.status === status).flatMap(one => issueLines(one.issues, language, one.file))
  const unusable = linesOf('unusable')
  if (unusable.length > 0) throw new BadInput(unusable)
  // The report has told what failed; standard error repeats it only where the report is for machines.
  if (fixtures.some(one => one.status === 'failed')) throw new Findings(options.json === true ? linesOf('failed') : [])
}

/** The fixtures, once the pack that is named for all of them is known to be sound. */
function openFixtures({ language }: Session, paths: readonly string[], { policy }: TestOptions): readonly FixtureFile[] {
  try {
    if (policy !== undefined) openPolicy(policy)
    return readFixtures(paths)
  } catch (error) {
    if (isPolicyError(error)) throw new BadInput(issueLines(error.issues, language))
    throw error
  }
}

function asJson(reports: readonly PlaceReport[], options: TestOptions): unknown {
  return {
    version: 1,
    ...countFixtures(reports.flatMap(report => report.fixtures)),
    places: reports.map(({ place, fixtures, rules, boundaries }) => ({
      place,
      ...countFixtures(fixtures),
      fixtures,
      ...(options.coverage === true ? { rules, boundaries } : {}),
    })),
  }
}
