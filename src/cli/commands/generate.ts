import type { Command } from 'commander'
import { generateCity } from '../../city/generate-city.ts'
import { cityPlan } from '../../city/plan.ts'
import { generateClaims } from '../../facts/generate.ts'
import { BadInput } from '../fault.ts'
import { examples } from '../help.ts'
import { addLanguage, addPolicyOptions, openAsked, type Session, type SettleOptions } from '../options.ts'
import type { Say } from '../messages.ts'

interface GenerateArguments extends SettleOptions {
  readonly claims: number
  readonly persons?: number
  readonly seed: number
  readonly year?: number
}

/** Text written at once. */
const BLOCK = 64 * 1024

/** The year of claims that are of no policy. */
const YEAR = 2024

/** A person's claims are held together; nobody has more than some ten times the average. */
const MOST_PER_PERSON = 1000

export function addGenerate(program: Command, session: Session): void {
  const { say, host } = session
  const command = program
    .command('generate')
    .description(say('describeGenerate'))
    .option('--claims <n>', say('optionClaims'), integer(say, '--claims', 1, 100_000_000), 10)
    .option('--persons <m>', say('optionPersons'), integer(say, '--persons', 1, 100_000_000))
    .option('--seed <s>', say('optionSeed'), integer(say, '--seed', 0, 2 ** 31 - 1), 1)
    .option('--year <y>', say('optionCityYear'), integer(say, '--year', 1971, 2198))
  addPolicyOptions(command, say)
  addLanguage(command, say)
    .addHelpText(
      'after',
      examples(session, [
        'yibao generate --policy ./my-policy --claims 1000000 --persons 200000 --seed 7 > city.ndjson',
        'yibao generate --claims 1000 --persons 200 --seed 7 --year 2024 > claims.ndjson',
        'yibao generate --claims 3 | yibao settle - --policy ./my-policy',
      ]),
    )
    .action(async (options: GenerateArguments) => {
      let block = ''
      for (const line of linesOf(session, options)) {
        block += line + '\n'
        if (block.length < BLOCK) continue
        await host.out(block)
        block = ''
      }
      if (block !== '') await host.out(block)
    })
}

/** Claims as lines of JSON: of a city of the policy asked for, else of a world of no place. */
function linesOf(session: Session, options: GenerateArguments): Iterable<string> {
  const { say } = session
  const { claims, seed, year } = options
  const persons = options.persons ?? Math.ceil(claims / 5)
  if (options.policy === undefined) return texts(generateClaims({ claims, persons, seed, year: year ?? YEAR }))
  if (claims > persons * MOST_PER_PERSON) throw new BadInput([say('fewPersons', { claims, least: Math.ceil(claims / MOST_PER_PERSON) })])
  const { pack } = openAsked(session, options)
  const plan = cityPlan(pack, year)
  if (plan === undefined) {
    const { from, to } = pack.json.window ?? {}
    throw new BadInput([say('yearNotInForce', { year: year ?? '', from: from ?? '…', to: to ?? '…' })])
  }
  if (plan.kinds.length === 0) throw new BadInput([say('coversNothing', { policy: pack.json.id })])
  return generateCity(plan, { claims, persons, seed })
}

function* texts(claims: Iterable<unknown>): Generator<string> {
  for (const claim of claims) yield JSON.stringify(claim)
}

const integer =
  (say: Say, option: string, min: number, max: number) =>
  (text: string): number => {
    const number = /^\d{1,10}$/.test(text) ? Number(text) : -1
    if (number < min || number > max) throw new BadInput([say('badNumber', { option, min, max, text })])
    return number
  }
