/** The look of a page: light or dark as the reader's system is, readable from a phone's width up. */
export const PAGE_STYLE = `
:root{color-scheme:light dark;--paper:#fff;--ink:#1d2430;--soft:#5b6472;--line:#dde1e7;--card:#f5f7fa;--warn:#8a4b00;--warnbg:#fff4e0;
--fund0:#2f6fb5;--fund1:#2a9d8f;--fund2:#b5892f;--fund3:#8e5ea8;--fund4:#5b8c3a;--fund5:#b5574b;--personal:#a9b2bf;--count:#2f6fb5;--flow:#dfe7f0}
@media (prefers-color-scheme:dark){:root{--paper:#14181f;--ink:#e6e9ee;--soft:#a3acb9;--line:#323a46;--card:#1d232c;--warn:#ffc46b;--warnbg:#33270f;
--fund0:#6aa7e8;--fund1:#5cc8ba;--fund2:#e0b65c;--fund3:#bf93d8;--fund4:#92c46d;--fund5:#e58b7f;--personal:#59626f;--count:#6aa7e8;--flow:#2b3441}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:15px/1.55 system-ui,-apple-system,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif}
header,main,footer{max-width:1280px;margin:0 auto;padding:0 16px}
header{padding-top:24px}
h1{font-size:1.5rem;line-height:1.3;margin:0 0 8px}
h2{font-size:1.1rem;margin:0 0 12px}
header p{margin:2px 0;color:var(--soft)}
header .warning{color:var(--warn);background:var(--warnbg);padding:6px 10px;border-radius:6px;margin-top:8px}
dl{display:grid;grid-template-columns:repeat(auto-fit,minmax(150px,1fr));gap:10px;margin:20px 0}
dl div{background:var(--card);border-radius:8px;padding:10px 14px}
dt{color:var(--soft);font-size:.85rem}
dd{margin:0;font-size:1.35rem;font-variant-numeric:tabular-nums}
section{border-top:1px solid var(--line);padding:20px 0}
.pair{display:grid;grid-template-columns:minmax(0,1fr);gap:16px}
figure{margin:0;max-width:420px}
figcaption{display:flex;flex-wrap:wrap;gap:4px 14px;font-size:.85rem;color:var(--soft);margin-bottom:6px}
figcaption i{display:inline-block;width:10px;height:10px;border-radius:2px;margin-right:5px}
svg{display:block;width:100%;height:auto}
.numbers{min-width:0;overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:.8rem;font-variant-numeric:tabular-nums}
th,td{padding:5px 6px;text-align:right;border-bottom:1px solid var(--line);vertical-align:top}
th:first-child{text-align:left;overflow-wrap:break-word;min-width:5.5em}
thead th{color:var(--soft);font-weight:600}
tbody th{font-weight:500}
.text{text-align:left;overflow-wrap:break-word}
.flow.narrow{display:none}
footer{color:var(--soft);font-size:.85rem;padding-bottom:32px}
@media (min-width:1000px){.pair:has(figure){grid-template-columns:340px minmax(0,1fr);align-items:start}}
@media (max-width:700px){.flow.wide{display:none}.flow.narrow{display:block;max-width:480px}
table{font-size:.85rem}thead{position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden}
tr{display:block;padding:8px 0;border-bottom:1px solid var(--line)}
tbody th{display:block;padding:0;border:0;font-weight:600}
td{display:flex;justify-content:space-between;gap:12px;padding:1px 0;border:0;text-align:right}
td span{overflow-wrap:anywhere}
td::before{content:attr(data-name);color:var(--soft)}}
`.trim()
