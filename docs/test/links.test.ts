import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { rewriteLink } from "../src/links.ts";
import { docs, pages } from "./pages.ts";

/** As VitePress and GitHub make them from a heading. */
const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replaceAll(/[`*_]/g, "")
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .trim()
    .replaceAll(/[^\p{L}\p{N} -]/gu, "")
    .replaceAll(" ", "-");

const withoutCode = (text: string) => text.replaceAll(/^```.*?^```$/gms, "");

const anchorsOf = (text: string) =>
  new Set([...withoutCode(text).matchAll(/^#+ (.+)$/gm)].map(([, title = ""]) => anchorOf(title)));

const linksOf = (text: string) =>
  [...withoutCode(text).matchAll(/\]\(([^)\s]+)\)/g)].map(([, href = ""]) => href);

it.each(pages.map((page) => ({ ...page })))("$name links to what exists", ({ name, text }) => {
  const broken = linksOf(text).filter((href) => {
    if (/^[a-z]+:/.test(href)) return false;
    const [link = "", hash] = href.split("#");
    const target =
      link === "" ? path.join(docs, name) : path.resolve(docs, path.dirname(name), link);
    if (!existsSync(target)) return true;
    return hash !== undefined && !anchorsOf(readFileSync(target, "utf8")).has(hash);
  });
  expect(broken).toEqual([]);
});

it("leads from links between READMEs to pages", () => {
  const links = [
    ["reference/nestjs.md", "../core/README.md#errors", "/reference/core#errors"],
    ["reference/nestjs.md", "../../apps/nest-accounts", "/tree/main/apps/nest-accounts"],
    [
      "reference/server.md",
      "deploy/compose.yaml",
      "/blob/main/packages/server/deploy/compose.yaml",
    ],
    ["reference/core.md", "#errors", "#errors"],
    ["guides/errors.md", "../reference/errors.md", "/reference/errors"],
    ["guides/errors.md", "../../packages/core/README.md", "/reference/core"],
    ["decisions/index.md", "0001-wire-names.md", "/decisions/0001-wire-names"],
    ["faq.md", "decisions/index.md", "/decisions/"],
    ["faq.md", "https://example.com/a.md", "https://example.com/a.md"],
  ] as const;
  for (const [page, href, target] of links) {
    expect(rewriteLink(page, href)).toMatch(new RegExp(`${target}$`));
  }
});

it("lists every decision", () => {
  const index = pages.find(({ name }) => name === "decisions/index.md")?.text ?? "";
  const decisions = pages.filter(({ name }) => /^decisions\/\d/.test(name));
  expect(decisions.length).toBeGreaterThan(30);
  for (const { name, text } of decisions) {
    const [, number = "", title = ""] = /^# (\d+)\. (.+)$/m.exec(text) ?? [];
    expect(index).toContain(`- [${number}. ${title}](${path.basename(name)})`);
    expect(name).toBe(`decisions/${number.padStart(4, "0")}${path.basename(name).slice(4)}`.trim());
    for (const part of ["Context", "Decision"]) expect(text).toContain(`**${part}.**`);
  }
});
