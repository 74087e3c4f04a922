/**
 * Runs one job at a time. What comes in while one runs is merged into one further job, whose answer all of its
 * callers get.
 */
export class UpdateQueue<Item, Answer> {
  readonly #work: (items: readonly Item[]) => Promise<Answer>
  #running: Promise<unknown> = Promise.resolve()
  #waiting: { readonly items: Item[]; readonly answer: Promise<Answer> } | null = null

  constructor(work: (items: readonly Item[]) => Promise<Answer>) {
    this.#work = work
  }

  /** The answer to a job that holds the item. Rejects when that job does; later jobs run all the same. */
  add(item: Item): Promise<Answer> {
    if (this.#waiting !== null) {
      this.#waiting.items.push(item)
      return this.#waiting.answer
    }
    const items = [item]
    const answer = this.#running.then(() => {
      this.#waiting = null
      return this.#work(items)
    })
    this.#waiting = { items, answer }
    this.#running = answer.catch(() => undefined)
    return answer
  }

  /** When everything that was added has run. */
  async settled(): Promise<void> {
    await this.#running
  }
}
