import type { Command } from 'commander'
import { suggest } from '../../base/suggest.ts'
import { factEntries } from '../../vocabulary/facts.ts'
import { factsRead, type Reader } from '../../vocabulary/facts-read.ts'
import { BadInput } from '../fault.ts'
import { examples } from '../help.ts'
import { addLanguage, openAsked, type Session } from '../options.ts'
import { printFacts, type ListedFact } from '../print-facts.ts'

interface FactsOptions {
  readonly policy?: string
  readonly scheme?: string
  readonly json?: boolean
}

export function addFacts(program: Command, session: Session): void {
  const { say, host } = session
  const command = program
    .command('facts')
    .description(say('describeFacts'))
    .argument('[prefix]', say('argumentPrefix'))
    .option('-p, --policy <pack>', say('optionFactsPolicy'))
    .option('--scheme <id|file>', say('optionScheme'))
    .option('--json', say('optionJsonTest'))
  addLanguage(command, say)
    .addHelpText(
      'after',
      examples(session, ['yibao facts referral.', 'yibao facts encounter.caseFlags --lang en', 'yibao facts -p ./my-policy --json']),
    )
    .action(async (prefix: string | undefined, options: FactsOptions) => {
      const found = listed(session, options).filter(({ fact }) => fact.startsWith(prefix ?? ''))
      if (found.length === 0) throw new BadInput([noFact(session, prefix ?? '', options.policy)])
      await host.out(options.json === true ? `${JSON.stringify(found, null, 2)}\n` : printFacts(session, found))
    })
}

/** All facts, or those that a policy reads. */
function listed(session: Session, options: FactsOptions): readonly ListedFact[] {
  const entries = factEntries()
  if (options.policy === undefined) return entries
  const { pack, sheet } = openAsked(session, options)
  const read = factsRead(pack, sheet)
  return entries.flatMap(entry => {
    const readBy: readonly Reader[] | undefined = read.get(entry.fact)
    return readBy === undefined ? [] : [{ ...entry, readBy }]
  })
}

function noFact({ say }: Session, prefix: string, policy: string | undefined): string {
  const paths = factEntries().map(({ fact }) => fact)
  if (policy !== undefined && paths.some(path => path.startsWith(prefix))) return say('noSuchFactRead', { prefix, policy })
  const lastNames = paths.filter(path => path.endsWith(`.${prefix}`))
  const suggestion = lastNames[0] ?? suggest(prefix, paths)
  return say('noSuchFact', { prefix }) + (suggestion === undefined ? '' : say('didYouMean', { suggestion }))
}
