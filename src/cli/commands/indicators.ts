import type { Command } from 'commander'
import { isPlainObject } from '../../base/plain.ts'
import type { IndicatorReport } from '../../indicator/indicators.ts'
import { readInputValue } from '../claims.ts'
import { Findings } from '../fault.ts'
import { examples } from '../help.ts'
import { addLanguage, addPolicyOptions, openAsked, type Session, type SettleOptions } from '../options.ts'
import { printIndicators } from '../print-indicators.ts'

interface IndicatorsOptions extends Pick<SettleOptions, 'policy' | 'scheme' | 'param' | 'json'> {
  readonly asOf?: string
  readonly template?: boolean
}

export function addIndicators(program: Command, session: Session): void {
  const { say, host } = session
  const command = addPolicyOptions(program.command('indicators').description(say('describeIndicators')), say)
    .argument('[values]', say('argumentValues'))
    .option('--as-of <day>', say('optionAsOfNeeded'))
    .option('--template', say('optionTemplateIndicators'))
    .option('--json', say('optionJsonTest'))
  addLanguage(command, say)
    .addHelpText(
      'after',
      examples(session, [
        'yibao indicators -p ./my-policy --template > values.json',
        'yibao indicators values.json -p ./my-policy --as-of 2024-06-30',
        'yibao indicators values.json -p ./my-policy --as-of 2023-12-31 --json --lang en',
      ]),
    )
    .action(async (input: string | undefined, options: IndicatorsOptions) => {
      const policy = openAsked(session, options)
      // Judged without values, every indicator says what it needs.
      const unknown = policy.indicators({}, { asOf: options.asOf ?? '2000-01-01' })
      if (options.template === true) {
        await host.out(`${JSON.stringify(template(unknown), null, 2)}\n`)
        return
      }
      const given = input === undefined ? {} : await readInputValue(host, say, input)
      const file = isPlainObject(given) && isPlainObject(given['values']) ? given : { values: given }
      const asOf = options.asOf ?? (typeof file['asOf'] === 'string' ? file['asOf'] : undefined)
      const report = policy.indicators(file['values'], asOf === undefined ? {} : { asOf })
      if (options.json === true) await host.out(`${JSON.stringify(report, null, 2)}\n`)
      else await host.out(printIndicators(session, policy.pack.json.name, report))
      if (report.results.some(({ gravity }) => gravity === 'violation')) throw new Findings([say('indicatorsViolated')])
    })
}

const EXAMPLES: Readonly<Record<string, unknown>> = { dates: [], values: [], flags: {}, counts: {} }

/** Values to fill in, by indicator and group. */
function template({ results }: IndicatorReport): object {
  const values: Record<string, unknown> = {}
  for (const { id, group, needs } of results) {
    const parts = Object.fromEntries(needs.map(need => [need, EXAMPLES[need] ?? '']))
    values[id] = group === null ? parts : { ...(values[id] as object | undefined), [group]: parts }
  }
  return { version: 1, asOf: '', values }
}
