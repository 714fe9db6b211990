import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import type { DefaultTheme } from "vitepress";
import { defineConfig } from "vitepress";
import { diagramStyle, renderDiagram } from "../src/diagrams.ts";
import { rewriteLink } from "../src/links.ts";

const docs = path.resolve(import.meta.dirname, "..");

/** Written by typedoc. Without it, the site is built without the API reference. */
const apiSidebar = path.join(docs, "api/typedoc-sidebar.json");
const api: Array<DefaultTheme.SidebarItem> = existsSync(apiSidebar)
  ? (JSON.parse(readFileSync(apiSidebar, "utf8")) as Array<DefaultTheme.SidebarItem>)
  : [];

const pages = (folder: string, texts: { readonly [page: string]: string }) =>
  Object.entries(texts).map(([page, text]) => ({ text, link: `${folder}${page}` }));

export default defineConfig({
  title: "knetik-users",
  description:
    "KnetikCloud's Users API for TypeScript: client, NestJS, Vue, Nuxt, server and command line",
  lang: "en",
  cleanUrls: true,
  srcExclude: ["node_modules/**", "src/**", "test/**"],
  ignoreDeadLinks: api.length === 0 ? [/\/api\//] : false,
  head: [
    ["link", { rel: "icon", href: "data:," }],
    ["style", {}, diagramStyle],
    // The theme's own colors have too little contrast.
    [
      "style",
      {},
      `:root { --vp-button-brand-bg: #3451b2; --vp-c-text-2: #4a4a52; --vp-c-text-3: #5c5c66; --vp-code-lang-color: #5c5c66; }
.VPHero .image-src { width: 100%; max-width: 100%; max-height: none; }
@media (min-width: 960px) { .VPHero .image-src { width: 90%; left: 55%; } }
.dark { --vp-c-text-2: #b8b8bf; --vp-c-text-3: #a8a8b0; --vp-code-lang-color: #b8b8bf; }`,
    ],
  ],
  markdown: {
    theme: { light: "github-light-high-contrast", dark: "github-dark-high-contrast" },
    config: (md) => {
      const { fence } = md.renderer.rules;
      md.renderer.rules.fence = (tokens, index, ...rest) => {
        const token = tokens[index];
        return token?.info === "mermaid"
          ? renderDiagram(token.content)
          : (fence?.(tokens, index, ...rest) ?? "");
      };
      // READMEs are pages of the site, so links between them must lead to pages.
      md.core.ruler.push("repository-links", ({ tokens, env }) => {
        const { relativePath } = env as { readonly relativePath: string };
        for (const child of tokens.flatMap((token) => token.children ?? [])) {
          const href = child.type === "link_open" ? child.attrGet("href") : null;
          if (href !== null) child.attrSet("href", rewriteLink(relativePath, href));
        }
      });
    },
  },
  themeConfig: {
    search: { provider: "local" },
    outline: [2, 3],
    nav: [
      { text: "Start", link: "/start/promises", activeMatch: "^/start/" },
      { text: "Guides", link: "/guides/errors", activeMatch: "^/guides/" },
      { text: "Reference", link: "/reference/core", activeMatch: "^/(reference|api)/" },
      { text: "Migration", link: "/migration/javascript", activeMatch: "^/migration/" },
    ],
    sidebar: {
      // Of its own: it has a thousand entries.
      "/api/": api,
      "/": [
        {
          text: "Start",
          items: pages("/start/", {
            promises: "With Promises",
            effect: "With Effect",
            nestjs: "In NestJS",
            vue: "In Vue",
            nuxt: "In Nuxt",
            "command-line": "From the terminal",
          }),
        },
        {
          text: "Guides",
          items: pages("/guides/", {
            errors: "Errors",
            retries: "Retries and limits",
            tokens: "Tokens",
            paging: "Paging and bulk work",
            cancellation: "Cancellation",
            properties: "Custom properties",
            testing: "Testing",
            proxies: "Proxies",
            edge: "Workers and other runtimes",
            observability: "Logs, metrics and traces",
            rendering: "Server rendering",
            nestjs: "NestJS in production",
            server: "Running the server",
            sandbox: "Sandbox recipes",
          }),
        },
        {
          text: "Migration",
          items: pages("/migration/", {
            javascript: "From the JavaScript SDK",
            python: "From the Python SDK",
          }),
        },
        {
          text: "Reference",
          items: [
            ...pages("/reference/", {
              core: "core",
              nestjs: "nestjs",
              vue: "vue",
              nuxt: "nuxt",
              server: "server",
              cli: "cli",
              errors: "Error catalog",
              compatibility: "Compatibility",
              security: "Security model",
            }),
            ...(api.length === 0 ? [] : [{ text: "API", link: "/api/" }]),
          ],
        },
        {
          text: "More",
          items: [
            { text: "Questions and answers", link: "/faq" },
            { text: "Architecture", link: "/architecture" },
            { text: "The server at scale", link: "/server-at-scale" },
            { text: "Decisions", link: "/decisions/" },
          ],
        },
      ],
    },
    socialLinks: [{ icon: "github", link: "https://github.com/knetik-users/knetik-users" }],
  },
});
