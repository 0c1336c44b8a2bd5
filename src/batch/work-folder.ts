import { createHash } from 'node:crypto'
import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { canonicalJson } from '../base/canonical.ts'
import { isPlainObject } from '../base/plain.ts'
import { BatchFault, fileFault, onFile } from './faults.ts'
import { writeWhole } from './files.ts'
import type { BatchJob } from './job.ts'

/** What must be the same for a run to go on from another's work, by name. */
export type JobIdentity = Readonly<Record<string, string>>

/** What a read input was divided into. */
export interface Partitioned {
  readonly rows: number
  readonly partitions: number
  /** Rows of each partition. */
  readonly sizes: readonly number[]
}

const [MANIFEST, ROWS, DIVIDED, DIVIDING] = ['job.json', 'rows', 'rows.json', 'dividing.']

/** So much of the beginning of an input tells it from others of the same size and time. */
const HEAD_BYTES = 64 * 1024

/** Whether an input is a file that can be read again: a pipe or device is not, and reading a bit of it would take that away. */
export const isRegular = (input: string): boolean => input !== '-' && onFile(input, () => statSync(input).isFile())

/** The policy, the options that change the result, and the input as it is now. */
export function identityOf(job: BatchJob, policy: { readonly hash: string; readonly version: string }): JobIdentity {
  const { shape, inputFormat, map } = job
  const summed = job.summary !== undefined
  const identity = { policy: policy.hash, engine: policy.version, options: canonicalJson({ ...shape, inputFormat, map, summed }) }
  return isRegular(job.input) ? { ...identity, ...inputIdentity(job.input) } : identity
}

function inputIdentity(file: string): JobIdentity {
  return onFile(file, () => {
    const fd = openSync(file, 'r')
    try {
      const { size, mtimeMs } = statSync(file)
      const head = Buffer.alloc(HEAD_BYTES)
      const read = readSync(fd, head, 0, head.length, 0)
      return {
        inputSize: String(size),
        inputTime: String(mtimeMs),
        inputHead: createHash('sha256').update(head.subarray(0, read)).digest('hex'),
      }
    } finally {
      closeSync(fd)
    }
  })
}

/** The folder of a batch's own files: rows by partition, then results by partition. A step that is done has its final name. */
export class WorkFolder {
  readonly path: string

  constructor(path: string) {
    this.path = path
  }

  spill(partition: number): string {
    return join(this.path, ROWS, String(partition))
  }

  /** The partition of each row, 16 bits each. */
  get order(): string {
    return join(this.path, ROWS, 'order')
  }

  result(partition: number): string {
    return join(this.path, `result-${String(partition)}`)
  }

  /** What the rows of a partition add up to. */
  sums(partition: number): string {
    return join(this.path, `sums-${String(partition)}`)
  }

  temporary(name: string): string {
    return join(this.path, `${name}.${process.pid}.tmp`)
  }

  isDone(partition: number): boolean {
    return existsSync(this.result(partition))
  }

  get isDivided(): boolean {
    return existsSync(join(this.path, ROWS))
  }

  /** What the rows were divided into; undefined: they have not been, or not wholly. */
  divided(): Partitioned | undefined {
    return this.isDivided ? (readJson(join(this.path, ROWS, DIVIDED)) as Partitioned) : undefined
  }

  /** Divides the rows in a folder of another name, which gets its own when all is there. */
  async divide(work: (folder: WorkFolder) => Promise<Partitioned>): Promise<Partitioned> {
    const dividing = new WorkFolder(join(this.path, DIVIDING + String(process.pid)))
    onFile(dividing.path, () => mkdirSync(join(dividing.path, ROWS), { recursive: true }))
    const divided = await work(dividing)
    writeWhole(join(dividing.path, ROWS, DIVIDED), [JSON.stringify(divided)])
    onFile(this.path, () => {
      renameSync(join(dividing.path, ROWS), join(this.path, ROWS))
      rmSync(dividing.path, { recursive: true })
    })
    return divided
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true })
  }
}

const readJson = (file: string): unknown => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    throw new BatchFault('workDamaged', { file })
  }
}

/** A folder that nobody else knows of, for a result that goes to a pipe or device. */
export const passingFolder = (): WorkFolder => new WorkFolder(onFile(tmpdir(), () => mkdtempSync(join(tmpdir(), 'yibao-batch-'))))

/** A new folder; with `resume`, the one that an earlier run of the same job left, if any. Throws a BatchFault if there is one of another job. */
export function openWork(path: string, identity: JobIdentity, resume: boolean): WorkFolder {
  const manifest = join(path, MANIFEST)
  try {
    mkdirSync(path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw fileFault(error, path)
    if (!resume) throw new BatchFault('workExists', { folder: path })
    // A run that ended before it wrote what it was of left nothing else.
    if (existsSync(manifest)) refuseOther(readJson(manifest), identity, path)
    removeUnfinished(path)
  }
  if (!existsSync(manifest)) writeWhole(manifest, [JSON.stringify(identity)])
  return new WorkFolder(path)
}

/** Removes what a run was at when it ended: a step that is done has another name. */
function removeUnfinished(path: string): void {
  for (const name of readdirSync(path))
    if (name.endsWith('.tmp') || name.startsWith(DIVIDING)) rmSync(join(path, name), { recursive: true })
}

function refuseOther(found: unknown, identity: JobIdentity, folder: string): void {
  const before = isPlainObject(found) ? found : {}
  const names = [...new Set([...Object.keys(before), ...Object.keys(identity)])].filter(name => before[name] !== identity[name])
  if (names.length > 0) throw new BatchFault('workDiffers', { folder, names: names.join(' ') })
}
