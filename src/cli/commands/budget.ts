import { mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Command } from 'commander'
import type { BudgetPart } from '../../budget/budget.ts'
import type { BudgetReport } from '../../budget/report.ts'
import { writeBudgetHtml } from '../../budget-report/write-html.ts'
import type { FullPolicy } from '../../full-policy.ts'
import { batchProgress } from '../batch-progress.ts'
import { readInputValue } from '../claims.ts'
import { countFiles, type SettledFiles } from '../count-spend.ts'
import { BadInput, Findings } from '../fault.ts'
import { addLanguage, addPolicyOptions, openAsked, type Session, type SettleOptions } from '../options.ts'
import { budgetNotices, printBudget } from '../print-budget.ts'
import { runJob } from './batch.ts'
import { settleEach } from './settle.ts'

interface BudgetCommandOptions extends Pick<SettleOptions, 'policy' | 'scheme' | 'param' | 'json'> {
  readonly html?: string
  readonly month?: string
  readonly claims?: string
  readonly settlements?: string
}

/** Works on one year. */
type Work = (policy: FullPolicy, year: unknown) => BudgetReport

export function addBudget(program: Command, session: Session): void {
  const { say } = session
  const budget = program.command('budget').description(say('describeBudget'))
  const notes = (lines: readonly string[]): string =>
    ['', say('budgetNotes'), '', say('examples'), ...lines.map(line => `  $ ${line}`), '', say('exitCodesBudget')].join('\n')
  addLanguage(budget, say).addHelpText('after', notes([...PLAN, ...MONTH, ...CLOSE]))
  part(budget.command('plan').description(say('describeBudgetPlan')), session, notes(PLAN)).action(
    (file: string | undefined, options: BudgetCommandOptions) => each(session, file, options, asked('plan')),
  )
  part(budget.command('month').description(say('describeBudgetMonth')), session, notes(MONTH))
    .option('--month <YYYY-MM>', say('optionMonth'), monthOf(session))
    .action((file: string | undefined, options: BudgetCommandOptions) => {
      const months = asked('months')
      const work: Work = (policy, year) => oneMonth(session, months(policy, year), options.month)
      return each(session, file, options, work)
    })
  part(budget.command('close').description(say('describeBudgetClose')), session, notes(CLOSE))
    .option('--claims <file>', say('optionSpendClaims'))
    .option('--settlements <file>', say('optionSettlements'))
    .action((file: string | undefined, options: BudgetCommandOptions) =>
      options.claims === undefined && options.settlements === undefined
        ? each(session, file, options, asked('closing'))
        : closeCounted(session, file ?? '-', options),
    )
  for (const command of budget.commands) command.helpOption('-h, --help', say('help'))
}

const PLAN = ['yibao budget plan year.json --policy ./my-policy', 'yibao budget plan year.json -p ./my-policy --html plan.html --lang en']
const MONTH = ['yibao budget month year.json -p ./my-policy', 'yibao budget month year.json -p ./my-policy --month 2021-03 --json']
const CLOSE = [
  'yibao budget close year.json -p ./my-policy --html closing.html',
  'yibao batch claims.ndjson -o results.ndjson -p ./my-policy',
  'yibao budget close year.json -p ./my-policy --claims claims.ndjson --settlements results.ndjson',
]

function part(command: Command, { say }: Session, notes: string): Command {
  addPolicyOptions(command.argument('[year]', say('argumentBudgetYear')), say)
    .option('--html <file>', say('optionBudgetHtml'))
    .option('--json', say('optionJson'))
  return addLanguage(command, say).addHelpText('after', notes)
}

/** As far as the year reaches; what it lacks for the part that is asked for is an error. */
const asked =
  (what: BudgetPart): Work =>
  (policy, year) => {
    if (what !== 'closing') return policy.budget(year, { parts: [what] })
    const report = policy.budget(year)
    return report.closing === null && report.scores === null ? policy.budget(year, { parts: [what] }) : report
  }

const monthOf =
  ({ say }: Session) =>
  (text: string): string => {
    if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(text)) throw new BadInput([say('badMonth', { text })])
    return text
  }

