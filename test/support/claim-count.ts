/** How many claims a test generates: what the suite has time for, or what `YIBAO_CLAIMS` asks. */
export function claimCount(inSuite: number): number {
  const asked = process.env['YIBAO_CLAIMS']
  if (asked === undefined) return inSuite
  if (!/^[1-9]\d*$/.test(asked)) throw new RangeError(`YIBAO_CLAIMS is no number of claims: ${asked}`)
  return Number(asked)
}
