/** Why a batch cannot be done as it was asked for. */
export type BatchFaultCode =
  | 'workExists'
  | 'workDiffers'
  | 'workDamaged'
  | 'resumeStdin'
  | 'sameFile'
  | 'inputUnreadable'
  | 'inputChanged'
  | 'outputUnwritable'
  | 'noHeader'
  | 'recordTooLong'
  | 'unknownColumns'
  | 'missingColumns'
  | 'unknownFacts'
  | 'duplicateColumns'
  | 'parquetFile'
  | 'parquetUnreadable'
  | 'columnTypes'

/** A job that cannot be done as asked: to be said in the reader's language. */
export class BatchFault extends Error {
  readonly code: BatchFaultCode
  readonly params: Readonly<Record<string, string>>

  constructor(code: BatchFaultCode, params: Readonly<Record<string, string>> = {}) {
    super(`${code} ${JSON.stringify(params)}`)
    this.name = 'BatchFault'
    this.code = code
    this.params = params
  }
}

/** An optional peer is not installed. */
export class PeerMissing extends Error {
  readonly peer: string

  constructor(peer: string) {
    super(`${peer} is not installed`)
    this.name = 'PeerMissing'
    this.peer = peer
  }
}

/** DuckDB could not do what it was asked to: its own words. */
export class EngineFault extends Error {
  constructor(detail: string) {
    super(detail)
    this.name = 'EngineFault'
  }
}

/** The host refused to read or write a file; `code` as ENOSPC. */
export class FileFault extends Error {
  readonly code: string
  readonly file: string

  constructor(code: string, file: string) {
    super(`${code}: ${file}`)
    this.name = 'FileFault'
    this.code = code
    this.file = file
  }
}

const codeOf = (error: unknown): string | undefined => {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return typeof code === 'string' && /^E[A-Z0-9]+$/.test(code) ? code : undefined
}

/** What the host says of a file as a FileFault; other errors as they are. */
export function fileFault(error: unknown, file: string): unknown {
  const code = codeOf(error)
  return error instanceof FileFault || code === undefined ? error : new FileFault(code, file)
}

/** Runs work on a file, and names the file where the host refuses. */
export function onFile<T>(file: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw fileFault(error, file)
  }
}