/** What of a report is of one month. */
function oneMonth({ say }: Session, report: BudgetReport, asked: string | undefined): BudgetReport {
  if (asked === undefined) return report
  const months = report.months.filter(({ month }) => month === asked)
  if (months.length === 0)
    throw new BadInput([say('monthNotThere', { month: asked, known: report.months.map(({ month }) => month).join(', ') })])
  return { ...report, months, ledger: report.ledger.filter(({ stage, on }) => stage === 'month' && on?.startsWith(asked) === true) }
}

/** Every year of the input, each alone. */
async function each(session: Session, file: string | undefined, options: BudgetCommandOptions, work: Work): Promise<void> {
  const { html } = options
  const reports: BudgetReport[] = []
  let policy: FullPolicy | undefined
  await settleEach(session, file, options, {
    work: (opened, year) => {
      const report = work(opened, year)
      policy = opened
      reports.push(report)
      return report
    },
    print: (opened, report) => (html === undefined ? printBudget(session, report, opened.pack.json.name) : ''),
  })
  if (html === undefined || policy === undefined) return
  const [report, ...others] = reports
  if (report === undefined) return
  if (others.length > 0) throw new BadInput([session.say('oneYearOnly', { option: '--html', count: reports.length })])
  await writePage(session, html, report, policy)
}

async function writePage({ host, say, language }: Session, file: string, report: BudgetReport, { pack }: FullPolicy): Promise<void> {
  if (!host.writeFile(file, await writeBudgetHtml(report, pack.json.name, language))) throw new BadInput([say('cannotWrite', { file })])
  host.err([...budgetNotices(report, pack.json.name, language), say('htmlWritten', { file }), ''].join('\n'))
}

/** A closing whose spend is counted from claims and their settlements. */
async function closeCounted(session: Session, file: string, options: BudgetCommandOptions): Promise<void> {
  const { say, host } = session
  const { claims, settlements, html } = options
  if (claims === undefined) throw new BadInput([say('settlementsAlone')])
  for (const one of [claims, settlements ?? '']) if (/\.(csv|parquet)$/i.test(one)) throw new BadInput([say('notNdjson', { file: one })])
  const policy = openAsked(session, options)
  const fold = policy.spend(await readInputValue(host, say, file))
  let named: readonly string[] = []
  const count = async (files: SettledFiles): Promise<void> => {
    named = countFiles(session, fold, files, claim => policy.settle(claim), await batchProgress(session))
  }
  if (settlements === undefined) await settledFirst(session, policy, claims, count)
  else await count({ claims, settlements })
  const report = fold.report()
  if (html !== undefined) await writePage(session, html, report, policy)
  if (options.json === true) await host.out(`${JSON.stringify(report, null, 2)}\n`)
  else if (html === undefined) await host.out(printBudget(session, report, policy.pack.json.name))
  const refused = report.spend?.refused ?? 0
  const open = report.spend?.outside.find(({ why }) => why === 'openStay')?.cases ?? 0
  if (refused + open > 0) throw new Findings([say('spendIncomplete', { refused, open }), ...named])
}

/** Settles the claims by a batch into a folder of its own, gone when `work` is done. */
async function settledFirst(
  session: Session,
  policy: FullPolicy,
  claims: string,
  work: (files: SettledFiles) => Promise<void>,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'yibao-close-'))
  try {
    const output = join(folder, 'results.ndjson')
    const rejects = join(folder, 'rejects.ndjson')
    const lines = [`${policy.pack.layers[0]?.id ?? ''}.paid`, 'fund', 'personal', 'total']
    await runJob(session, policy, {
      input: claims,
      inputFormat: 'ndjson',
      map: undefined,
      output,
      shape: { format: 'ndjson', full: false, lines, language: session.language },
      rejects,
      summary: undefined,
      engine: 'node',
      workers: availableParallelism(),
      resume: false,
    })
    await work({ claims, settlements: output, rejects })
  } finally {
    rmSync(folder, { recursive: true })
  }
}
