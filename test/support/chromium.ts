import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { pathToFileURL } from 'node:url'

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable']

/** The browser at hand: CHROMIUM, or where systems install it. Throws where there is none, with how to get one. */
function chromiumPath(): string {
  const asked = process.env['CHROMIUM']
  const found = asked ?? PLACES.find(existsSync)
  if (found !== undefined && existsSync(found)) return found
  throw new Error('no Chromium: install it (apt-get install chromium fonts-noto-cjk) or name one in the environment variable CHROMIUM')
}

interface Reply {
  readonly id?: number
  readonly method?: string
  readonly sessionId?: string
  readonly result?: Record<string, unknown>
  readonly error?: { readonly message: string }
}

/** A real browser without a window, driven by its DevTools protocol over two pipes. */
export class Browser {
  readonly #child: ChildProcess
  readonly #profile: string
  readonly #waiting = new Map<number, (reply: Reply) => void>()
  readonly #loads = new Map<string, () => void>()
  #last = 0
  #rest = ''

  constructor() {
    this.#profile = mkdtempSync(join(tmpdir(), 'yibao-chromium-'))
    this.#child = spawn(
      chromiumPath(),
      [
        '--headless=new',
        '--remote-debugging-pipe',
        '--no-sandbox',
        '--disable-gpu',
        '--disable-dev-shm-usage',
        '--hide-scrollbars',
        '--no-first-run',
        `--user-data-dir=${this.#profile}`,
        'about:blank',
      ],
      { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] },
    )
    const replies = this.#child.stdio[4] as Readable
    replies.setEncoding('utf8').on('data', (text: string) => {
      this.#read(text)
    })
  }

  /** Opens a file `width` pixels wide, in light or dark. */
  async open(file: string, { width, dark = false }: { readonly width: number; readonly dark?: boolean }): Promise<Page> {
    const { targetId } = await this.send('Target.createTarget', { url: 'about:blank' })
    const { sessionId } = await this.send('Target.attachToTarget', { targetId, flatten: true })
    const session = String(sessionId)
    await this.send('Page.enable', {}, session)
    await this.send('Emulation.setDeviceMetricsOverride', { width, height: 900, deviceScaleFactor: 1, mobile: width < 700 }, session)
    await this.send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value: dark ? 'dark' : 'light' }] }, session)
    const loaded = new Promise<void>(resolve => this.#loads.set(session, resolve))
    await this.send('Page.navigate', { url: pathToFileURL(file).href }, session)
    await loaded
    return new Page(this, session, String(targetId))
  }

  send(method: string, params: object, sessionId?: string): Promise<Record<string, unknown>> {
    const id = ++this.#last
    const sent = new Promise<Record<string, unknown>>((resolve, reject) => {
      this.#waiting.set(id, ({ result, error }) => {
        if (error === undefined) resolve(result ?? {})
        else reject(new Error(`${method}: ${error.message}`))
      })
    })
    ;(this.#child.stdio[3] as Writable).write(`${JSON.stringify({ id, method, params, sessionId })}\0`)
    return sent
  }

  async close(): Promise<void> {
    const ended = new Promise(resolve => this.#child.once('close', resolve))
    this.send('Browser.close', {}).catch(() => undefined)
    await ended
    rmSync(this.#profile, { recursive: true, force: true })
  }

  #read(text: string): void {
    const parts = (this.#rest + text).split('\0')
    this.#rest = parts.pop() ?? ''
    for (const part of parts) {
      const reply = JSON.parse(part) as Reply
      if (reply.id !== undefined) this.#waiting.get(reply.id)?.(reply)
      else if (reply.method === 'Page.loadEventFired') this.#loads.get(reply.sessionId ?? '')?.()
    }
  }
}

/** One page of a browser. */
export class Page {
  readonly #browser: Browser
  readonly #session: string
  readonly #target: string

  constructor(browser: Browser, session: string, target: string) {
    this.#browser = browser
    this.#session = session
    this.#target = target
  }

  /** What an expression gives within the page. */
  async run<T>(expression: string): Promise<T> {
    const reply = await this.#browser.send('Runtime.evaluate', { expression, returnByValue: true }, this.#session)
    if (reply['exceptionDetails'] !== undefined) throw new Error(JSON.stringify(reply['exceptionDetails']))
    return (reply['result'] as { value: T }).value
  }

  /** The page as PNG, so far down as asked. */
  async screenshot(most: number): Promise<Buffer> {
    const { width, height } = await this.run<{ width: number; height: number }>(
      '({ width: innerWidth, height: document.documentElement.offsetHeight })',
    )
    const clip = { x: 0, y: 0, width, height: Math.min(height, most), scale: 1 }
    const { data } = await this.#browser.send('Page.captureScreenshot', { format: 'png', captureBeyondViewport: true, clip }, this.#session)
    return Buffer.from(String(data), 'base64')
  }

  async close(): Promise<void> {
    await this.#browser.send('Target.closeTarget', { targetId: this.#target })
  }
}
