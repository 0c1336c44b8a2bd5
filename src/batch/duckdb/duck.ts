import type * as Duckdb from '@duckdb/node-api'
import { EngineFault, FileFault, PeerMissing } from '../faults.ts'

export type DuckModule = typeof Duckdb

export const PEER = '@duckdb/node-api'

export interface DuckOptions {
  readonly threads: number
  /** A folder for what its memory does not hold; it is made when needed. */
  readonly temporary: string
}

/** Of DuckDB alone: beyond it, DuckDB writes to its temporary folder. */
const MEMORY = '256MB'

/** An open DuckDB in memory, and the module that it is of. */
export interface Duck {
  readonly module: DuckModule
  readonly connection: Duckdb.DuckDBConnection
}

/** Runs work with a DuckDB of its own. Throws PeerMissing without the optional peer, a FileFault or EngineFault where DuckDB cannot. */
export async function withDuck<T>(
  { threads, temporary }: DuckOptions,
  work: (duck: Duck) => Promise<T>,
  load: () => Promise<DuckModule> = () => import('@duckdb/node-api'),
): Promise<T> {
  const module = await loadPeer(load)
  let instance: Duckdb.DuckDBInstance | undefined
  try {
    instance = await module.DuckDBInstance.create(':memory:', {
      threads: String(threads),
      memory_limit: MEMORY,
      temp_directory: temporary,
      // Nothing is fetched from anywhere.
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
    })
    const connection = await instance.connect()
    try {
      return await work({ module, connection })
    } finally {
      connection.closeSync()
    }
  } catch (error) {
    throw engineFault(error, temporary)
  } finally {
    instance?.closeSync()
  }
}

async function loadPeer(load: () => Promise<DuckModule>): Promise<DuckModule> {
  try {
    return await load()
  } catch {
    throw new PeerMissing(PEER)
  }
}

/** DuckDB says what is wrong in a text that begins with the kind of fault. */
function engineFault(error: unknown, temporary: string): unknown {
  if (!(error instanceof Error) || error.name !== 'Error') return error
  if (/No space left on device/i.test(error.message)) return new FileFault('ENOSPC', temporary)
  return /^[A-Z][A-Za-z -]* Error: /.test(error.message) ? new EngineFault(error.message) : error
}

/** A file's path as SQL reads it: as text, and nothing in it as a pattern of names. */
export const fileText = (file: string): string => sqlText(file.replace(/[*?[]/g, '[$&]'))

export const sqlText = (text: string): string => `'${text.replaceAll("'", "''")}'`
