/** What the commands need of the outside: tests give their own. */
export interface Host {
  /** Writes to standard output; resolves when more may be written. */
  out(text: string): Promise<void>
  err(text: string): void
  readStdin(): Promise<string>
  /** The text of a file; undefined if it cannot be read. */
  readFile(file: string): string | undefined
  /** Writes a file; false if it cannot be written. */
  writeFile(file: string, text: string): boolean
  /** Whether standard input is a terminal. */
  readonly interactive: boolean
  /** Whether standard error is a terminal, on which a progress bar may move. */
  readonly watched: boolean
  /** Whether standard output is a terminal that shows bold text. */
  readonly styled: boolean
}

export const EXIT = { done: 0, findings: 1, badInput: 2, couldNot: 3 } as const
