import type { BatchPhase, BatchProgress } from '../batch/job.ts'
import type { Session } from './options.ts'

/** Between two lines where no terminal watches, in seconds. */
const LINE_EVERY = 10
const MEGABYTE = 1024 * 1024

const TITLES = { read: 'phaseRead', settle: 'phaseSettle', merge: 'phaseMerge' } as const

/** Seconds since the program began. */
export const clock = (): number => performance.now() / 1000

/** Shows one text for how far it is: the part done, from 0 to 1, is 0 where it is not known. */
interface Display {
  show(text: string, part: number): void
  end(): void
}

/** Progress as a bar on a terminal, else as a line now and then. */
export async function batchProgress(session: Session): Promise<BatchProgress> {
  return new Progress(session, session.host.watched ? await barDisplay() : lineDisplay(session))
}

class Progress implements BatchProgress {
  readonly #session: Session
  readonly #display: Display
  #phase: BatchPhase = 'read'
  #total = 0
  #since = 0

  constructor(session: Session, display: Display) {
    this.#session = session
    this.#display = display
  }

  begin(phase: BatchPhase, total: number): void {
    this.#phase = phase
    this.#total = total
    this.#since = clock()
    this.advance(0)
  }

  advance(done: number): void {
    const { say } = this.#session
    const inBytes = this.#phase === 'read'
    const scaled = (count: number): string => (inBytes ? (count / MEGABYTE).toFixed(1) : String(Math.round(count)))
    const seconds = clock() - this.#since
    const rate = seconds > 0 ? done / seconds : 0
    const part = this.#total > 0 ? Math.min(1, done / this.#total) : 0
    const words = { phase: say(TITLES[this.#phase]), unit: inBytes ? 'MB' : say('unitRows'), done: scaled(done), rate: scaled(rate) }
    const left = rate > 0 ? duration((this.#total - done) / rate) : '-'
    const text =
      this.#total === 0
        ? say('progressOpen', words)
        : say('progressLine', { ...words, total: scaled(this.#total), percent: Math.floor(part * 100), left })
    this.#display.show(text, part)
  }

  end(): void {
    this.#display.end()
  }
}

function duration(seconds: number): string {
  const whole = Math.ceil(seconds)
  const two = (count: number): string => String(count).padStart(2, '0')
  const minutes = Math.floor(whole / 60)
  return minutes < 60 ? `${minutes}:${two(whole % 60)}` : `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(whole % 60)}`
}

function lineDisplay({ host }: Session): Display {
  let last = clock()
  return {
    show: text => {
      if (clock() - last < LINE_EVERY) return
      last = clock()
      host.err(`${text}\n`)
    },
    end: () => undefined,
  }
}

async function barDisplay(): Promise<Display> {
  const { default: cliProgress } = await import('cli-progress')
  const options = { format: '[{bar}] {text}', barsize: 24, hideCursor: true, clearOnComplete: true }
  let bar: InstanceType<typeof cliProgress.SingleBar> | undefined
  return {
    show: (text, part) => {
      if (bar === undefined) {
        bar = new cliProgress.SingleBar(options, cliProgress.Presets.shades_classic)
        bar.start(1, part, { text })
      } else bar.update(part, { text })
    },
    end: () => {
      bar?.stop()
      bar = undefined
    },
  }
}
