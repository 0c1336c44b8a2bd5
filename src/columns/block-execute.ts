/** Rows that a block works out together; operations go over them four by four. */
export const BLOCK = 256

/** Numbers of an instruction in a program: its code, the register of its result, up to three registers that it reads, and up to two plain numbers. */
export const INSTRUCTION = 7

/** What instructions work on: registers of BLOCK numbers, and the entries of all tables. */
export interface BlockMemory {
  readonly registers: readonly Float64Array[]
  readonly tables: Float64Array
}

/** Every instruction over the first `count` rows of a block. Up to three rows more are worked out and left alone. */
export function executeBlock(program: Int32Array, { registers, tables }: BlockMemory, count: number): void {
  const at = (p: number): Float64Array => registers[program[p] as number] as Float64Array
  for (let p = 0; p < program.length; p += INSTRUCTION) {
    const operation = OPERATIONS[program[p] as number] as Operation
    operation(count, at(p + 1), at(p + 2), at(p + 3), at(p + 4), program[p + 5] as number, program[p + 6] as number, tables)
  }
}

type Operation = (
  count: number,
  o: Float64Array,
  a: Float64Array,
  b: Float64Array,
  c: Float64Array,
  m: number,
  n: number,
  tables: Float64Array,
) => void

/** Of what is compared 0 or 1, without a branch. */
const bit = (flag: boolean): number => (flag as unknown as number) | 0

/** Four rows at once read beyond the last row: there it stands again. */
export function padRows(rows: Int32Array, count: number): void {
  for (let i = count; i % 4 !== 0; i++) rows[i] = rows[count - 1] as number
}

/** max(0, d) of a whole number, exactly and without a branch. */
const positive = (d: number): number => (d + Math.abs(d)) * 0.5

const quotient = (a: number, b: number): number => (b === 0 ? 0 : Math.floor((2 * a + b) / (2 * b)))

/**
 * By code: those of `BLOCK_CODES`, operations as `operate` defines them. Without branches, which rows of all kinds would have mispredicted. Four
 * rows at once, since V8 checks kind, length and place of each array once in each round of a loop, which takes longer than the operation.
 */
