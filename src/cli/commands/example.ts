import { readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Command } from 'commander'
import { packNames, rulesFolder } from '../../node/read-pack.ts'
import { BadInput } from '../fault.ts'
import { examples } from '../help.ts'
import { addLanguage, type Session } from '../options.ts'

export function addExample(program: Command, session: Session): void {
  const { say, host } = session
  const command = program.command('example').description(say('describeExample')).argument('[name]', say('argumentExample'))
  addLanguage(command, say)
    .addHelpText('after', examples(session, ['yibao example', 'yibao example minimal-pack > my-policy.json']))
    .action(async (name: string | undefined) => {
      const known = exampleNames()
      if (name === undefined) {
        await host.out([say('examplesTitle'), ...known.map(one => `  ${commandWith(one)}`), ''].join('\n'))
        return
      }
      if (!known.includes(name)) throw new BadInput([say('noSuchExample', { name, known: known.join(say('listComma')) })])
      await host.out(readFileSync(join(folder(), `${name}.json`), 'utf8'))
    })
}

/** The examples stand beside the packs. */
const folder = (): string => join(dirname(rulesFolder()), 'examples')

const exampleNames = (): readonly string[] =>
  readdirSync(folder(), { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.json'))
    .map(file => file.slice(0, -'.json'.length).replaceAll('\\', '/'))
    .sort()

/** The work that takes an example, by its schema. */
const WORK: Readonly<Record<string, string>> = { 'case.json': 'decide - --as-of 2024-10-01', 'budgetYear.json': 'budget close -' }

/** What to do with an example: it names its schema, and begins with the name of its policy. */
function commandWith(name: string): string {
  const { $schema = '' } = JSON.parse(readFileSync(join(folder(), `${name}.json`), 'utf8')) as { readonly $schema?: string }
  const policy = packNames().find(pack => name.startsWith(`${pack}-`))
  if (policy === undefined) return `yibao example ${name} > ${name}.json`
  return `yibao example ${name} | yibao ${WORK[basename($schema)] ?? 'explain -'} -p ${policy}`
}
