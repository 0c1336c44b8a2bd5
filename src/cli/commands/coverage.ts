import type { Command } from 'commander'
import { errorIssue } from '../../base/issue.ts'
import { packNames } from '../../node/read-pack.ts'
import { countAccount } from '../../pack/coverage.ts'
import { openAccount } from '../accounts.ts'
import { Findings, issueLines } from '../fault.ts'
import { examples } from '../help.ts'
import { addLanguage, type Session } from '../options.ts'
import { printAccount } from '../print-clauses.ts'

export function addCoverage(program: Command, session: Session): void {
  const { say, host, language } = session
  const command = program
    .command('coverage')
    .description(say('describeCoverage'))
    .argument('[packs...]', say('argumentPacks'))
    .option('--json', say('optionJsonTest'))
  addLanguage(command, say)
    .addHelpText('after', examples(session, ['yibao coverage', 'yibao coverage ./my-policy', 'yibao coverage --json']))
    .action(async (names: readonly string[], options: { readonly json?: boolean }) => {
      const { packs, findings } = openAccount(session, names.length === 0 ? packNames() : names)
      if (options.json === true) await host.out(`${JSON.stringify(packs.map(countAccount), null, 2)}\n`)
      else for (const [i, account] of packs.entries()) await host.out(`${i === 0 ? '' : '\n'}${printAccount(session, account)}`)
      const unaccounted = packs
        .flatMap(account => account.clauses)
        .filter(clause => clause.status === 'unaccounted')
        .map(clause => errorIssue('clauseUnaccounted', '', { clause: clause.record.id }))
      const found = issueLines([...findings, ...unaccounted], language)
      if (found.length > 0) throw new Findings(found)
    })
}
