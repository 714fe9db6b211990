import { renderMermaidSVG } from "beautiful-mermaid";

/** The colors are the site's, so they follow its scheme. */
const draw = (code: string): { readonly style: string; readonly svg: string } => {
  const drawn = renderMermaidSVG(code, {
    bg: "var(--vp-c-bg)",
    fg: "var(--vp-c-text-1)",
    muted: "var(--vp-c-text-2)",
    line: "var(--vp-c-text-3)",
    accent: "var(--vp-c-brand-1)",
    surface: "var(--vp-c-bg-soft)",
    border: "var(--vp-c-text-3)",
    font: "Inter",
    transparent: true,
  });
  const [element = "", style = ""] = /<style>(.*?)<\/style>/s.exec(drawn) ?? [];
  return { style, svg: drawn.replace(element, "") };
};

/** Of all diagrams: a page cannot have styles of its own. */
export const diagramStyle = `.diagram { margin: 1rem 0; overflow-x: auto; ${draw("flowchart LR\n  a --> b").style} }`;

const escaped = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");

/**
 * An SVG of a Mermaid diagram. `accTitle` and `accDescr` are its name and its text for those who do not see it, as
 * in Mermaid itself, which draws the diagram on GitHub.
 */
export const renderDiagram = (code: string): string => {
  const text = (key: string) => new RegExp(`^\\s*${key}: (.*)$`, "m").exec(code)?.[1];
  const [title, description] = [text("accTitle"), text("accDescr")];
  if (title === undefined || description === undefined) {
    throw new Error(`A diagram has no accTitle or no accDescr:\n${code}`);
  }
  const { svg } = draw(code.replaceAll(/^\s*acc(?:Title|Descr): .*\n/gm, ""));
  const prefix = title.toLowerCase().replaceAll(/\W/g, "-");
  // Several diagrams of a page would share their ids.
  const unique = svg.replaceAll(/( id="|url\(#)/g, `$1${prefix}-`);
  return (
    `<figure v-pre class="diagram" role="img" tabindex="0" aria-label="${escaped(`${title}. ${description}`)}">` +
    `${unique.replace("<svg ", '<svg aria-hidden="true" ')}</figure>\n`
  );
};
