/** The longest a timer can wait: a longer one would ring at once. */
const LONGEST_MS = 2 ** 31 - 1

/** What `work` comes to, or `late` if that takes longer than so many milliseconds; the work is not stopped. Tells only whether to wait on, never what an answer is. */
export async function within<T>(ms: number, work: Promise<T>, late: T): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const wait = new Promise<T>(resolve => {
    timer = setTimeout(
      () => {
        resolve(late)
      },
      Math.min(ms, LONGEST_MS),
    )
  })
  try {
    return await Promise.race([work, wait])
  } finally {
    clearTimeout(timer)
  }
}
