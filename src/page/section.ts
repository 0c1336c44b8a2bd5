/** Bars of one picture: by category a value of each series. Values only draw. */
export interface Chart {
  /** Standing, in a row of months; else lying, a name before each. */
  readonly upright: boolean
  readonly categories: readonly string[]
  readonly series: readonly ChartSeries[]
  /** What stands at the end of each stack that lies. */
  readonly ends: readonly string[]
}

export interface ChartSeries {
  readonly name: string
  /** Name of a style variable of the page. */
  readonly colour: string
  readonly values: readonly number[]
  /** Stacked on the series before it, beside them with a text at each end, or a line over them; stacked where nothing is said. */
  readonly as?: { readonly form: 'line' } | { readonly form: 'beside'; readonly ends: readonly string[] }
}

/** Money that runs through columns of parties. */
export interface Flow {
  readonly nodes: readonly FlowNode[]
  readonly links: readonly { readonly from: string; readonly to: string; readonly value: number }[]
}

export interface FlowNode {
  readonly id: string
  readonly label: string
  /** What stands below the label. */
  readonly amount: string
  /** From 0 at the left. */
  readonly column: number
  readonly colour: string
}

/** A table with its title, and the picture it stands beside. The first column names; the others count, or are texts. */
export interface Section {
  readonly title: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
  readonly chart?: Chart
  /** Columns of words, by number; the first is one. */
  readonly texts?: readonly number[]
}
