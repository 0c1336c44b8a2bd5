import { readFixtures } from '../src/fixtures/read.ts'
import { runFixtures } from '../src/fixtures/report.ts'
import { formatIssue } from '../src/base/format-issue.ts'
const only = process.argv[2]
const files = readFixtures(only === 'all' ? [] : (only ? [only] : ['luan','wenzhou','changde','shandong','jining','shanwei'].map(p=>'fixtures/'+p+'/indicators')))
for (const r of runFixtures(files)) {
  console.log(r.place, r.fixtures.length, r.fixtures.filter(f=>f.status==='passed').length)
  for (const f of r.fixtures) if (f.status!=='passed') console.log(' ',f.status, f.name, '\n      ', f.issues.map(i=>formatIssue(i,'en')).join('\n       '))
  if (only!=='quiet') for (const s of r.rules) if ((s.fired===0||s.notFired===0) ) console.log('   rule', s.rule, s.fired, s.notFired)
}
