/** One loop for each run of an operation, over plain numbers: every operation as `operate` defines it. */
// eslint-disable-next-line max-lines-per-function -- split, each run would cost a call
export function execute(code: Int32Array, r: Float64Array, memory: Float64Array): void {
  let p = 0
  while (p < code.length) {
    const op = code[p] as number
    const end = code[p + 1] as number
    p += 2
    switch (op) {
      case 0: // add
        for (; p < end; p += 4) {
          const a = r[code[p + 1] as number] as number
          const b = r[code[p + 2] as number] as number
          r[code[p] as number] = a + b
        }
        break
      case 1: // subtract
        for (; p < end; p += 4) {
          const a = r[code[p + 1] as number] as number
          const b = r[code[p + 2] as number] as number
          r[code[p] as number] = a - b
        }
        break
      case 2: // less
        for (; p < end; p += 4) {
          const a = r[code[p + 1] as number] as number
          const b = r[code[p + 2] as number] as number
          r[code[p] as number] = a > b ? a - b : 0
        }
        break
      case 3: // min
        for (; p < end; p += 4) {
          const a = r[code[p + 1] as number] as number
          const b = r[code[p + 2] as number] as number
          r[code[p] as number] = a < b ? a : b
        }
        break
      case 4: // max
        for (; p < end; p += 4) {
          const a = r[code[p + 1] as number] as number
          const b = r[code[p + 2] as number] as number
          r[code[p] as number] = a > b ? a : b
        }
        break
      case 5: // times
        for (; p < end; p += 4) {
          const a = r[code[p + 1] as number] as number
          const b = r[code[p + 2] as number] as number
          r[code[p] as number] = a * b
        }
        break
      case 6: // round
        for (; p < end; p += 4) {
          const a = r[code[p + 1] as number] as number
          r[code[p] as number] = Math.floor((a + 5000) / 10000)
        }
        break
      case 7: // divide
        for (; p < end; p += 4) {
          const a = r[code[p + 1] as number] as number
          const b = r[code[p + 2] as number] as number
          r[code[p] as number] = b === 0 ? 0 : Math.floor((2 * a + b) / (2 * b))
        }
        break
      case 8: // scale
        for (; p < end; p += 4) {
          const a = r[code[p + 1] as number] as number
          const b = r[code[p + 2] as number] as number
          const c = r[code[p + 3] as number] as number
          r[code[p] as number] = c === 0 ? 0 : Math.floor((2 * a * b + c) / (2 * c))
        }
        break
      case 9: // le
        for (; p < end; p += 4) {
          const a = r[code[p + 1] as number] as number
          const b = r[code[p + 2] as number] as number
          r[code[p] as number] = a <= b ? 1 : 0
        }
        break
      case 10: // eq
        for (; p < end; p += 4) {
          const a = r[code[p + 1] as number] as number
          const b = r[code[p + 2] as number] as number
          r[code[p] as number] = a === b ? 1 : 0
        }
        break
      case 11: // has
        for (; p < end; p += 4) {
          const a = r[code[p + 1] as number] as number
          r[code[p] as number] = (a & (code[p + 2] as number)) === 0 ? 0 : 1
        }
        break
      case 12: // and
        for (; p < end; p += 4) {
          const a = r[code[p + 1] as number] as number
          const b = r[code[p + 2] as number] as number
          r[code[p] as number] = a * b
        }
        break
      case 13: // or
        for (; p < end; p += 4) {
          const a = r[code[p + 1] as number] as number
          const b = r[code[p + 2] as number] as number
          r[code[p] as number] = a + b - a * b
        }
        break
      case 14: // not
        for (; p < end; p += 4) {
          const a = r[code[p + 1] as number] as number
          r[code[p] as number] = 1 - a
        }
        break
      case 15: // select
        for (; p < end; p += 4) {
          const a = r[code[p + 1] as number] as number
          const b = r[code[p + 2] as number] as number
          const c = r[code[p + 3] as number] as number
          r[code[p] as number] = a === 1 ? b : c
        }
        break
      case 16: // index
        for (; p < end; p += 4) {
          const a = r[code[p + 1] as number] as number
          const c = r[code[p + 3] as number] as number
          r[code[p] as number] = a * (code[p + 2] as number) + c
        }
        break
      case 17: // load
        for (; p < end; p += 4) {
          const a = r[code[p + 1] as number] as number
          r[code[p] as number] = memory[((code[p + 2] as number) + a) | 0] as number
        }
        break
      case 18: // share
        for (; p < end; p += 4) {
          const a = r[code[p + 1] as number] as number
          const b = r[code[p + 2] as number] as number
          r[code[p] as number] = Math.floor((a * b + 5000) / 10000)
        }
        break
    }
  }
}
