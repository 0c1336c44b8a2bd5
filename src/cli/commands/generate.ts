import type { Command } from 'commander'
import { generateClaims } from '../../facts/generate.ts'
import { BadInput } from '../fault.ts'
import { examples } from '../help.ts'
import { addLanguage, type Session } from '../options.ts'
import type { Say } from '../messages.ts'

interface GenerateArguments {
  readonly claims: number
  readonly persons?: number
  readonly seed: number
  readonly year: number
}

/** Text written at once. */
const BLOCK = 64 * 1024

export function addGenerate(program: Command, session: Session): void {
  const { say, host } = session
  const command = program
    .command('generate')
    .description(say('describeGenerate'))
    .option('--claims <n>', say('optionClaims'), integer(say, '--claims', 1, 100_000_000), 10)
    .option('--persons <m>', say('optionPersons'), integer(say, '--persons', 1, 100_000_000))
    .option('--seed <s>', say('optionSeed'), integer(say, '--seed', 0, 2 ** 31 - 1), 1)
    .option('--year <y>', say('optionYear'), integer(say, '--year', 1971, 2198), 2024)
  addLanguage(command, say)
    .addHelpText(
      'after',
      examples(session, [
        'yibao generate --claims 1000 --persons 200 --seed 7 --year 2024 > claims.ndjson',
        'yibao generate --claims 3 | yibao settle - --policy ./my-policy',
      ]),
    )
    .action(async ({ claims, persons, seed, year }: GenerateArguments) => {
      let block = ''
      for (const claim of generateClaims({ claims, persons: persons ?? Math.ceil(claims / 5), seed, year })) {
        block += `${JSON.stringify(claim)}\n`
        if (block.length < BLOCK) continue
        await host.out(block)
        block = ''
      }
      if (block !== '') await host.out(block)
    })
}

const integer =
  (say: Say, option: string, min: number, max: number) =>
  (text: string): number => {
    const number = /^\d{1,10}$/.test(text) ? Number(text) : -1
    if (number < min || number > max) throw new BadInput([say('badNumber', { option, min, max, text })])
    return number
  }
