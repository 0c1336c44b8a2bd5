/** Rows that a block works out together. */
export const BLOCK = 256

/**
 * Every instruction over the first `count` rows of a block. A register is BLOCK numbers of `r`; the program holds, for each instruction, its
 * code, where its result begins, and three operands: where a register begins, or a plain number. Codes as `CODES`, operations as `operate`
 * defines them; `select` and `or` without branches, which rows of all kinds would have mispredicted.
 */
// eslint-disable-next-line max-lines-per-function -- split, each instruction would cost a call
export function executeBlock(program: Int32Array, r: Float64Array, memory: Float64Array, count: number): void {
  for (let p = 0; p < program.length; p += 5) {
    const o = program[p + 1] as number
    const x = program[p + 2] as number
    const y = program[p + 3] as number
    const z = program[p + 4] as number
    switch (program[p]) {
      case 0: // add
        for (let i = 0; i < count; i++) r[o + i] = (r[x + i] as number) + (r[y + i] as number)
        break
      case 1: // subtract
        for (let i = 0; i < count; i++) r[o + i] = (r[x + i] as number) - (r[y + i] as number)
        break
      case 2: // less
        for (let i = 0; i < count; i++) r[o + i] = Math.max(0, (r[x + i] as number) - (r[y + i] as number))
        break
      case 3: // min
        for (let i = 0; i < count; i++) r[o + i] = Math.min(r[x + i] as number, r[y + i] as number)
        break
      case 4: // max
        for (let i = 0; i < count; i++) r[o + i] = Math.max(r[x + i] as number, r[y + i] as number)
        break
      case 5: // times
      case 12: // and
        for (let i = 0; i < count; i++) r[o + i] = (r[x + i] as number) * (r[y + i] as number)
        break
      case 6: // round
        for (let i = 0; i < count; i++) r[o + i] = Math.floor(((r[x + i] as number) + 5000) / 10000)
        break
      case 7: // divide
        for (let i = 0; i < count; i++) {
          const b = r[y + i] as number
          r[o + i] = b === 0 ? 0 : Math.floor((2 * (r[x + i] as number) + b) / (2 * b))
        }
        break
      case 8: // scale
        for (let i = 0; i < count; i++) {
          const c = r[z + i] as number
          r[o + i] = c === 0 ? 0 : Math.floor((2 * (r[x + i] as number) * (r[y + i] as number) + c) / (2 * c))
        }
        break
      case 9: // le
        for (let i = 0; i < count; i++) r[o + i] = (r[x + i] as number) <= (r[y + i] as number) ? 1 : 0
        break
      case 10: // eq
        for (let i = 0; i < count; i++) r[o + i] = (r[x + i] as number) === (r[y + i] as number) ? 1 : 0
        break
      case 11: // has
        for (let i = 0; i < count; i++) r[o + i] = ((r[x + i] as number) & y) === 0 ? 0 : 1
        break
      case 13: // or
        for (let i = 0; i < count; i++) {
          const a = r[x + i] as number
          const b = r[y + i] as number
          r[o + i] = a + b - a * b
        }
        break
      case 14: // not
        for (let i = 0; i < count; i++) r[o + i] = 1 - (r[x + i] as number)
        break
      case 15: // select
        for (let i = 0; i < count; i++) {
          const c = r[z + i] as number
          r[o + i] = c + (r[x + i] as number) * ((r[y + i] as number) - c)
        }
        break
      case 16: // index
        for (let i = 0; i < count; i++) r[o + i] = (r[x + i] as number) * y + (r[z + i] as number)
        break
      case 17: // load
        for (let i = 0; i < count; i++) r[o + i] = memory[(y + (r[x + i] as number)) | 0] as number
        break
      case 18: // share
        for (let i = 0; i < count; i++) r[o + i] = Math.floor(((r[x + i] as number) * (r[y + i] as number) + 5000) / 10000)
        break
      case 19: // same
        for (let i = 0; i < count; i++) {
          const a = r[x + i] as number
          r[o + i] = a !== 0 && a === r[y + i] ? 1 : 0
        }
        break
    }
  }
}
