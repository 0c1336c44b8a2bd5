import { openPolicy } from '../src/node/open-policy.ts'
const t=(p:string,c:unknown,o={})=>{ try{ const d=openPolicy(p).decide(c,o); console.log(p,JSON.stringify(d,null,0).slice(0,3000)) }catch(e:any){ console.log(p, (e.issues??[e]).map((i:any)=>i.code? i.path+' '+i.code+' '+JSON.stringify(i.params):String(i.stack)).join('\n')) } }
for (const p of ['luan','shandong','changde','wenzhou','jining','shanwei']) t(p,{id:'a',events:[]},{asOf:'2023-09-01'})
