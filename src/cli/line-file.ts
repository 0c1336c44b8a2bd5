import { closeSync, fstatSync, openSync, readSync } from 'node:fs'

const CHUNK = 1 << 20
/** A longer line is no row of ours: it is not read into memory. */
const MOST = 16 * CHUNK
const LINE_END = 0x0a

/** One line that is not blank, with its number from 1. `bytes` are good until the next. */
export interface FileLine {
  readonly number: number
  /** Undefined: it is too long. */
  readonly bytes: Buffer | undefined
}

/** Reads a file line by line, in the memory of one line. Throws what the system throws for a file that cannot be read. */
export class LineFile {
  readonly size: number
  readonly #fd: number
  #buffer = Buffer.allocUnsafe(2 * CHUNK)
  #from = 0
  #to = 0
  #number = 0
  #read = 0

  constructor(file: string) {
    this.#fd = openSync(file, 'r')
    this.size = fstatSync(this.#fd).size
  }

  /** Bytes read so far. */
  get done(): number {
    return this.#read
  }

  /** The next line; undefined at the end. */
  next(): FileLine | undefined {
    for (;;) {
      const end = this.#lineEnd()
      if (end === undefined) return undefined
      const bytes = end === 'tooLong' ? undefined : this.#buffer.subarray(this.#from, end)
      if (end !== 'tooLong') this.#from = Math.min(end + 1, this.#to)
      this.#number++
      if (bytes === undefined || !isBlank(bytes)) return { number: this.#number, bytes }
    }
  }

  close(): void {
    closeSync(this.#fd)
  }

  /** Where the line in the buffer ends; undefined: there is none. */
  #lineEnd(): number | 'tooLong' | undefined {
    for (let scanned = this.#from; ; ) {
      const end = this.#buffer.subarray(0, this.#to).indexOf(LINE_END, scanned)
      if (end >= 0) return end
      scanned = this.#to - this.#from
      if (this.#to - this.#from > MOST) return this.#skipLine()
      if (!this.#fill()) return this.#to > this.#from ? this.#to : undefined
    }
  }

  /** Passes over the rest of a line that is too long. */
  #skipLine(): 'tooLong' {
    for (;;) {
      this.#from = this.#to
      if (!this.#fill()) return 'tooLong'
      const end = this.#buffer.subarray(0, this.#to).indexOf(LINE_END, this.#from)
      if (end < 0) continue
      this.#from = end + 1
      return 'tooLong'
    }
  }

  /** Reads on, what is left of the buffer moved to its front. False: the file is at its end. */
  #fill(): boolean {
    const left = this.#to - this.#from
    const next = left + CHUNK > this.#buffer.length ? Buffer.allocUnsafe(2 * this.#buffer.length) : this.#buffer
    this.#buffer.copy(next, 0, this.#from, this.#to)
    this.#buffer = next
    const read = readSync(this.#fd, next, left, CHUNK, null)
    this.#from = 0
    this.#to = left + read
    this.#read += read
    return read > 0
  }
}

const isBlank = (line: Buffer): boolean => line.every(byte => byte === 0x20 || byte === 0x09 || byte === 0x0d)
