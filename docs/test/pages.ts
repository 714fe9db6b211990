import { globSync, readFileSync } from "node:fs";
import path from "node:path";

export const docs = path.resolve(import.meta.dirname, "..");

/** A page of the site, and its text with included files. */
export interface Page {
  /** Below `docs`, such as `guides/errors.md`. */
  readonly name: string;
  readonly text: string;
}

/** The pages, without the generated ones. */
export const pages: ReadonlyArray<Page> = globSync("**/*.md", {
  cwd: docs,
  exclude: (name) => ["node_modules", "api", ".vitepress"].includes(name),
})
  .sort()
  .map((name) => ({ name, text: readFileSync(path.join(docs, name), "utf8") }));

/** The READMEs, by their path in the repository. */
export const readmes: ReadonlyArray<Page> = globSync(["README.md", "{packages,apps}/*/README.md"], {
  cwd: path.resolve(docs, ".."),
})
  .sort()
  .map((name) => ({ name, text: readFileSync(path.resolve(docs, "..", name), "utf8") }));

/** A block of code in a page. */
export interface Block {
  readonly page: string;
  /** Of its first line of code, from 1. */
  readonly line: number;
  readonly code: string;
  /** The block of text right after it: what it prints. */
  readonly output: string | undefined;
}

const block = (language: string) =>
  new RegExp(
    String.raw`^\`\`\`${language}\n(.*?)^\`\`\`$(?:\n\n\`\`\`text\n(.*?)^\`\`\`$)?`,
    "gms",
  );

export const blocksOf = ({ name, text }: Page, language: string): ReadonlyArray<Block> =>
  [...text.matchAll(block(language))].map(({ index, 1: code = "", 2: output }) => ({
    page: name,
    line: text.slice(0, index).split("\n").length + 1,
    code,
    output,
  }));
