import { closeSync, copyFileSync, existsSync, fsyncSync, openSync, realpathSync, renameSync, statSync } from 'node:fs'
import { onFile } from './faults.ts'
import { BufferedWriter, writeAll } from './files.ts'

const BLOCK = 1024 * 1024

/** Where results go: a file, which appears whole, or a pipe or device, which takes them as they come. */
export interface Target {
  readonly path: string
  readonly isStream: boolean
}

/** `-` is standard output; a link is followed. */
export function targetOf(named: string): Target {
  if (named === '-') return { path: '-', isStream: true }
  if (!existsSync(named)) return { path: named, isStream: false }
  const path = realpathSync(named)
  return { path, isStream: !statSync(path).isFile() }
}

/** The folder in which a batch with this output keeps what it has done; undefined: it keeps nothing. */
export function workPath(output: string): string | undefined {
  const { path, isStream } = targetOf(output)
  return isStream ? undefined : `${path}.work`
}

/** An open target. `commit` makes the file appear; without it nothing has. */
export interface OpenTarget {
  write(bytes: Uint8Array, from?: number, to?: number): void
  /** All bytes are on the disk, or with the reader. */
  finish(): void
  commit(): void
  close(): void
}

/** `temporary`: a file of its own until it is whole. */
export function openTarget({ path, isStream }: Target, temporary: string): OpenTarget {
  const file = isStream ? path : temporary
  const isStdout = path === '-'
  const fd = isStdout ? 1 : onFile(path, () => openSync(file, 'w'))
  const out = new BufferedWriter(BLOCK, bytes => {
    writeAll(fd, bytes, path)
  })
  let isOpen = !isStdout
  const close = (): void => {
    if (isOpen) closeSync(fd)
    isOpen = false
  }
  return {
    write: (bytes, from, to) => {
      out.bytes(bytes, from, to)
    },
    finish: () => {
      out.flush()
      if (!isStream)
        onFile(path, () => {
          fsyncSync(fd)
        })
      close()
    },
    commit: () => {
      if (!isStream)
        onFile(path, () => {
          moveFile(temporary, path)
        })
    },
    close,
  }
}

/** Also to another file system, where a file cannot be moved: there it is copied beside its place first. */
function moveFile(from: string, to: string): void {
  try {
    renameSync(from, to)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error
    const beside = `${to}.${process.pid}.tmp`
    copyFileSync(from, beside)
    renameSync(beside, to)
  }
}
