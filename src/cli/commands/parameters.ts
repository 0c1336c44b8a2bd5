import type { Command } from 'commander'
import { formatDay } from '../../base/date.ts'
import type { Parameter } from '../../pack/pack.ts'
import { addLanguage, addPolicyOptions, openAsked, type Session, type SettleOptions } from '../options.ts'
import { examples } from '../help.ts'
import { printParameters } from '../print-parameters.ts'

interface ParametersOptions extends Pick<SettleOptions, 'policy' | 'scheme' | 'param' | 'json'> {
  readonly template?: boolean
}

export function addParameters(program: Command, session: Session): void {
  const { say, host } = session
  const command = addPolicyOptions(program.command('parameters').description(say('describeParameters')), say)
    .option('--template', say('optionTemplate'))
    .option('--json', say('optionJsonTest'))
  addLanguage(command, say)
    .addHelpText(
      'after',
      examples(session, [
        'yibao parameters --policy ./my-policy',
        'yibao parameters -p ./my-policy --template > our-city.json',
        'yibao settle claim.json -p ./my-policy --scheme our-city.json',
      ]),
    )
    .action(async (options: ParametersOptions) => {
      const { pack } = openAsked(session, options)
      const parameters = [...pack.parameters.values()]
      if (options.template === true) await host.out(`${JSON.stringify(template(parameters), null, 2)}\n`)
      else if (options.json === true) await host.out(`${JSON.stringify(parameters.map(plain), null, 2)}\n`)
      else await host.out(printParameters(session, pack.json.name, parameters))
    })
}

/** A parameter with its days as text. */
const plain = ({ values, ...parameter }: Parameter): object => ({ ...parameter, values: values.map(datedValue) })

const datedValue = ({ from, value, source }: Parameter['values'][number]): object => ({
  ...(from === undefined ? {} : { from: formatDay(from) }),
  value,
  source,
})

/** A scheme to fill in: every number that the document leaves to the locality, with the one in force now and who gave it. */
function template(parameters: readonly Parameter[]): object {
  const open = parameters.filter(({ values }) => values.every(({ source }) => source !== 'clause'))
  const entries = open.map(({ id, label, values }) => [id, values.length === 0 ? { note: label } : given(values)])
  return { version: 1, id: 'ours', source: 'published', parameters: Object.fromEntries(entries) as object }
}

const given = (values: Parameter['values']): object =>
  values.length === 1 && values[0]?.from === undefined ? own(values) : { values: values.map(datedValue) }

const own = ([one]: Parameter['values']): object => ({ value: one?.value, source: one?.source === 'override' ? 'published' : one?.source })
