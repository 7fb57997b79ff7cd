/** Style of the report; one constant, so that its hash can be allowed and nothing else. */
import { createHash } from 'node:crypto';

export const REPORT_STYLE = `
:root { color-scheme: light dark; --ink: #1b2330; --paper: #fff; --soft: #f5f7fa; --line: #dfe5ec; --quiet: #5a6675; --accent: #1f5fbf; --bar: #7fa3d6; --track: #e8edf3;
  --good: #1a7a43; --fair: #9a6200; --poor: #b3261e; --good-soft: #e3f3e9; --fair-soft: #fbefd9; --poor-soft: #fbe4e2; --pii: #6b3fa0; --pii-soft: #efe7f8; }
@media screen and (prefers-color-scheme: dark) { :root { --ink: #e3e8ef; --paper: #12161c; --soft: #1a2029; --line: #2d3642; --quiet: #98a5b5; --accent: #7db4ff; --bar: #5f8fd0; --track: #28303b;
  --good: #6fcf97; --fair: #e6b45c; --poor: #f2857d; --good-soft: #173325; --fair-soft: #3a2d13; --poor-soft: #41201e; --pii: #c5a3f2; --pii-soft: #2e2340; } }
* { box-sizing: border-box; }
html { scroll-behavior: smooth; }
body { margin: 0 auto; max-width: 76rem; padding: 2.5rem 2rem 5rem; font: 15px/1.5 system-ui, -apple-system, "Segoe UI", sans-serif; color: var(--ink); background: var(--paper); }
a { color: var(--accent); text-decoration: none; } a:hover { text-decoration: underline; }
h1 { margin: 0; font-size: 1.9rem; line-height: 1.2; letter-spacing: -.01em; overflow-wrap: anywhere; }
h2 { margin: 3rem 0 .75rem; font-size: 1.25rem; } h3 { margin: 1.5rem 0 .5rem; font-size: 1rem; } h4 { margin: 0 0 .35rem; font-size: .8rem; font-weight: 600; color: var(--quiet); }
p { margin: .35rem 0; } .quiet, .note { color: var(--quiet); } .note { font-size: .875rem; max-width: 60rem; }
code { font: .92em ui-monospace, SFMono-Regular, Menlo, monospace; overflow-wrap: anywhere; }
header .kicker { margin: 0 0 .25rem; color: var(--quiet); font-size: .875rem; }
.facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); gap: 1px; margin: 1.5rem 0 0; padding: 0; background: var(--line); border: 1px solid var(--line); border-radius: 10px; overflow: hidden; }
.facts div { background: var(--paper); padding: .8rem 1rem; } .facts dt { color: var(--quiet); font-size: .8rem; } .facts dd { margin: .1rem 0 0; font-size: 1.3rem; font-weight: 600; font-variant-numeric: tabular-nums; } .facts small { display: block; font-size: .8rem; font-weight: 400; color: var(--quiet); }
.good { color: var(--good); } .fair { color: var(--fair); } .poor { color: var(--poor); }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .875rem; } caption { text-align: left; color: var(--quiet); padding: 0 0 .4rem; font-size: .8rem; }
th { text-align: left; font-weight: 600; } thead th { color: var(--quiet); font-size: .8rem; border-bottom: 1px solid var(--line); padding: .35rem .9rem .35rem 0; white-space: nowrap; vertical-align: bottom; }
td, tbody th { border-bottom: 1px solid var(--line); padding: .45rem .9rem .45rem 0; vertical-align: top; } tbody th { font-weight: 500; overflow-wrap: anywhere; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; } .values td, .values th { border: 0; padding: .12rem .75rem .12rem 0; vertical-align: middle; } .values th { font-weight: 400; width: 40%; } .values tr.rest { color: var(--quiet); }
.nowrap { white-space: nowrap; } .issues td:nth-child(2) { width: 60%; } .issues tbody tr:not(:first-child) th { padding-left: .75rem; } .issues .type { padding-top: 1.1rem; font-weight: 400; } .issues .type span { color: var(--quiet); margin-left: .35rem; } .meaning { min-width: 9rem; } tbody th .badge { margin-left: .35rem; }
.badge { display: inline-block; padding: 0 .45rem; border-radius: 999px; font-size: .75rem; font-weight: 600; line-height: 1.5; white-space: nowrap; background: var(--soft); color: var(--quiet); }
.badge.pii { background: var(--pii-soft); color: var(--pii); } .badge.poor { background: var(--poor-soft); color: var(--poor); } .badge.fair { background: var(--fair-soft); color: var(--fair); } .badge.good { background: var(--good-soft); color: var(--good); }
details { border: 1px solid var(--line); border-radius: 10px; margin: .6rem 0; background: var(--paper); } summary { cursor: pointer; padding: .65rem 1rem; border-radius: 10px; } summary:hover { background: var(--soft); } summary:focus-visible, a:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
summary strong { margin: 0 .5rem 0 .15rem; overflow-wrap: anywhere; } summary .quiet { font-size: .875rem; } .body { padding: .25rem 1rem 1rem; }
.table > summary strong { font-size: 1.05rem; }
.column { border-radius: 8px; margin: .4rem 0; } .column > summary { padding: .4rem .8rem; }
.parts { display: grid; grid-template-columns: repeat(auto-fit, minmax(18rem, 1fr)); gap: 1.25rem 2rem; margin-top: .75rem; } .parts > div { min-width: 0; }
dl.small { display: grid; grid-template-columns: auto 1fr; gap: .1rem 1rem; margin: 0; font-size: .875rem; } dl.small dt { color: var(--quiet); } dl.small dd { margin: 0; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; } ul.found { margin: .5rem 0; padding: 0; list-style: none; font-size: .875rem; } ul.found li { margin: .2rem 0; overflow-wrap: anywhere; } .examples { font-size: .875rem; color: var(--quiet); } .columns-of { margin-top: 1.25rem; }
svg { display: block; max-width: 100%; } svg.bar, svg.spark { display: inline-block; vertical-align: middle; } .track { fill: var(--track); } rect.plain, .columns rect, .spark rect { fill: var(--bar); } rect.missing { fill: var(--fair); } rect.good { fill: var(--good); } rect.fair { fill: var(--fair); } rect.poor { fill: var(--poor); }
figure.chart { margin: 0; max-width: 22rem; } .columns { width: 100%; height: 84px; } .columns line, .box line { stroke: var(--quiet); stroke-width: 1; } .box rect { fill: var(--bar); } .box .median { stroke: var(--ink); stroke-width: 2; }
figcaption { display: flex; justify-content: space-between; gap: .5rem; font-size: .75rem; color: var(--quiet); margin-top: .2rem; font-variant-numeric: tabular-nums; } figcaption.names span { flex: 1; text-align: center; }
.warning { border-left: 3px solid var(--fair); padding: .4rem .9rem; margin: .75rem 0; background: var(--soft); border-radius: 0 8px 8px 0; font-size: .875rem; overflow-wrap: anywhere; }
footer { margin-top: 3rem; border-top: 1px solid var(--line); padding-top: .75rem; font-size: .8rem; color: var(--quiet); }
@media (max-width: 45rem) { body { padding: 1.25rem 1rem 3rem; } }
@media print { body { padding: 0; max-width: none; font-size: 10pt; } details { break-inside: avoid; } details.table { break-inside: auto; border: 0; } details::details-content { content-visibility: visible; } summary { list-style: none; } thead { display: table-header-group; } tr { break-inside: avoid; } a { color: inherit; } .scroll { overflow: visible; } svg rect { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }
`;

const hash = createHash('sha256').update(REPORT_STYLE).digest('base64');
/** Nothing but this style sheet: no script, no picture, no form, wherever the page ends up. Also stands in the page. */
export const REPORT_POLICY = `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
