import type { Session } from './options.ts'

/** The examples at the end of a command's help. */
export function examples({ say }: Session, lines: readonly string[]): string {
  return ['', say('examples'), ...lines.map(line => `  $ ${line}`), '', say('exitCodes')].join('\n')
}
