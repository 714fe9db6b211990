import { execFile } from "node:child_process";
import { hash, randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { createServer } from "@knetik-users/server";
import chromium from "@sparticuz/chromium";
import { chromium as playwright, type Page } from "playwright-core";
import { buildConsole } from "../server/buildConsole.ts";
import { serveConsole } from "../server/serveConsole.ts";

// Measures the time from a text in the search box to its rows on the screen.
const users = process.argv[2] ?? "100000";
const runs = 5;
const median = (values: ReadonlyArray<number>): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

const folder = await mkdtemp(path.join(tmpdir(), "vue-console-bench-"));
const file = path.join(folder, "users.db");
const generator = fileURLToPath(
  new URL("../../../packages/server/bench/million.ts", import.meta.url),
);
const condition = "--conditions=@knetik-users/source";
await promisify(execFile)(process.execPath, [
  condition,
  generator,
  "--data",
  file,
  "--users",
  users,
]);

/** Makes user 1 an administrator, and returns a token of hers. */
const makeToken = (): string => {
  const token = randomUUID();
  const database = new DatabaseSync(file);
  database.exec("insert or ignore into user_roles (user_id, role) values (1, 'USERS_ADMIN')");
  database.exec("insert into oauth_clients (id, grants, roles) values ('web', '[]', '[]')");
  database
    .prepare(
      "insert into access_tokens (token_hash, client_id, user_id, expires_at) values (?, 'web', 1, 9999999999)",
    )
    .run(hash("sha256", token, "hex"));
  database.close();
  return token;
};

const token = makeToken();
await buildConsole(path.join(folder, "console"));
const server = await createServer({ database: { file }, allowedOrigins: ["*"] });
const api = await server.listen({ port: 0 });
const served = await serveConsole({
  folder: path.join(folder, "console"),
  apiUrl: api.url,
  port: 0,
});
const browser = await playwright.launch({
  executablePath: await chromium.executablePath(),
  args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"],
});

/** Milliseconds from typing a text to its rows on the screen, by the page's clock. */
const timeOf = (page: Page, text: string): Promise<number> =>
  page.evaluate(async (typed) => {
    const input = document.querySelector<HTMLInputElement>("input[type=search]");
    if (input === null) throw new Error("There is no search box.");
    const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const isShown = () =>
      document.querySelector('table[aria-busy="false"] tbody th') !== null &&
      [...document.querySelectorAll("ul.groups li")].some(({ textContent }) =>
        textContent.toLowerCase().includes(typed.toLowerCase()),
      );
    const start = performance.now();
    input.value = typed;
    input.dispatchEvent(new InputEvent("input", { bubbles: true }));
    while (!isShown()) await nextFrame();
    return performance.now() - start;
  }, text);

try {
  const context = await browser.newContext();
  await context.addInitScript(
    (kept) => sessionStorage.setItem("knetik-users.session", kept),
    JSON.stringify({ id: "bench", accessToken: token }),
  );
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send("Performance.enable", { timeDomain: "threadTicks" });
  /** Milliseconds of processor time that the page has taken, which other programs do not change. */
  const cpuOf = async () => {
    const { metrics } = await devtools.send("Performance.getMetrics");
    return (metrics.find(({ name }) => name === "TaskDuration")?.value ?? NaN) * 1_000;
  };
  let requests = 0;
  page.on("request", (request) => {
    if (request.url().startsWith(api.url) && request.method() === "GET") requests += 1;
  });
  const response = await fetch(`${api.url}/users/4711`, {
    headers: { authorization: `Bearer ${token}` },
  });
  const user = (await response.json()) as Record<string, string>;
  const [first = "", last = ""] = [user["first_name"], user["last_name"]];
  const texts = [first.slice(0, 1), first.slice(0, 2), last, `${first} ${last}`, "4711"];
  texts.push(user["email"] ?? "");
  console.log(`${users} users on SQLite: from text to rows`);
  for (const text of texts) {
    const times: Array<number> = [];
    const cpu: Array<number> = [];
    const sent: Array<number> = [];
    for (let run = 0; run < runs; run++) {
      // Loaded again, so that the browser has nothing of the text before.
      await page.goto(`${served.url}/users`);
      await page.locator("tbody th").first().waitFor();
      const before = await cpuOf();
      requests = 0;
      times.push(await timeOf(page, text));
      sent.push(requests);
      cpu.push((await cpuOf()) - before);
    }
    console.log(
      `${text.padEnd(40)} ${Math.round(median(times))} ms ` +
        `(median of ${runs}; ${Math.round(Math.min(...times))} to ${Math.round(Math.max(...times))}); ` +
        `page ${Math.round(median(cpu))} ms of CPU, ${median(sent)} requests`,
    );
  }
  // What of it is the server, which runs in this process.
  const calls = 50;
  const search = `${api.url}/_admin/users?size=25&search=${encodeURIComponent(last)}`;
  const { user: start } = process.cpuUsage();
  for (let call = 0; call < calls; call++) {
    await (await fetch(search, { headers: { authorization: `Bearer ${token}` } })).text();
  }
  const used = (process.cpuUsage().user - start) / 1_000 / calls;
  console.log(`One request with its client, in the server's process: ${used.toFixed(1)} ms of CPU`);
} finally {
  await browser.close();
  await served.close();
  await api.close();
  await server.close();
  await rm(folder, { recursive: true, force: true });
}
