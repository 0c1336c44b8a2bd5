import { Option, type Command } from 'commander'
import { isPolicyError, type Language } from '../base/issue.ts'
import { isPlainObject } from '../base/plain.ts'
import { packNames } from '../node/read-pack.ts'
import { openPolicy } from '../node/open-policy.ts'
import type { FullPolicy as Policy } from '../full-policy.ts'
import type { YearStateJson } from '../settlement/state.ts'
import { readValue } from './claims.ts'
import { BadInput, issueLines } from './fault.ts'
import type { Host } from './host.ts'
import { sayIn, type Say } from './messages.ts'

/** The options of commands that settle. */
export interface SettleOptions {
  readonly policy?: string
  readonly scheme?: string
  readonly param?: readonly string[]
  readonly state?: string
  readonly json?: boolean
}

/** What every command works with. */
export interface Session {
  readonly host: Host
  readonly language: Language
  readonly say: Say
}

export const sessionOf = (host: Host, language: Language): Session => ({ host, language, say: sayIn(language) })

/** The language asked for on a command line, before it is parsed: help and faults are in it too. */
export function languageOf(argv: readonly string[]): Language {
  const at = argv.findIndex(arg => arg === '--lang' || arg.startsWith('--lang='))
  const asked = argv[at]?.includes('=') === true ? argv[at]?.split('=')[1] : argv[at + 1]
  return at >= 0 && asked === 'en' ? 'en' : 'zh'
}

export function addLanguage(command: Command, say: Say): Command {
  const check = (text: string): string => {
    if (text !== 'zh' && text !== 'en') throw new BadInput([say('badLanguage', { text })])
    return text
  }
  return command.addOption(new Option('--lang <zh|en>', say('optionLang')).default('zh').argParser(check))
}

/** What names a policy: the pack, its scheme, parameter values. */
export const addPolicyOptions = (command: Command, say: Say): Command =>
  command
    .option('-p, --policy <pack>', say('optionPolicy'))
    .option('--scheme <id|file>', say('optionScheme'))
    .option('--param <id=value>', say('optionParam'), (text: string, all: readonly string[] = []) => [...all, text])

export function addSettleOptions(command: Command, say: Say): Command {
  addPolicyOptions(command, say).option('--state <file>', say('optionState')).option('--json', say('optionJson'))
  return addLanguage(command, say)
}

/** Opens the policy that the options name; `given`: parameter values beside theirs. Throws BadInput with every issue. */
export function openAsked(session: Session, options: SettleOptions, given: Readonly<Record<string, unknown>> = {}): Policy {
  const { say, language } = session
  if (options.policy === undefined) throw new BadInput([say('policyNeeded', { known: knownPacks() })])
  const parameters = { ...given, ...readParams(say, options.param ?? []) }
  const scheme = askedScheme(session, options.scheme)
  try {
    return openPolicy(options.policy, { parameters, ...(scheme === undefined ? {} : { scheme }) })
  } catch (error) {
    if (isPolicyError(error)) throw new BadInput(issueLines(error.issues, language))
    throw error
  }
}

/** A scheme by its id or from a file; `none`: none. */
function askedScheme({ host, say }: Session, text: string | undefined): string | null | undefined | Readonly<Record<string, unknown>> {
  if (text === undefined || text === 'none') return text === 'none' ? null : undefined
  // What the file holds is checked with the pack.
  return text.endsWith('.json') ? (readValue(host, say, text) as Readonly<Record<string, unknown>>) : text
}

/** Names of the packs at hand; none where the package has no folder of them. */
function knownPacks(): string {
  try {
    return packNames().join(', ')
  } catch (error) {
    if (isPolicyError(error)) return '-'
    throw error
  }
}

/** A state from a file: by itself or as the part of a settlement. The policy checks it; the type says what it should be. */
export function readState(session: Session, options: SettleOptions): YearStateJson | undefined {
  if (options.state === undefined) return undefined
  const value = readValue(session.host, session.say, options.state)
  const isSettlement = isPlainObject(value) && Array.isArray(value['lines']) && value['state'] !== undefined
  return (isSettlement ? value['state'] : value) as YearStateJson
}

/** `id=value` texts as parameters of a policy. Throws BadInput with every text that is none. */
export function readParams(say: Say, texts: readonly string[]): Readonly<Record<string, unknown>> {
  const bad = texts.filter(text => text.indexOf('=') < 1)
  if (bad.length > 0) throw new BadInput(bad.map(text => say('badParam', { text })))
  return Object.fromEntries(texts.map(text => [text.slice(0, text.indexOf('=')), paramValue(text.slice(text.indexOf('=') + 1))]))
}

/** A value as a pack would write it: a flag, a whole number, a list of codes (`[a,b]` or `a,b`), else a text. */
function paramValue(text: string): unknown {
  if (text === 'true' || text === 'false') return text === 'true'
  if (/^-?\d{1,12}$/.test(text)) return Number(text)
  if (!/^\[.*\]$/.test(text) && !text.includes(',')) return text
  return text
    .replace(/^\[|\]$/g, '')
    .split(',')
    .map(code => code.trim().replace(/^"|"$/g, ''))
    .filter(code => code !== '')
}