const OPERATIONS: readonly Operation[] = [
  function add(count, o, a, b) {
    for (let i = 0; i < count; i += 4) {
      o[i] = (a[i] as number) + (b[i] as number)
      o[i + 1] = (a[i + 1] as number) + (b[i + 1] as number)
      o[i + 2] = (a[i + 2] as number) + (b[i + 2] as number)
      o[i + 3] = (a[i + 3] as number) + (b[i + 3] as number)
    }
  },
  function subtract(count, o, a, b) {
    for (let i = 0; i < count; i += 4) {
      o[i] = (a[i] as number) - (b[i] as number)
      o[i + 1] = (a[i + 1] as number) - (b[i + 1] as number)
      o[i + 2] = (a[i + 2] as number) - (b[i + 2] as number)
      o[i + 3] = (a[i + 3] as number) - (b[i + 3] as number)
    }
  },
  function less(count, o, a, b) {
    for (let i = 0; i < count; i += 4) {
      o[i] = positive((a[i] as number) - (b[i] as number))
      o[i + 1] = positive((a[i + 1] as number) - (b[i + 1] as number))
      o[i + 2] = positive((a[i + 2] as number) - (b[i + 2] as number))
      o[i + 3] = positive((a[i + 3] as number) - (b[i + 3] as number))
    }
  },
  function min(count, o, a, b) {
    for (let i = 0; i < count; i += 4) {
      o[i] = (a[i] as number) - positive((a[i] as number) - (b[i] as number))
      o[i + 1] = (a[i + 1] as number) - positive((a[i + 1] as number) - (b[i + 1] as number))
      o[i + 2] = (a[i + 2] as number) - positive((a[i + 2] as number) - (b[i + 2] as number))
      o[i + 3] = (a[i + 3] as number) - positive((a[i + 3] as number) - (b[i + 3] as number))
    }
  },
  function max(count, o, a, b) {
    for (let i = 0; i < count; i += 4) {
      o[i] = (a[i] as number) + positive((b[i] as number) - (a[i] as number))
      o[i + 1] = (a[i + 1] as number) + positive((b[i + 1] as number) - (a[i + 1] as number))
      o[i + 2] = (a[i + 2] as number) + positive((b[i + 2] as number) - (a[i + 2] as number))
      o[i + 3] = (a[i + 3] as number) + positive((b[i + 3] as number) - (a[i + 3] as number))
    }
  },
  times,
  function round(count, o, a) {
    for (let i = 0; i < count; i += 4) {
      o[i] = Math.floor(((a[i] as number) + 5000) / 10000)
      o[i + 1] = Math.floor(((a[i + 1] as number) + 5000) / 10000)
      o[i + 2] = Math.floor(((a[i + 2] as number) + 5000) / 10000)
      o[i + 3] = Math.floor(((a[i + 3] as number) + 5000) / 10000)
    }
  },
  function divide(count, o, a, b) {
    for (let i = 0; i < count; i += 4) {
      o[i] = quotient(a[i] as number, b[i] as number)
      o[i + 1] = quotient(a[i + 1] as number, b[i + 1] as number)
      o[i + 2] = quotient(a[i + 2] as number, b[i + 2] as number)
      o[i + 3] = quotient(a[i + 3] as number, b[i + 3] as number)
    }
  },
  function scale(count, o, a, b, c) {
    for (let i = 0; i < count; i += 4) {
      o[i] = quotient((a[i] as number) * (b[i] as number), c[i] as number)
      o[i + 1] = quotient((a[i + 1] as number) * (b[i + 1] as number), c[i + 1] as number)
      o[i + 2] = quotient((a[i + 2] as number) * (b[i + 2] as number), c[i + 2] as number)
      o[i + 3] = quotient((a[i + 3] as number) * (b[i + 3] as number), c[i + 3] as number)
    }
  },
  function le(count, o, a, b) {
    for (let i = 0; i < count; i += 4) {
      o[i] = bit((a[i] as number) <= (b[i] as number))
      o[i + 1] = bit((a[i + 1] as number) <= (b[i + 1] as number))
      o[i + 2] = bit((a[i + 2] as number) <= (b[i + 2] as number))
      o[i + 3] = bit((a[i + 3] as number) <= (b[i + 3] as number))
    }
  },
  function eq(count, o, a, b) {
    for (let i = 0; i < count; i += 4) {
      o[i] = bit((a[i] as number) === (b[i] as number))
      o[i + 1] = bit((a[i + 1] as number) === (b[i + 1] as number))
      o[i + 2] = bit((a[i + 2] as number) === (b[i + 2] as number))
      o[i + 3] = bit((a[i + 3] as number) === (b[i + 3] as number))
    }
  },
  function has(count, o, a, _b, _c, mask) {
    for (let i = 0; i < count; i += 4) {
      o[i] = ((a[i] as number) & mask) / mask
      o[i + 1] = ((a[i + 1] as number) & mask) / mask
      o[i + 2] = ((a[i + 2] as number) & mask) / mask
      o[i + 3] = ((a[i + 3] as number) & mask) / mask
    }
  },
  // "and" is the product of flags.
  times,
  function or(count, o, a, b) {
    for (let i = 0; i < count; i += 4) {
      o[i] = 1 - (1 - (a[i] as number)) * (1 - (b[i] as number))
      o[i + 1] = 1 - (1 - (a[i + 1] as number)) * (1 - (b[i + 1] as number))
      o[i + 2] = 1 - (1 - (a[i + 2] as number)) * (1 - (b[i + 2] as number))
      o[i + 3] = 1 - (1 - (a[i + 3] as number)) * (1 - (b[i + 3] as number))
    }
  },
  function not(count, o, a) {
    for (let i = 0; i < count; i += 4) {
      o[i] = 1 - (a[i] as number)
      o[i + 1] = 1 - (a[i + 1] as number)
      o[i + 2] = 1 - (a[i + 2] as number)
      o[i + 3] = 1 - (a[i + 3] as number)
    }
  },
  function select(count, o, a, b, c) {
    for (let i = 0; i < count; i += 4) {
      o[i] = (c[i] as number) + (a[i] as number) * ((b[i] as number) - (c[i] as number))
      o[i + 1] = (c[i + 1] as number) + (a[i + 1] as number) * ((b[i + 1] as number) - (c[i + 1] as number))
      o[i + 2] = (c[i + 2] as number) + (a[i + 2] as number) * ((b[i + 2] as number) - (c[i + 2] as number))
      o[i + 3] = (c[i + 3] as number) + (a[i + 3] as number) * ((b[i + 3] as number) - (c[i + 3] as number))
    }
  },
  function index(count, o, a, b, _c, size) {
    for (let i = 0; i < count; i += 4) {
      o[i] = (a[i] as number) * size + (b[i] as number)
      o[i + 1] = (a[i + 1] as number) * size + (b[i + 1] as number)
      o[i + 2] = (a[i + 2] as number) * size + (b[i + 2] as number)
      o[i + 3] = (a[i + 3] as number) * size + (b[i + 3] as number)
    }
  },
  function load(count, o, a, _b, _c, table, _size, tables) {
    for (let i = 0; i < count; i += 4) {
      o[i] = tables[(table + (a[i] as number)) | 0] as number
      o[i + 1] = tables[(table + (a[i + 1] as number)) | 0] as number
      o[i + 2] = tables[(table + (a[i + 2] as number)) | 0] as number
      o[i + 3] = tables[(table + (a[i + 3] as number)) | 0] as number
    }
  },
  function share(count, o, a, b) {
    for (let i = 0; i < count; i += 4) {
      o[i] = Math.floor(((a[i] as number) * (b[i] as number) + 5000) / 10000)
      o[i + 1] = Math.floor(((a[i + 1] as number) * (b[i + 1] as number) + 5000) / 10000)
      o[i + 2] = Math.floor(((a[i + 2] as number) * (b[i + 2] as number) + 5000) / 10000)
      o[i + 3] = Math.floor(((a[i + 3] as number) * (b[i + 3] as number) + 5000) / 10000)
    }
  },
  function same(count, o, a, b) {
    for (let i = 0; i < count; i += 4) {
      o[i] = bit((a[i] as number) !== 0) & bit((a[i] as number) === (b[i] as number))
      o[i + 1] = bit((a[i + 1] as number) !== 0) & bit((a[i + 1] as number) === (b[i + 1] as number))
      o[i + 2] = bit((a[i + 2] as number) !== 0) & bit((a[i + 2] as number) === (b[i + 2] as number))
      o[i + 3] = bit((a[i + 3] as number) !== 0) & bit((a[i + 3] as number) === (b[i + 3] as number))
    }
  },
  function indexLoad(count, o, a, b, _c, table, size, tables) {
    for (let i = 0; i < count; i += 4) {
      o[i] = tables[(table + (a[i] as number) * size + (b[i] as number)) | 0] as number
      o[i + 1] = tables[(table + (a[i + 1] as number) * size + (b[i + 1] as number)) | 0] as number
      o[i + 2] = tables[(table + (a[i + 2] as number) * size + (b[i + 2] as number)) | 0] as number
      o[i + 3] = tables[(table + (a[i + 3] as number) * size + (b[i + 3] as number)) | 0] as number
    }
  },
  function indexIndex(count, o, a, b, c, first, second) {
    for (let i = 0; i < count; i += 4) {
      o[i] = ((a[i] as number) * first + (b[i] as number)) * second + (c[i] as number)
      o[i + 1] = ((a[i + 1] as number) * first + (b[i + 1] as number)) * second + (c[i + 1] as number)
      o[i + 2] = ((a[i + 2] as number) * first + (b[i + 2] as number)) * second + (c[i + 2] as number)
      o[i + 3] = ((a[i + 3] as number) * first + (b[i + 3] as number)) * second + (c[i + 3] as number)
    }
  },
]

function times(count: number, o: Float64Array, a: Float64Array, b: Float64Array): void {
  for (let i = 0; i < count; i += 4) {
    o[i] = (a[i] as number) * (b[i] as number)
    o[i + 1] = (a[i + 1] as number) * (b[i + 1] as number)
    o[i + 2] = (a[i + 2] as number) * (b[i + 2] as number)
    o[i + 3] = (a[i + 3] as number) * (b[i + 3] as number)
  }
}
