import { PACK_KINDS } from '../base/kind-words.ts'
import { factText } from '../explain/fact-text.ts'
import { factEntries, type FactEntry, type Presence } from '../vocabulary/facts.ts'

const ABSENT: Readonly<Record<Exclude<Presence, 'default'>, string>> = {
  required: '必填（规则会读到时）· required where a rule reads it',
  optional: '空缺 · absent',
  derived: '由其他事实得出 · worked out from others',
  history: '由本年累计得出，不能填 · from the state, never given',
}

/** docs/facts.md, from the catalogue of facts: `npm run schemas` writes it. */
export function factsPage(): string {
  return `# 事实 · Facts

单据（\`schemas/claim.json\`）和案例（\`schemas/case.json\`）可以写的全部事实；名称里的点就是 JSON 的一层。某个政策会读哪些：\`yibao facts -p 政策包\`。
All facts that a claim (\`schemas/claim.json\`) or a case (\`schemas/case.json\`) may give; a dot in a name is a level of the JSON. Those that a policy reads: \`yibao facts -p PACK\`.

此外 · Besides: \`person.identities\`、\`cost.items\`（\`schemas/claim.json\`）；案例另有 · a case also has \`chain\`、\`events\`、\`price\`（[docs/decide.zh-CN.md](decide.zh-CN.md)、[docs/decide.md](decide.md)）。
某个政策认得的事件 · The events that a policy knows: \`yibao decide -p PACK --events\`。

| 事实 · fact | 含义 | meaning | 类型 · type | 可选值 · values | 不填时 · if absent |
| --- | --- | --- | --- | --- | --- |
${factEntries().map(row).join('\n')}
`
}

function row(fact: FactEntry): string {
  const kind = PACK_KINDS[fact.type]
  const type = kind === undefined ? fact.type : `${kind.zh} · ${kind.en}`
  return `| ${[`\`${fact.fact}\``, fact.label.zh, fact.label.en, type, codes(fact), absent(fact)].join(' | ')} |`
}

function codes({ values, open }: FactEntry): string {
  const named = values.map(({ code, label }) => `\`${code}\` ${label.zh} · ${label.en}`)
  return [...named, ...(open ? ['可用其他代码 · others allowed'] : [])].join('<br>')
}

function absent({ fact, presence, type, default: byDefault }: FactEntry): string {
  if (presence !== 'default') return ABSENT[presence]
  if (type === 'money') return `\`"${String(byDefault)}"\``
  const { value } = factText(fact, byDefault ?? null)
  const shown = `\`${JSON.stringify(byDefault)}\``
  return type === 'int' ? shown : `${shown} ${value.zh} · ${value.en}`
}
