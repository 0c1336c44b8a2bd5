import { Option, type Command } from 'commander'
import type { Language } from '../../base/issue.ts'
import { BadInput } from '../fault.ts'
import { examples } from '../help.ts'
import { addLanguage, addPolicyOptions, openAsked, type Session, type SettleOptions } from '../options.ts'

interface BuildOptions extends Pick<SettleOptions, 'policy' | 'scheme' | 'param'> {
  readonly output?: string
  readonly texts?: Language
}

export function addBuild(program: Command, session: Session): void {
  const { say, host } = session
  const command = addPolicyOptions(program.command('build').description(say('describeBuild')), say)
    .addOption(new Option('--texts <zh|en>', say('optionTexts')).choices(['zh', 'en']))
    .option('-o, --output <file>', say('optionOutput'))
  addLanguage(command, say)
    .addHelpText(
      'after',
      examples(session, [
        'yibao build --policy ./my-policy -o my-policy.json',
        'yibao build --policy ./my-policy --texts zh -o my-policy.json',
      ]),
    )
    .action(async (options: BuildOptions) => {
      const text = `${JSON.stringify(openAsked(session, options).toLowered(options.texts))}\n`
      if (options.output === undefined) await host.out(text)
      else if (!host.writeFile(options.output, text)) throw new BadInput([say('cannotWrite', { file: options.output })])
    })
}
