import type { Command } from 'commander'
import { isPlainObject } from '../../base/plain.ts'
import type { FullPolicy } from '../../full-policy.ts'
import { listIndicators } from '../../indicator/list.ts'
import { valuesTemplate } from '../../indicator/template.ts'
import { packIdentity } from '../../settlement/pack-identity.ts'
import { readInputValue } from '../claims.ts'
import { Findings } from '../fault.ts'
import { examples } from '../help.ts'
import { addLanguage, addPolicyOptions, openAsked, type Session, type SettleOptions } from '../options.ts'
import { printIndicators } from '../print-indicators.ts'
import { printTargets } from '../print-targets.ts'

interface IndicatorsOptions extends Pick<SettleOptions, 'policy' | 'scheme' | 'param' | 'json'> {
  readonly asOf?: string
  readonly list?: boolean
  readonly template?: boolean
}

const EXAMPLES = [
  'yibao indicators -p ./my-policy',
  'yibao indicators -p ./my-policy --template > values.json',
  'yibao indicators values.json -p ./my-policy --as-of 2024-06-30',
  'yibao indicators values.json -p ./my-policy --as-of 2023-12-31 --json --lang en',
]

export function addIndicators(program: Command, session: Session): void {
  const { say, host } = session
  const command = addPolicyOptions(program.command('indicators').description(say('describeIndicators')), say)
    .argument('[values]', say('argumentValues'))
    .option('--as-of <day>', say('optionAsOfNeeded'))
    .option('--list', say('optionList'))
    .option('--template', say('optionTemplateIndicators'))
    .option('--json', say('optionJsonTest'))
  addLanguage(command, say)
    .addHelpText('after', examples(session, EXAMPLES, 'exitCodesIndicators'))
    .action(async (input: string | undefined, options: IndicatorsOptions) => {
      const policy = openAsked(session, options)
      if (options.template === true) await host.out(`${JSON.stringify(valuesTemplate(policy.pack), null, 2)}\n`)
      else if (input === undefined || options.list === true) await tellTargets(session, policy, options)
      else await judge(session, policy, input, options)
    })
}

async function tellTargets({ host, ...session }: Session, { pack }: FullPolicy, { asOf, json }: IndicatorsOptions): Promise<void> {
  const indicators = listIndicators(pack, asOf)
  if (json === true)
    await host.out(`${JSON.stringify({ version: 1, policy: packIdentity(pack), asOf: asOf ?? null, indicators }, null, 2)}\n`)
  else await host.out(printTargets({ host, ...session }, pack.json.name, indicators))
}

async function judge(session: Session, policy: FullPolicy, input: string, options: IndicatorsOptions): Promise<void> {
  const { say, host } = session
  const given = await readInputValue(host, say, input)
  const file = isPlainObject(given) && isPlainObject(given['values']) ? given : { values: given }
  // A template that says no day yet leaves it to the option.
  const asOf = options.asOf ?? (typeof file['asOf'] === 'string' && file['asOf'] !== '' ? file['asOf'] : undefined)
  const report = policy.indicators(file['values'], asOf === undefined ? {} : { asOf })
  await host.out(options.json === true ? `${JSON.stringify(report, null, 2)}\n` : printIndicators(session, policy.pack.json.name, report))
  const { results, findings } = report
  const wrong = [
    ...(results.some(({ gravity }) => gravity === 'violation') ? [say('indicatorsViolated')] : []),
    ...(findings.length > 0 ? [say('indicatorFindings', { count: findings.length })] : []),
  ]
  if (wrong.length > 0) throw new Findings(wrong)
}
