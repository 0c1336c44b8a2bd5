import { closeSync, fsyncSync, openSync, readSync, renameSync, writeFileSync, writeSync } from 'node:fs'
import { onFile } from './faults.ts'

/** How long to wait for a reader of a pipe that is full, in milliseconds. */
const PIPE_WAIT = 2

/** Writes all bytes, however many calls it takes; a full pipe is waited for. */
export function writeAll(fd: number, bytes: Uint8Array, file: string): void {
  onFile(file, () => {
    for (let at = 0; at < bytes.length; ) {
      try {
        at += writeSync(fd, bytes, at, bytes.length - at)
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PIPE_WAIT)
      }
    }
  })
}

/** Runs work on an open file and closes it. */
export function withFile<T>(file: string, flags: string, work: (fd: number) => T): T {
  return onFile(file, () => {
    const fd = openSync(file, flags)
    try {
      return work(fd)
    } finally {
      closeSync(fd)
    }
  })
}

/** Writes a file so that it is there whole or not at all, also after a crash of the host. */
export function writeWhole(file: string, chunks: readonly (Uint8Array | string)[]): void {
  const temporary = `${file}.${process.pid}.tmp`
  withFile(temporary, 'w', fd => {
    for (const chunk of chunks) {
      if (typeof chunk === 'string')
        onFile(temporary, () => {
          writeFileSync(fd, chunk)
        })
      else writeAll(fd, chunk, temporary)
    }
    fsyncSync(fd)
  })
  onFile(file, () => {
    renameSync(temporary, file)
  })
}

/** Gathers small writes into large ones. */
export class BufferedWriter {
  readonly buffer: Buffer
  readonly #write: (bytes: Uint8Array) => void
  #used = 0

  constructor(size: number, write: (bytes: Uint8Array) => void) {
    this.buffer = Buffer.allocUnsafe(size)
    this.#write = write
  }

  /** Where in `buffer` so many bytes, at least 1 and its size at most, are to be filled before the next call. */
  room(size: number): number {
    if (this.#used + size > this.buffer.length) this.flush()
    const at = this.#used
    this.#used += size
    return at
  }

  bytes(bytes: Uint8Array, from = 0, to = bytes.length): void {
    const size = to - from
    const part = size === bytes.length ? bytes : bytes.subarray(from, to)
    if (size > this.buffer.length) {
      this.flush()
      this.#write(part)
    } else if (size > 0) this.buffer.set(part, this.room(size))
  }

  flush(): void {
    if (this.#used > 0) this.#write(this.buffer.subarray(0, this.#used))
    this.#used = 0
  }
}

/** Reads a file from its beginning in blocks. Opens it for each block only, so that thousands can be read side by side. */
export class BlockReader {
  readonly #file: string
  /** Replaced when it grows. */
  block: Buffer
  #filled = 0
  #at = 0
  #offset = 0

  constructor(file: string, size: number) {
    this.#file = file
    this.block = Buffer.allocUnsafe(size)
  }

  /** Where in `block` the next `size` bytes stand, until the next call; below 0 if the file ends before. */
  take(size: number): number {
    if (this.#filled - this.#at < size && !this.#fill(size)) return -1
    const at = this.#at
    this.#at += size
    return at
  }

  #fill(size: number): boolean {
    const rest = this.block.subarray(this.#at, this.#filled)
    const next = size > this.block.length ? Buffer.allocUnsafe(size) : this.block
    next.set(rest, 0)
    this.block = next
    this.#filled = rest.length
    this.#at = 0
    withFile(this.#file, 'r', fd => {
      for (let read = 1; read > 0 && this.#filled < next.length; this.#filled += read, this.#offset += read)
        read = readSync(fd, next, this.#filled, next.length - this.#filled, this.#offset)
    })
    return this.#filled >= size
  }
}
