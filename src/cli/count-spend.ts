import type { BudgetFold } from '../budget/spend.ts'
import { isPolicyError, type Issue } from '../base/issue.ts'
import { isPlainObject } from '../base/plain.ts'
import { clip } from '../base/text.ts'
import type { BatchProgress } from '../batch/job.ts'
import { BadInput, issueLines } from './fault.ts'
import { LineFile, type FileLine } from './line-file.ts'
import type { Session } from './options.ts'

/** A claim that is an interim part of a stay says so in these bytes. */
const INTERIM = Buffer.from('"interim"')
/** Faults that are told before the reading ends. */
const MOST_FAULTS = 20
/** Refused claims that are named. */
const MOST_REFUSED = 5
/** Rows between two moves of the progress. */
const STEP = 4096

/** The two files of a batch: claims, and what they were settled to. */
export interface SettledFiles {
  readonly claims: string
  readonly settlements: string
  /** Rows of claims that were refused, where they are at hand. */
  readonly rejects?: string
}

/** Settles a claim alone; throws a PolicyError where it is refused. */
export type SettleAlone = (claim: unknown) => unknown

/**
 * Counts claims with their settlements, both files read in step, line by line. Gives a line for each of the first claims that were refused: which one, and why.
 * Throws BadInput with the lines of everything that does not fit, or where the settlements end before the claims do.
 */
export function countFiles(
  session: Session,
  fold: BudgetFold,
  files: SettledFiles,
  alone: SettleAlone,
  progress: BatchProgress,
): readonly string[] {
  const claims = opened(session, files.claims)
  const settlements = opened(session, files.settlements)
  try {
    announceAll(session, fold, files.claims)
    return new Counting(session, fold, files, claims, settlements, alone).run(progress)
  } finally {
    progress.end()
    claims.close()
    settlements.close()
  }
}

function opened({ say }: Session, file: string): LineFile {
  try {
    return new LineFile(file)
  } catch {
    throw new BadInput([say('noFile', { file })])
  }
}

/** A first reading for the interim parts alone, so that a last part that stands before one of them waits for it. */
function announceAll(session: Session, fold: BudgetFold, file: string): void {
  const claims = opened(session, file)
  try {
    for (let line = claims.next(); line !== undefined; line = claims.next())
      if (line.bytes?.includes(INTERIM) === true) fold.announce(parsed(line))
  } finally {
    claims.close()
  }
}

/** The value of a line; undefined where it is no JSON. */
function parsed({ bytes }: FileLine): unknown {
  try {
    return bytes === undefined ? undefined : (JSON.parse(bytes.toString('utf8')) as unknown)
  } catch {
    return undefined
  }
}

interface Settled {
  readonly line: number
  readonly value: Readonly<Record<string, unknown>>
}

class Counting {
  readonly #session: Session
  readonly #fold: BudgetFold
  readonly #files: SettledFiles
  readonly #claims: LineFile
  readonly #settlements: LineFile
  readonly #faults: string[] = []
  readonly #alone: SettleAlone
  readonly #refused: string[] = []
  #reasons: ReadonlyMap<number, string> | undefined
  #lastRow = 0
  #lastLine = 0

  constructor(session: Session, fold: BudgetFold, files: SettledFiles, claims: LineFile, settlements: LineFile, alone: SettleAlone) {
    this.#alone = alone
    this.#session = session
    this.#fold = fold
    this.#files = files
    this.#claims = claims
    this.#settlements = settlements
  }

