import type { Command } from 'commander'
import { examples } from '../help.ts'
import { addSettleOptions, type Session, type SettleOptions } from '../options.ts'
import { printExplanation } from '../print-explanation.ts'
import { settleEach } from './settle.ts'

export function addExplain(program: Command, session: Session): void {
  const { say } = session
  const command = program.command('explain').description(say('describeExplain')).argument('[claims]', say('argumentInput'))
  addSettleOptions(command, say)
    .addHelpText(
      'after',
      examples(session, [
        'yibao explain claim.json --policy ./my-policy',
        'yibao explain claim.json -p ./my-policy --lang en',
        'yibao generate --claims 1 | yibao explain - -p ./my-policy --json',
      ]),
    )
    .action(async (file: string | undefined, options: SettleOptions) => {
      await settleEach(session, file, options, {
        work: (policy, claim, state) => policy.explain(claim, state),
        print: (policy, explanation) => printExplanation(session, policy.pack, explanation),
      })
    })
}
