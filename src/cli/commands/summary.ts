import type { Command } from 'commander'
import { printSummary } from '../../summary/print-summary.ts'
import { summarise } from '../../summary/summarise.ts'
import { writeSummaryHtml } from '../../summary/write-html.ts'
import { readClaims } from '../claims.ts'
import { BadInput } from '../fault.ts'
import { examples } from '../help.ts'
import { addLanguage, addPolicyOptions, openAsked, type Session, type SettleOptions } from '../options.ts'

interface SummaryOptions extends SettleOptions {
  readonly html?: string
}

export function addSummary(program: Command, session: Session): void {
  const { say, host, language } = session
  const command = program.command('summary').description(say('describeSummary')).argument('[claims]', say('argumentInput'))
  addPolicyOptions(command, say).option('--html <file>', say('optionHtml')).option('--json', say('optionJsonTest'))
  addLanguage(command, say)
    .addHelpText(
      'after',
      examples(session, [
        'yibao summary claims.ndjson --policy ./my-policy',
        'yibao summary claims.ndjson --policy ./my-policy --html summary.html',
        'yibao generate -p ./my-policy --claims 5000 | yibao summary - -p ./my-policy --json',
      ]),
    )
    .action(async (file: string | undefined, options: SummaryOptions) => {
      const policy = openAsked(session, options)
      const { claims } = await readClaims(host, say, file)
      const summary = summarise(
        policy,
        claims.map(({ value, fault }) => (fault === undefined ? value : undefined)),
      ).toJson()
      const { html } = options
      if (html !== undefined && !host.writeFile(html, await writeSummaryHtml(summary, language)))
        throw new BadInput([say('cannotWrite', { file: html })])
      if (options.json === true) await host.out(`${JSON.stringify(summary, null, 2)}\n`)
      else if (html === undefined) await host.out(printSummary(summary, language, host.styled))
    })
}
