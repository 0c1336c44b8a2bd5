import type { BudgetFold } from '../budget/spend.ts'
import { isPolicyError } from '../base/issue.ts'
import { isPlainObject } from '../base/plain.ts'
import type { BatchProgress } from '../batch/job.ts'
import { BadInput, issueLines } from './fault.ts'
import { LineFile, type FileLine } from './line-file.ts'
import type { Session } from './options.ts'

/** A claim that is an interim part of a stay says so in these bytes. */
const INTERIM = Buffer.from('"interim"')
/** Faults that are told before the reading ends. */
const MOST_FAULTS = 20
/** Rows between two moves of the progress. */
const STEP = 4096

/** The two files of a batch: claims, and what they were settled to. */
export interface SettledFiles {
  readonly claims: string
  readonly settlements: string
}

/** Counts claims with their settlements, both files read in step, line by line. Throws BadInput with the lines of everything that does not fit. */
export function countFiles(session: Session, fold: BudgetFold, files: SettledFiles, progress: BatchProgress): void {
  const claims = opened(session, files.claims)
  const settlements = opened(session, files.settlements)
  try {
    announceAll(session, fold, files.claims)
    new Counting(session, fold, files, claims, settlements).run(progress)
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
  #lastRow = 0

  constructor(session: Session, fold: BudgetFold, files: SettledFiles, claims: LineFile, settlements: LineFile) {
    this.#session = session
    this.#fold = fold
    this.#files = files
    this.#claims = claims
    this.#settlements = settlements
  }

  run(progress: BatchProgress): void {
    progress.begin('read', this.#claims.size)
    let settled = this.#next()
    let rows = 0
    for (let line = this.#claims.next(); line !== undefined; line = this.#claims.next()) {
      const claim = parsed(line)
      if (settled === undefined || !isOf(settled.value, claim, line.number)) this.#fold.refuse(claim)
      else {
        this.#count(claim, settled)
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
  }

  #count(claim: unknown, { line, value }: Settled): void {
    if (Array.isArray(value['issues'])) {
      this.#fold.refuse(claim)
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

  #fault(line: number, key: 'spendUnmatched' | 'spendNoJson' | 'spendRowOrder', what = ''): void {
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
