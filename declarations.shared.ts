import path from "node:path";
import ts from "typescript";

/**
 * Makes the declarations of a package, by their path in `dist`: one file per source file. A bundle of
 * them would lose the documentation of the client's methods, which editors find through `export *`.
 */
export const emitDeclarations = (folder: string): ReadonlyMap<string, string> => {
  const dist = path.join(folder, "dist");
  const configFile = path.join(folder, "tsconfig.src.json");
  const { config } = ts.readConfigFile(configFile, (file) => ts.sys.readFile(file)) as {
    config: unknown;
  };
  const { fileNames, options } = ts.parseJsonConfigFileContent(
    config,
    ts.sys,
    folder,
    {
      composite: false,
      incremental: false,
      declaration: true,
      declarationMap: false,
      outDir: dist,
    },
    configFile,
  );
  delete options.tsBuildInfoFile;
  const files = new Map<string, string>();
  ts.createProgram(fileNames, options).emit(
    undefined,
    (file, text) => {
      // Not every tool finds `a.d.ts` by `./a.ts`.
      files.set(path.resolve(file), text.replace(/(["']\.\.?\/[^"']+)\.ts(["'])/g, "$1.js$2"));
    },
    undefined,
    true,
  );
  return files;
};
