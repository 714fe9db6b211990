import { execFileSync, spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { commandWords } from "../src/completion/commandWords.ts";
import { makeProgram } from "../src/program/program.ts";
import { run } from "./support.ts";

const isInstalled = (shell: string) => spawnSync(shell, ["-c", "true"]).status === 0;
const script = async (shell: string) => (await run(["completion", shell])).out;

/** The completions that each shell offers; the last word is incomplete. */
const complete = {
  bash: async (...words: ReadonlyArray<string>) => {
    const list = words.map((word) => JSON.stringify(word)).join(" ");
    const test = `${await script("bash")}
COMP_WORDS=(knetik-users ${list}); COMP_CWORD=${words.length}; _knetik_users; printf '%s\\n' "\${COMPREPLY[@]}"`;
    return execFileSync("bash", ["-c", test], { encoding: "utf8" }).trim().split("\n");
  },
  // Its completion works in a terminal only: here the function that shows words prints them.
  zsh: async (...words: ReadonlyArray<string>) => {
    const list = words.map((word) => JSON.stringify(word)).join(" ");
    const test = `compdef() { :; }
_files() { echo files; }
_describe() { local name="\${@[-1]}"; printf '%s\\n' "\${(@)\${(P)name}%%:*}"; }
${await script("zsh")}
words=(knetik-users ${list}); CURRENT=${words.length + 1}; PREFIX="\${words[-1]}"; _knetik_users`;
    const offered = execFileSync("zsh", ["-f", "-c", test], { encoding: "utf8" }).trim();
    return offered.split("\n").filter((word) => word.startsWith(words.at(-1) ?? ""));
  },
  fish: async (...words: ReadonlyArray<string>) => {
    const line = ["knetik-users", ...words].join(" ");
    const test = `${await script("fish")}\ncomplete -C ${JSON.stringify(line)}`;
    const offered = execFileSync("fish", ["--no-config", "-c", test], { encoding: "utf8" });
    return offered
      .trim()
      .split("\n")
      .map((entry) => entry.split("\t")[0]);
  },
};

// bash is part of every machine that runs the tests; the others are tried where they are installed.
describe.each(["bash", "zsh", "fish"] as const)("completion in %s", (shell) => {
  it.skipIf(shell !== "bash" && !isInstalled(shell))("offers commands and options", async () => {
    expect(await complete[shell]("us")).toEqual(["users"]);
    expect(await complete[shell]("users", "set")).toEqual(["set-password"]);
    expect(await complete[shell]("--json", "users", "export", "--me")).toEqual(["--method"]);
    expect(await complete[shell]("users", "list", "--filter", "tag=vip", "--pro")).toEqual([
      "--profile",
    ]);
  });

  it("knows every command", async () => {
    const { stdin, stdout, stderr } = process;
    const host = { stdin, stdout, stderr, env: {}, signal: new AbortController().signal };
    const all = await script(shell);
    const words = commandWords(makeProgram({ host, exitCode: 0 }));
    expect(words.map(({ path }) => path)).toContain("templates types");
    for (const { path } of words) expect(all).toMatch(new RegExp(`["']${path}["']`));
  });
});

it("is made for the shell of the user", async () => {
  const made = async (env: Record<string, string>) => (await run(["completion"], { env })).out;
  expect(await made({ SHELL: "/usr/bin/zsh" })).toBe(await script("zsh"));
  expect(await made({ SHELL: "/bin/dash" })).toBe(await script("bash"));
  expect(await made({})).toBe(await script("bash"));
  expect((await run(["completion", "tcsh"])).code).toBe(2);
});

it("leaves file names to bash, which quotes them", async () => {
  // A word that the script offers is put into the command line as it is.
  const offered = await complete.bash("users", "import", "./");
  expect(offered).toEqual([""]);
  expect(await script("bash")).toContain("complete -o default -F");
});
