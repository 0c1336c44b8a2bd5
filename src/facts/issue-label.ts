import type { Issue, Language } from '../base/issue.ts'
import { factSpec } from './catalogue.ts'

/** An issue with the fact that it is about by its label in this language. */
export function labelled(issue: Issue, language: Language): Issue {
  const label = 'label' in issue.params ? factSpec(String(issue.params['fact']))?.label : undefined
  return label === undefined ? issue : { ...issue, params: { ...issue.params, label: label[language] } }
}
