/** Responsive styles for light and dark mode. Nothing is loaded from other hosts. */
export const style = `
:root {
  color-scheme: light dark;
  --paper: light-dark(#fafaf8, #16181c);
  --card: light-dark(#fff, #1e2126);
  --ink: light-dark(#1d2129, #e4e6ea);
  --quiet: light-dark(#5c6470, #9aa2ae);
  --line: light-dark(#e2e3e0, #31353d);
  --accent: light-dark(#0b5cad, #7ab8ff);
  --soft: light-dark(#eef2f7, #262b33);
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; padding: 1.5rem 1rem 4rem; max-width: 64rem;
  background: var(--paper); color: var(--ink);
  font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere;
}
header { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; align-items: baseline; }
h1 { font-size: 1.5rem; margin: 0; }
h2 { font-size: 1.05rem; margin: 0 0 .75rem; }
nav { display: flex; gap: 1rem; }
a { color: var(--accent); }
a[aria-current] { color: inherit; text-decoration: none; font-weight: 600; }
code, pre, time { font: .875rem/1.5 ui-monospace, SFMono-Regular, Consolas, monospace; }
.cards { display: grid; gap: 1rem; margin-top: 1rem; }
@media (min-width: 48rem) { .cards { grid-template-columns: 1fr 1fr; } .wide { grid-column: 1 / -1; } .tall { grid-row: span 2; } }
.card { background: var(--card); border: 1px solid var(--line); border-radius: .6rem; padding: 1rem; min-width: 0; }
.quiet { color: var(--quiet); font-size: .875rem; margin: .25rem 0 0; }
time { white-space: nowrap; }
.now { margin: 0; }
.now time { font-size: 1.25rem; }
.row { display: flex; flex-wrap: wrap; gap: .5rem; margin-top: .75rem; align-items: center; }
button, input {
  font: inherit; font-size: .9rem; color: inherit; border: 1px solid var(--line);
  border-radius: .4rem; padding: .45rem .75rem; background: var(--soft); min-height: 2.5rem;
}
button { cursor: pointer; }
button:hover { border-color: var(--accent); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
input { background: var(--card); flex: 1 1 14rem; min-width: 0; }
::placeholder { color: var(--quiet); opacity: 1; }
dl { display: grid; grid-template-columns: auto 1fr; gap: .25rem 1rem; margin: 0; }
dt { color: var(--quiet); }
dd { margin: 0; font-variant-numeric: tabular-nums; }
ul { list-style: none; margin: 0; padding: 0; }
li + li { border-top: 1px solid var(--line); }
li { padding: .6rem 0; }
li:first-child { padding-top: 0; }
li:last-child { padding-bottom: 0; }
.route { display: grid; grid-template-columns: 4.5rem 1fr; gap: 0 .75rem; }
.route > :nth-child(n + 3) { grid-column: 2; }
.method { color: var(--quiet); font-size: .8rem; font-weight: 600; padding-top: .1rem; }
pre {
  margin: .75rem 0 0; padding: .75rem; background: var(--soft); border-radius: .4rem;
  white-space: pre-wrap;
}
.route pre { margin-top: .35rem; padding: .4rem .6rem; font-size: .8rem; }
.message { margin-top: 1rem; }
.message h2 { margin: 0; }
output:not(:empty) { display: block; margin-top: 1rem; padding: .6rem .9rem; border: 1px solid #c33; border-radius: .4rem; }
`;
