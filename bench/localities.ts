interface Rule {
  readonly id: string
  readonly overrides?: readonly string[]
}

/** A pack with all of its rules and tables once for each county, each bound to that county. */
export function localities(json: Readonly<Record<string, unknown>>, codes: readonly string[]): Record<string, unknown> {
  const tables = json['tables'] as readonly (Rule & {
    readonly columns: readonly string[]
    readonly rows: readonly (readonly unknown[])[]
  })[]
  const rules = json['rules'] as readonly (Rule & { readonly conditions: unknown })[]
  const named = <T extends Rule>(rule: T, code: string): T => ({
    ...rule,
    id: `${rule.id}.${code}`,
    ...(rule.overrides === undefined ? {} : { overrides: rule.overrides.map(id => `${id}.${code}`) }),
  })
  return {
    ...json,
    tables: codes.flatMap(code =>
      tables.map(table => ({
        ...named(table, code),
        columns: ['insurance.county', ...table.columns],
        rows: table.rows.map(row => [code, ...row]),
      })),
    ),
    rules: codes.flatMap(code =>
      rules.map(rule => ({
        ...named(rule, code),
        conditions: { all: [{ fact: 'insurance.county', operator: 'equal', value: code }, rule.conditions] },
      })),
    ),
  }
}
