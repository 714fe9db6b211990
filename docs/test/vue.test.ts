// @vitest-environment happy-dom
import { createUsers } from "@knetik-users/vue";
import { describe, expect, it } from "vitest";
import { createApp } from "vue";
import type { Router } from "vue-router";
import { address, setUpExamples } from "./examples.ts";
import { type Block, blocksOf, pages, readmes } from "./pages.ts";

const { load } = setUpExamples("vue");

const blocks = (name: string, language: string): ReadonlyArray<Block> => {
  const page = [...pages, ...readmes].find((each) => each.name === name);
  return page === undefined ? [] : blocksOf(page, language);
};
const codeOf = (name: string, language: string, part: string): string => {
  const found = blocks(name, language).filter(({ code }) => code.includes(part));
  expect(found).toHaveLength(1);
  return found[0]?.code ?? "";
};

/** Runs code in the setup function of a component of an application that is signed in as an administrator. */
const inSetup = async (setup: () => void): Promise<() => void> => {
  const users = createUsers({
    options: {
      baseUrl: address,
      auth: { grant: "client_credentials", clientId: "server", clientSecret: "sandbox-secret" },
    },
  });
  const app = createApp({
    setup: () => {
      setup();
      return () => "";
    },
  }).use(users);
  app.mount(document.createElement("div"));
  await Promise.resolve();
  return () => app.unmount();
};

describe("start/vue.md", () => {
  it("shows a user, and that there is no such user", async () => {
    document.body.innerHTML = '<div id="app"></div>';
    await load("start", {
      "main.ts": codeOf("start/vue.md", "typescript", "createApp(App)"),
      "App.vue": codeOf("start/vue.md", "vue", "useUser"),
    });
    await expect.poll(() => document.querySelector("h1")?.textContent).toBe("Jane Doe");
    const input = document.querySelector("input");
    if (input !== null) input.value = "999999";
    input?.dispatchEvent(new Event("input"));
    await expect.poll(() => document.body.textContent).toContain("There is no such user.");
  });
});

describe("README.md", () => {
  it("shows a name", async () => {
    const { useName } = (await load("readme", {
      "example.ts": codeOf("README.md", "ts", "@knetik-users/vue"),
    })) as { useName: (props: { id: number }) => { user: { value?: { displayName?: string } } } };
    let name: (() => string | undefined) | undefined;
    const unmount = await inSetup(() => {
      const { user } = useName({ id: 2 });
      name = () => user.value?.displayName;
    });
    await expect.poll(() => name?.()).toBe("Jane Doe");
    unmount();
  });
});

describe("packages/vue/README.md", () => {
  const readme = "packages/vue/README.md";

  it("invalidates and changes with keys and options", async () => {
    await load("keys", { "example.ts": codeOf(readme, "ts", "MutationObserver") });
    const user = await fetch(`${address}/users/42`);
    expect(await user.json()).toMatchObject({ display_name: "Ada" });
  });

  it("adds a tag with an optimistic update", async () => {
    // In an application it is in the setup function of a component.
    const code = codeOf(readme, "ts", "optimistic: (cache").replace(
      /\n\n([^]*)$/,
      "\n\nexport const setup = () => {\n$1};\n",
    );
    const { setup } = (await load("optimistic", { "example.ts": code })) as { setup: () => void };
    const unmount = await inSetup(setup);
    await expect
      .poll(async () => {
        const tagged = await fetch(`${address}/users?filter_tag=vip&size=100`);
        return ((await tagged.json()) as { content: Array<{ id: number }> }).content.some(
          ({ id }) => id === 42,
        );
      })
      .toBe(true);
    unmount();
  });

  it("keeps a session in the browser", async () => {
    await load("storage", { "example.ts": codeOf(readme, "ts", "export const users") });
  });

  it("keeps what was read in the browser", async () => {
    document.body.innerHTML = '<div id="app"></div>';
    await load("persisted", { "example.ts": codeOf(readme, "ts", "usersPersister") });
  });

  it("calls other endpoints", async () => {
    await load("admin", { "example.ts": codeOf(readme, "ts", "adminContract") });
  });

  it("has no other example", () => {
    expect(blocks(readme, "ts")).toHaveLength(6);
  });

  it("guards a route", async () => {
    const code = codeOf(readme, "ts", "createRouter(").replace("routes: []", "routes");
    const { router } = (await load("guard", {
      "example.ts": `import type { RouteRecordRaw } from "vue-router";
const component = { render: () => "" };
const routes: Array<RouteRecordRaw> = [
  { path: "/", component },
  { path: "/sign-in", component },
  { path: "/private", component, meta: { private: true } },
];
${code}
export { router };
`,
    })) as { router: Router };
    await router.push("/private");
    expect(router.currentRoute.value.path).toBe("/sign-in");
  });
});
