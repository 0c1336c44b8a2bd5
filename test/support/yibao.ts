import type { Host } from '../../src/cli/host.ts'
import { run } from '../../src/cli/program.ts'

/** A resident's stay at a township centre, which lakeside pays 4675.00 of. */
export const CLAIM = {
  id: 'c1',
  person: { id: 'p1', lowIncomeCategory: 'none' },
  insurance: { scheme: 'resident' },
  institution: { id: 'h1', type: 'townshipCentre', tier: 'level1', adminLevel: 'township' },
  encounter: { kind: 'inpatient', admitDate: '2023-06-01', dischargeDate: '2023-06-09', settleDate: '2023-06-09', location: 'sameCounty' },
  referral: { direction: 'none' },
  cost: { total: '6200.00', offCatalogue: '300.00', advanceSelfPay: '100.00' },
}

export interface Ran {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** One command line in this process, with files and standard input given here. */
export async function yibao(
  argv: readonly string[],
  input: { stdin?: string; files?: Record<string, string>; styled?: boolean; interactive?: boolean } = {},
): Promise<Ran> {
  let [out, err] = ['', '']
  const host: Host = {
    out: text => {
      out += text
      return Promise.resolve()
    },
    err: text => {
      err += text
    },
    writeFile: () => false,
    readStdin: () => Promise.resolve(input.stdin ?? ''),
    readFile: file => input.files?.[file],
    interactive: input.interactive ?? false,
    watched: false,
    styled: input.styled ?? false,
  }
  const code = await run(argv, host)
  return { code, out, err }
}
