import { defineConfig } from "vitest/config";
import { reporters, sharedConfig } from "../../vitest.shared.ts";

/** These instrument modules of Node, and so need their own worker. */
const isolated = ["test/tracing.test.ts"];

export default defineConfig((env) => {
  const { test, ...shared } = sharedConfig(env);
  // Nest decorators. Nothing relies on emitted metadata.
  const oxc = { decorator: { legacy: true, emitDecoratorMetadata: false } };
  const exclude = [...(test?.exclude ?? []), ...isolated];
  const sharing = { ...shared, oxc, test: { ...test, name: "shared", exclude } };
  const alone = {
    ...shared,
    oxc,
    test: { ...test, name: "isolated", include: isolated, isolate: true },
  };
  return { test: { reporters, projects: env.mode === "long" ? [sharing] : [sharing, alone] } };
});
