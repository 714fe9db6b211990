import { fileURLToPath } from "node:url";
import { build } from "vite";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Builds the console into a folder. */
export const buildConsole = async (folder: string): Promise<void> => {
  await build({
    root,
    mode: "production",
    logLevel: "warn",
    build: { outDir: folder, emptyOutDir: true, reportCompressedSize: false },
  });
};
