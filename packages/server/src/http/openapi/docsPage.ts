import { createRequire } from "node:module";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { Hono } from "hono";
import manifest from "../../../package.json" with { type: "json" };
import { withOwnOperations } from "./ownOperations.ts";
import { makeOpenApiDocument, type OpenApiDocument } from "./openApiDocument.ts";

const assets = {
  "swagger-ui.css": "text/css; charset=utf-8",
  "swagger-ui-bundle.js": "text/javascript; charset=utf-8",
} as const;

/** The page loads nothing from other hosts and calls only this server. */
const pagePolicy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; " +
  "img-src 'self' data:; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'";

/** Swagger UI's light theme has too little contrast in these places (WCAG AA). */
const contrast = `html:not(.dark-mode) .swagger-ui {
  .opblock .opblock-summary-method { color: #000; text-shadow: none; }
  .parameter__in { color: #5a5a5a; }
  .json-schema-2020-12-expand-deep-button { color: #4a4a4a; }
  .info .title small { background: #59606c; }
  .info .title small.version-stamp { background: #456500; }
  .info .title small pre { background: none; }
  .info a, .info .url, a.link { color: #1a5fb4; }
  .btn.execute { background-color: #1a5fb4; border-color: #1a5fb4; }
  .btn.cancel { color: #b3151f; border-color: #b3151f; }
  .btn.authorize { color: #1a6b43; border-color: #1a6b43; }
  .btn.authorize span { color: inherit; }
  .btn.authorize svg { fill: #1a6b43; }
}`;

const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <title>Users API</title>
    <link rel="stylesheet" href="./docs/swagger-ui.css" />
    <style>${contrast}</style>
    <link rel="icon" href="data:," />
  </head>
  <body>
    <div id="page"></div>
    <script src="./docs/swagger-ui-bundle.js"></script>
    <script src="./docs/page.js"></script>
  </body>
</html>
`;

/** Swagger UI has a dark theme, but does not choose it. */
const script = `const dark = matchMedia("(prefers-color-scheme: dark)");
const choose = () => document.documentElement.classList.toggle("dark-mode", dark.matches);
choose();
dark.addEventListener("change", choose);
SwaggerUIBundle({
  url: "./openapi.json",
  dom_id: "#page",
  deepLinking: true,
  tryItOutEnabled: true,
  persistAuthorization: false,
  validatorUrl: null,
});
`;

const assetFolder = () =>
  path.dirname(createRequire(import.meta.url).resolve("swagger-ui-dist/package.json"));

let document: OpenApiDocument | undefined;
/** The OpenAPI document, created on first use. */
export const openApiDocument = (): OpenApiDocument =>
  (document ??= withOwnOperations(makeOpenApiDocument(manifest.version)));

/** `GET /openapi.json`, and `GET /docs` with Swagger UI. */
export const docs = (): Hono => {
  const app = new Hono();
  app.get("/openapi.json", (call) => call.json(openApiDocument()));
  app.get("/docs", (call) =>
    call.html(page, 200, {
      "content-security-policy": pagePolicy,
      "x-content-type-options": "nosniff",
    }),
  );
  app.get("/docs/page.js", (call) =>
    call.body(script, 200, { "content-type": "text/javascript; charset=utf-8" }),
  );
  for (const [name, type] of Object.entries(assets)) {
    app.get(`/docs/${name}`, async (call) =>
      call.body(await readFile(path.join(assetFolder(), name)), 200, {
        "content-type": type,
        "cache-control": "public, max-age=3600",
      }),
    );
  }
  return app;
};