  run(progress: BatchProgress): readonly string[] {
    progress.begin('read', this.#claims.size)
    let settled = this.#next()
    let rows = 0
    for (let line = this.#claims.next(); line !== undefined; line = this.#claims.next()) {
      const claim = parsed(line)
      if (settled === undefined && this.#isOwed(claim, line.number)) {
        this.#fault(this.#lastLine, 'spendEndsEarly', String(line.number))
        break
      }
      if (settled === undefined || !isOf(settled.value, claim, line.number)) this.#refuse(claim, line.number)
      else {
        this.#count(claim, settled, line.number)
        settled = this.#next()
      }
      if (++rows % STEP === 0) progress.advance(this.#claims.done)
      if (this.#faults.length >= MOST_FAULTS) break
    }
    if (this.#faults.length === 0 && settled !== undefined) {
      const claim = settled.value['claimId']
      this.#fault(settled.line, 'spendUnmatched', typeof claim === 'string' ? claim.slice(0, 80) : '-')
    }
    if (this.#faults.length > 0) throw new BadInput(this.#faults)
    return this.#refused
  }

  /** Notes a claim that was refused; why is what its row says, else what settling it alone says. */
  #refuse(claim: unknown, line: number, issues?: readonly unknown[]): void {
    this.#fold.refuse(claim)
    if (this.#refused.length >= MOST_REFUSED) return
    const { say } = this.#session
    const id = idOf(claim).slice(0, 80)
    this.#refused.push(say('spendRefusedAt', { file: this.#files.claims, line, id, why: this.#why(claim, line, issues) }))
  }

  #why(claim: unknown, line: number, issues: readonly unknown[] | undefined): string {
    const { say, language } = this.#session
    const first = firstOf(this.#session, this.#files.claims, idOf(claim), line)
    if (first !== undefined) return say('spendRepeated', { line: first })
    if (issues !== undefined) return this.#told(issues)
    this.#reasons ??= this.#readReasons()
    const found = this.#reasons.get(line) ?? issueLines(this.#issuesAlone(claim) ?? [], language)[0]
    return found ?? say('spendNotSettled')
  }

  /** What a rejected row says first. */
  #told([first]: readonly unknown[]): string {
    const message = isPlainObject(first) ? first['message'] : undefined
    return typeof message === 'string' ? clip(message) : this.#session.say('spendNotSettled')
  }

  /** The rejected rows by their lines, as far as they are named. */
  #readReasons(): ReadonlyMap<number, string> {
    const reasons = new Map<number, string>()
    if (this.#files.rejects === undefined) return reasons
    const file = opened(this.#session, this.#files.rejects)
    try {
      for (let line = file.next(); line !== undefined && reasons.size < MOST_REFUSED; line = file.next()) {
        const value = parsed(line)
        if (isPlainObject(value) && typeof value['row'] === 'number' && Array.isArray(value['issues']))
          reasons.set(value['row'], this.#told(value['issues']))
      }
    } finally {
      file.close()
    }
    return reasons
  }

  /** Whether a claim after the last settlement is one that a batch settles: then the settlements end too early. */
  #isOwed(claim: unknown, line: number): boolean {
    if (this.#files.rejects !== undefined || this.#issuesAlone(claim) !== undefined) return false
    return firstOf(this.#session, this.#files.claims, idOf(claim), line) === undefined
  }

  #issuesAlone(claim: unknown): readonly Issue[] | undefined {
    try {
      this.#alone(claim)
      return undefined
    } catch (error) {
      if (isPolicyError(error)) return error.issues
      throw error
    }
  }

  #count(claim: unknown, { line, value }: Settled, claimLine: number): void {
    if (Array.isArray(value['issues'])) {
      this.#refuse(claim, claimLine, value['issues'])
      return
    }
    try {
      this.#fold.add(claim, value)
    } catch (error) {
      if (!isPolicyError(error)) throw error
      this.#faults.push(...issueLines(error.issues, this.#session.language, this.#place(line)))
    }
  }

  /** The next settlement; what is none, or stands before one that came, is a fault and passed over. */
  #next(): Settled | undefined {
    for (let line = this.#settlements.next(); line !== undefined; line = this.#settlements.next()) {
      const value = parsed(line)
      this.#lastLine = line.number
      if (!isPlainObject(value)) this.#fault(line.number, 'spendNoJson')
      else if (typeof value['row'] === 'number' && value['row'] <= this.#lastRow)
        this.#fault(line.number, 'spendRowOrder', String(value['row']))
      else {
        if (typeof value['row'] === 'number') this.#lastRow = value['row']
        return { line: line.number, value }
      }
      if (this.#faults.length >= MOST_FAULTS) break
    }
    return undefined
  }

  #fault(line: number, key: 'spendUnmatched' | 'spendNoJson' | 'spendRowOrder' | 'spendEndsEarly', what = ''): void {
    this.#faults.push(`${this.#place(line)}: ${this.#session.say(key, { what, claims: this.#files.claims })}`)
  }

  #place(line: number): string {
    return this.#session.say('spendAt', { file: this.#files.settlements, line })
  }
}

/** Whether a settlement is that of a claim: by the line that it names, or by the claim's id where it names none. */
function isOf(settled: Readonly<Record<string, unknown>>, claim: unknown, line: number): boolean {
  if (typeof settled['row'] === 'number') return settled['row'] === line
  return isPlainObject(claim) && settled['claimId'] === claim['id']
}

const idOf = (claim: unknown): string => (isPlainObject(claim) && typeof claim['id'] === 'string' ? claim['id'] : '')

/** The line before this one with a claim of that id; undefined: there is none. */
function firstOf(session: Session, file: string, id: string, before: number): number | undefined {
  if (id === '') return undefined
  const claims = opened(session, file)
  const bytes = Buffer.from(JSON.stringify(id))
  try {
    for (let line = claims.next(); line !== undefined && line.number < before; line = claims.next())
      if (line.bytes?.includes(bytes) === true && idOf(parsed(line)) === id) return line.number
    return undefined
  } finally {
    claims.close()
  }
}
