/** Rows that a block works out together. */
export const BLOCK = 256

/** Numbers of an instruction in a program: its code, where its result begins, and its operands. */
export const INSTRUCTION = 7

/**
 * Every instruction over the first `count` rows of a block. A register is BLOCK numbers of `r`; an operand is where a register begins, or a
 * plain number. Codes as `BLOCK_CODES`, operations as `operate` defines them, but without branches, which rows of all kinds would have
 * mispredicted: of whole numbers max(0, d) is (d + |d|) / 2, exactly. So a 1 stands for a <= b where b - a + 1/2 is positive.
 */
// eslint-disable-next-line max-lines-per-function -- split, each instruction would cost a call
export function executeBlock(program: Int32Array, r: Float64Array, memory: Float64Array, count: number): void {
  for (let p = 0; p < program.length; p += INSTRUCTION) {
    const o = program[p + 1] as number
    const x = program[p + 2] as number
    const y = program[p + 3] as number
    const z = program[p + 4] as number
    const u = program[p + 5] as number
    const v = program[p + 6] as number
    switch (program[p]) {
      case 0: // add
        for (let i = 0; i < count; i++) r[o + i] = (r[x + i] as number) + (r[y + i] as number)
        break
      case 1: // subtract
        for (let i = 0; i < count; i++) r[o + i] = (r[x + i] as number) - (r[y + i] as number)
        break
      case 2: // less
        for (let i = 0; i < count; i++) {
          const d = (r[x + i] as number) - (r[y + i] as number)
          r[o + i] = (d + Math.abs(d)) * 0.5
        }
        break
      case 3: // min
        for (let i = 0; i < count; i++) {
          const a = r[x + i] as number
          const b = r[y + i] as number
          r[o + i] = (a + b - Math.abs(a - b)) * 0.5
        }
        break
      case 4: // max
        for (let i = 0; i < count; i++) {
          const a = r[x + i] as number
          const b = r[y + i] as number
          r[o + i] = (a + b + Math.abs(a - b)) * 0.5
        }
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
        for (let i = 0; i < count; i++) {
          const d = (r[y + i] as number) - (r[x + i] as number) + 0.5
          r[o + i] = (d + Math.abs(d)) / (2 * d)
        }
        break
      case 10: // eq
        for (let i = 0; i < count; i++) {
          const d = Math.abs((r[x + i] as number) - (r[y + i] as number))
          r[o + i] = (1 - d + Math.abs(1 - d)) * 0.5
        }
        break
      case 11: // has
        for (let i = 0; i < count; i++) r[o + i] = ((r[x + i] as number) & y) / y
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
      case 20: // index, load
        for (let i = 0; i < count; i++) r[o + i] = memory[(y + (r[x + i] as number) * z + (r[u + i] as number)) | 0] as number
        break
      case 21: // index, index
        for (let i = 0; i < count; i++) r[o + i] = ((r[x + i] as number) * y + (r[z + i] as number)) * u + (r[v + i] as number)
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
