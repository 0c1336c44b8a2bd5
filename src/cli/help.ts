import type { CliKey } from './messages.ts'
import type { Session } from './options.ts'

/** The examples at the end of a command's help, and what its exit codes mean. */
export function examples({ say }: Session, lines: readonly string[], exitCodes: CliKey = 'exitCodes'): string {
  return ['', say('examples'), ...lines.map(line => `  $ ${line}`), '', say(exitCodes)].join('\n')
}
