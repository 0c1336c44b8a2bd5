import { policyError } from '../../base/format-issue.ts'
import { errorIssue } from '../../base/issue.ts'
import { within } from './within.ts'

/** What a model says of a constant: an exact integer, or a truth. */
export type ModelValue = number | boolean

export type Model = ReadonlyMap<string, ModelValue>

/** Three outcomes, never two: what the solver did not decide is not a success. */
export type Outcome =
  | { readonly kind: 'proved' }
  | { readonly kind: 'refuted'; readonly model: Model }
  | { readonly kind: 'unknown'; readonly reason: string }

export interface Solver {
  /**
   * Whether the script's assertions contradict each other: `proved` if they do (the negated property has no case), else the values of the named
   * constants. The script holds declarations, definitions and assertions, no commands. A solver that does not answer, not even that it ran out of time, is
   * given up some seconds after the time is over: that is `unknown`, and the next question has a new one.
   */
  readonly refute: (script: string, constants: readonly string[], timeoutMs?: number) => Promise<Outcome>
  /**
   * Ends the solver's threads; without it a Node process stays alive. After a solver was given up a timer of z3-solver's own, out of reach, keeps the
   * process for ten minutes, unless it exits by itself.
   */
  readonly close: () => Promise<void>
}

/** The few calls of z3-solver that are used, so that a test can do without it. Each `init` starts a solver with threads and memory of its own. */
export interface SolverModule {
  readonly init: () => Promise<unknown>
  readonly killThreads: (module: never) => Promise<void>
}

interface Core {
  readonly mk_config: () => unknown
  readonly del_config: (config: unknown) => void
  readonly mk_context: (config: unknown) => unknown
  readonly del_context: (context: unknown) => void
}

interface Memory {
  readonly HEAPU8: Uint8Array
  readonly _malloc: (bytes: number) => number
  readonly _free: (address: number) => void
  readonly async_call: (call: () => void) => Promise<string>
  readonly _async_Z3_eval_smtlib2_string: (context: unknown, text: number) => void
}

export const PEER = 'z3-solver'

const DEFAULT_TIMEOUT_MS = 60_000

/** How long past its own timeout the solver is waited for: z3 looks at the time between steps, and some of its steps do not end. */
const GRACE_MS = 10_000

const GIVEN_UP: Outcome = { kind: 'unknown', reason: 'timeout: the solver did not answer and was given up' }

/** A running solver. */
interface Instance {
  readonly Z3: Core
  readonly em: Memory
}

/** Starts the solver. z3-solver is an optional peer: without it this throws a PolicyError `peerMissing`. */
export async function openSolver(load: () => Promise<SolverModule> = () => import('z3-solver')): Promise<Solver> {
  const peer = await load().catch((cause: unknown) => {
    throw isAbsent(cause) ? policyError([errorIssue('peerMissing', '', { peer: PEER, install: `npm install ${PEER}` })]) : cause
  })
  const start = async (): Promise<Instance> => (await peer.init()) as Instance
  let instance: Instance | undefined = await start()
  const stop = async (): Promise<void> => {
    const { em } = instance ?? {}
    instance = undefined
    if (em !== undefined) await peer.killThreads(em as never)
  }
  const ask = async (script: string, constants: readonly string[], timeoutMs: number): Promise<Outcome> => {
    instance ??= await start()
    const outcome = await within(timeoutMs + GRACE_MS, run(instance, script, constants, timeoutMs), GIVEN_UP)
    // That its threads are slow to end is no reason to lose the answer.
    if (outcome === GIVEN_UP) await stop().catch(() => undefined)
    return outcome
  }
  // The module runs one call at a time and says so only by a crash, so checks wait for each other.
  let last: Promise<unknown> = Promise.resolve()
  return {
    refute: (script, constants, timeoutMs = DEFAULT_TIMEOUT_MS) => {
      const next = last.then(() => ask(script, constants, timeoutMs))
      last = next.catch(() => undefined)
      return next
    },
    close: stop,
  }
}

const isAbsent = (cause: unknown): boolean =>
  cause instanceof Error &&
  /Cannot find (package|module)|Failed to (resolve|load)|ERR_MODULE_NOT_FOUND|Could not resolve/.test(
    `${String((cause as { code?: unknown }).code)} ${cause.message}`,
  )

/** One check in a context of its own, deleted afterwards: a context that lives on keeps its memory and its options. */
async function run({ Z3: core, em: memory }: Instance, script: string, constants: readonly string[], timeoutMs: number): Promise<Outcome> {
  const config = core.mk_config()
  const context = core.mk_context(config)
  core.del_config(config)
  const evaluate = (text: string): Promise<string> => evaluateText(memory, context, text)
  try {
    const answer = (await evaluate(`(set-option :timeout ${String(timeoutMs)})\n${script}\n(check-sat)`)).trim()
    if (answer === 'unsat') return { kind: 'proved' }
    if (answer === 'unknown') return { kind: 'unknown', reason: (await evaluate('(get-info :reason-unknown)')).trim() }
    if (answer !== 'sat') throw new Error(`the solver did not accept the script: ${answer.slice(0, 300)}`)
    const values = constants.length === 0 ? '' : await evaluate(`(get-value (${constants.join(' ')}))`)
    return { kind: 'refuted', model: readValues(values) }
  } finally {
    core.del_context(context)
  }
}

/**
 * The package's own `eval_smtlib2_string` hands over a text on the stack and returns before its thread has read it, so that a long script may be
 * overwritten while it is read. A proof of a garbled script is none: the text is put on the heap and freed when the answer is there.
 */
async function evaluateText(memory: Memory, context: unknown, text: string): Promise<string> {
  const address = memory._malloc(text.length + 1)
  if (address === 0) throw new RangeError('the solver is out of memory')
  for (let i = 0; i < text.length; i += 1) memory.HEAPU8[address + i] = text.charCodeAt(i)
  memory.HEAPU8[address + text.length] = 0
  try {
    return await memory.async_call(() => {
      memory._async_Z3_eval_smtlib2_string(context, address)
    })
  } finally {
    memory._free(address)
  }
}

/** Reads `((a 5) (b (- 3)) (c true))`. A value that is no exact integer within the safe range is refused, not rounded. */
export function readValues(text: string): Model {
  const model = new Map<string, ModelValue>()
  for (const [, name = '', value = '', negated] of text.matchAll(/\(([a-z]\w*)\s+(\(-\s+(\d+)\)|\d+|true|false)\)/g)) {
    if (value === 'true' || value === 'false') model.set(name, value === 'true')
    else {
      const number = negated === undefined ? Number(value) : -Number(negated)
      if (!Number.isSafeInteger(number)) throw new RangeError(`the model's value of ${name} is no safe integer: ${value}`)
      model.set(name, number)
    }
  }
  return model
}
