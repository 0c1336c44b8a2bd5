import type { Pack } from '../pack/pack.ts'
import { benefitFirstDay, benefitMonth } from '../settlement/dates.ts'

const PLACES = 1024

/** Benefit years and their months by day; days that come again are looked up. */
export class BenefitYears {
  readonly #firstDay: string
  readonly #days = new Int32Array(PLACES)
  readonly #years = new Int32Array(PLACES)
  readonly #months = new Int32Array(PLACES)

  constructor(pack: Pack) {
    this.#firstDay = benefitFirstDay(pack)
  }

  /** `day` is a day number, not 0. */
  year(day: number): number {
    return this.#years[this.#place(day)] as number
  }

  /** 1..12. */
  month(day: number): number {
    return this.#months[this.#place(day)] as number
  }

  #place(day: number): number {
    const place = day % PLACES
    if (this.#days[place] !== day) {
      const { year, month } = benefitMonth(day, this.#firstDay)
      this.#days[place] = day
      this.#years[place] = year
      this.#months[place] = month
    }
    return place
  }
}
