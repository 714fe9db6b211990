import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createServer } from "@knetik-users/server";
import { expect, it } from "vitest";
import { startBrowser, watch } from "./browser/startBrowser.ts";
import { freePort, pack, run, start } from "./packed.ts";

/** Milliseconds. Installing, building and checking types take minutes on a busy machine. */
const patience = 1_800_000;

it(
  "leads from an empty folder to a signed-in page, as the README says",
  async () => {
    const folder = await mkdtemp(path.join(tmpdir(), "vue-newcomer-"));
    await using cleanup = new AsyncDisposableStack();
    cleanup.defer(() => rm(folder, { recursive: true, force: true }));
    await using server = await createServer({ sandbox: { users: 9 } });
    const { url: apiUrl } = await server.listen({ port: 0 });

    const create = ["create", "--yes", "vite@9", "my-app", "--"];
    create.push("--template", "vue-ts", "--no-interactive");
    await run("npm", create, { cwd: folder });
    const cwd = path.join(folder, "my-app");
    const [core, vue] = [await pack("core", folder), await pack("vue", folder)];
    const flags = ["--no-audit", "--no-fund", "--prefer-offline"];
    await run("npm", ["install", ...flags, vue, core, "@tanstack/vue-query"], { cwd });
    await cp(path.join(import.meta.dirname, "newcomer"), path.join(cwd, "src"), {
      recursive: true,
    });
    const main = path.join(cwd, "src/main.ts");
    const code = await readFile(main, "utf8");
    await writeFile(main, code.replace("http://127.0.0.1:8080", apiUrl));
    // Checks the types, too.
    await run("npm", ["run", "build"], { cwd });

    const port = await freePort();
    const vite = path.join(cwd, "node_modules/vite/bin/vite.js");
    const previewFlags = ["preview", "--host", "127.0.0.1", "--port", String(port), "--strictPort"];
    await using preview = await start(vite, previewFlags, {}, cwd);
    const browser = await startBrowser();
    cleanup.defer(() => browser.close());
    const page = await browser.newPage();
    const { complaints } = watch(page, apiUrl);
    await page.goto(`http://127.0.0.1:${port}/`);
    await page.getByLabel("User name").fill("jdoe");
    await page.getByLabel("Password").fill("wrong");
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("alert").getByText("Wrong user name or password.").waitFor();
    await page.getByLabel("Password").fill("sandbox-jdoe");
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("heading", { name: "Hello, Jane Doe" }).waitFor();
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.getByLabel("User name").waitFor();
    expect(await page.getByLabel("Password").inputValue()).toBe("");
    // The browser reports the answer to the wrong password.
    expect(complaints.filter((text) => !text.startsWith("Failed to load resource"))).toEqual([]);
    expect(preview.process.exitCode).toBeNull();

    // A test without the server, which is not installed here.
    const script = `import { createTestUsers } from "@knetik-users/vue/testing";
await createTestUsers().catch((error) => console.log(error.message));`;
    const { stdout } = await run(process.execPath, ["--input-type=module", "-e", script], { cwd });
    expect(stdout).toContain("KUV1101");
    expect(stdout).toContain("npm install --save-dev @knetik-users/server");
  },
  patience,
);
