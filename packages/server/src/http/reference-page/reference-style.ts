/** Style of the reference page; one constant, so that its hash can be allowed and nothing else. */
export const REFERENCE_STYLE = `
:root { color-scheme: light dark; --ink: #1c2430; --paper: #ffffff; --soft: #f4f6f9; --line: #dde3ea; --accent: #0b6bcb; --quiet: #5b6776; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e4e9f0; --paper: #14181f; --soft: #1d232d; --line: #2e3744; --accent: #6cb3ff; --quiet: #93a0b1; }
}
* { box-sizing: border-box; }
body { margin: 0; font: 15px/1.55 system-ui, sans-serif; color: var(--ink); background: var(--paper); display: grid; grid-template-columns: 17rem minmax(0, 1fr); }
nav { position: sticky; top: 0; height: 100vh; overflow: auto; padding: 1.5rem 1.25rem; background: var(--soft); border-right: 1px solid var(--line); font-size: 14px; }
nav strong { display: block; margin: 1.1rem 0 .25rem; font-size: 12px; letter-spacing: .04em; text-transform: uppercase; color: var(--quiet); }
nav a { display: block; padding: .1rem 0; color: inherit; text-decoration: none; }
nav a:hover, a { color: var(--accent); }
main { max-width: 60rem; padding: 2rem 2.5rem 6rem; }
h1 { margin: 0 0 .25rem; } h2 { margin: 3rem 0 .25rem; } h4 { margin: 1.25rem 0 .4rem; }
.version, em, .what { color: var(--quiet); font-style: normal; }
details { border: 1px solid var(--line); border-radius: 8px; margin: .6rem 0; padding: 0 1rem; scroll-margin-top: 1rem; }
details[open] { padding-bottom: 1rem; }
summary { cursor: pointer; padding: .65rem 0; }
.method { display: inline-block; width: 4.2rem; font-weight: 650; font-size: 12px; }
.get { color: #0b6bcb; } .post { color: #17803d; } .patch { color: #a15c00; } .delete { color: #c02626; }
code, pre { font: 13px/1.5 ui-monospace, monospace; } p code, td code { background: var(--soft); padding: .05rem .3rem; border-radius: 4px; }
pre { background: var(--soft); border-radius: 8px; padding: .8rem 1rem; overflow: auto; }
table { border-collapse: collapse; width: 100%; } td { border-top: 1px solid var(--line); padding: .4rem .75rem .4rem 0; vertical-align: top; }
td p, .answer p { margin: 0; } .type { color: var(--quiet); font: 13px/1.5 ui-monospace, monospace; }
.answer { display: grid; grid-template-columns: 3.5rem minmax(0, 1fr); padding: .35rem 0; } .status { font-weight: 650; } .good { color: #17803d; } .bad { color: var(--quiet); }
@media (max-width: 50rem) { body { display: block; } nav { position: static; height: auto; } main { padding: 1.25rem; } }
`;
