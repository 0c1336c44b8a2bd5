import type { Command } from 'commander'
import { errorIssue } from '../../base/issue.ts'
import { suggest } from '../../base/suggest.ts'
import { packNames } from '../../node/read-pack.ts'
import { openAccount } from '../accounts.ts'
import { BadInput, issueLines } from '../fault.ts'
import { examples } from '../help.ts'
import { addLanguage, type Session } from '../options.ts'
import { printClause } from '../print-clauses.ts'

interface ClauseOptions {
  readonly policy?: string
  readonly json?: boolean
}

export function addClause(program: Command, session: Session): void {
  const { say, host, language } = session
  const command = program
    .command('clause')
    .description(say('describeClause'))
    .argument('<id>', say('argumentClause'))
    .option('-p, --policy <pack>', say('optionClausePolicy'))
    .option('--json', say('optionJsonTest'))
  addLanguage(command, say)
    .addHelpText('after', examples(session, ['yibao coverage', 'yibao clause <pack>/1.1', 'yibao clause <pack>/1.1 -p ./my-policy --json']))
    .action(async (id: string, options: ClauseOptions) => {
      const { packs } = openAccount(session, [...packNames(), ...(options.policy === undefined ? [] : [options.policy])])
      const clauses = packs.flatMap(account => account.clauses)
      const clause = clauses.find(one => one.record.id === id)
      if (clause === undefined) {
        const known = clauses.map(one => one.record.id)
        throw new BadInput(issueLines([errorIssue('unknownClause', '', { clause: id, suggestion: suggest(id, known) ?? '' })], language))
      }
      const { record, ...account } = clause
      await host.out(options.json === true ? `${JSON.stringify({ ...record, ...account }, null, 2)}\n` : printClause(session, clause))
    })
}
