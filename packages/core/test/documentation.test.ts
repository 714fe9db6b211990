import path from "node:path";
import ts from "typescript";
import { beforeAll, describe, expect, it } from "vitest";
import { emitDeclarations } from "../../../declarations.shared.ts";
import { contract, type Endpoint } from "../src/effect.ts";

const folder = path.resolve(import.meta.dirname, "..");
const dist = path.join(folder, "dist");
const consumer = path.join(dist, "consumer.ts");

/** Names every kind of client, so that their methods can be looked up. */
const code = `
  import type { Users, UsersApi, UsersClient } from "./effect.js";
  export type Client = UsersClient;
  export type Result = UsersClient["result"];
  export type All = UsersClient["all"];
  export type Pages = UsersClient["pages"];
  export type Service = (typeof Users)["Service"];
  export type ServiceAll = UsersApi["all"];
  export type ServicePages = UsersApi["pages"];
`;

/** An application that does not use Effect. */
const promiseCode = `
  export type { UsersClient } from "./index.js";
  export { adminContract } from "./admin.js";
  export { contract } from "./endpoints.js";
`;

/** A program of an application that uses the published declarations. */
const makeProgram = (emitted: ReadonlyMap<string, string>, text: string): ts.Program => {
  const files = new Map([...emitted, [consumer, text]]);
  const options: ts.CompilerOptions = {
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    target: ts.ScriptTarget.ES2022,
    lib: ["lib.es2022.d.ts", "lib.dom.d.ts"],
    types: [],
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: true,
    noEmit: true,
  };
  const host = ts.createCompilerHost(options, true);
  const readFile = (file: string) => files.get(path.resolve(file)) ?? ts.sys.readFile(file);
  return ts.createProgram([consumer], options, {
    ...host,
    readFile,
    fileExists: (file) => files.has(path.resolve(file)) || ts.sys.fileExists(file),
    directoryExists: (directory) =>
      path.resolve(directory).startsWith(dist) || ts.sys.directoryExists(directory),
    getSourceFile: (file, languageVersion) => {
      const text = readFile(file);
      return text === undefined
        ? undefined
        : ts.createSourceFile(file, text, languageVersion, true);
    },
  });
};

const endpoints: ReadonlyArray<Endpoint> = Object.values(contract);
const paged = endpoints.filter(({ isPage }) => isPage === true);

describe("published declarations", () => {
  let checker: ts.TypeChecker;
  let promiseProgram: ts.Program;
  let clientTypes: ReadonlyArray<ts.Symbol>;
  let exported: ReadonlyArray<ts.Symbol>;

  beforeAll(() => {
    const emitted = emitDeclarations(folder);
    promiseProgram = makeProgram(emitted, promiseCode);
    const program = makeProgram(emitted, code);
    checker = program.getTypeChecker();
    const exportsOf = (fileName: string) => {
      const file = program.getSourceFile(fileName);
      const module = file && checker.getSymbolAtLocation(file);
      if (module === undefined) throw new Error(`${fileName} is not a module`);
      return checker.getExportsOfModule(module);
    };
    clientTypes = exportsOf(consumer);
    exported = exportsOf(path.join(dist, "effect.d.ts"));
    const diagnostics = program.getSemanticDiagnostics();
    expect(diagnostics.map(({ messageText }) => messageText)).toEqual([]);
  });

  /** What an editor shows. */
  const documentationOf = (symbol: ts.Symbol): string =>
    ts.displayPartsToString(symbol.getDocumentationComment(checker)).replaceAll("\n", " ");

  const methodOf = (client: string, name: string): ts.Symbol => {
    const alias = clientTypes.find((symbol) => symbol.name === client);
    const method = alias && checker.getDeclaredTypeOfSymbol(alias).getProperty(name);
    if (method === undefined) throw new Error(`${client} has no method ${name}`);
    return method;
  };

  /** The labels of the tuple that the method's arguments are. */
  const parametersOf = (method: ts.Symbol): ReadonlyArray<string | undefined> => {
    const [signature] = checker.getTypeOfSymbol(method).getCallSignatures();
    const [args] = signature?.getParameters() ?? [];
    const type = args && checker.getTypeOfSymbol(args);
    const { target } = type as ts.TupleTypeReference;
    return (target.labeledElementDeclarations ?? []).map((label) => label?.name.getText());
  };

  const clients: ReadonlyArray<readonly [client: string, ReadonlyArray<Endpoint>]> = [
    ["Client", endpoints],
    ["Result", endpoints],
    ["All", paged],
    ["Pages", paged],
    ["Service", endpoints],
    ["ServiceAll", paged],
    ["ServicePages", paged],
  ];

  it("of the Promise client and the endpoints need no types of Effect", () => {
    expect(promiseProgram.getSemanticDiagnostics()).toEqual([]);
    const files = promiseProgram.getSourceFiles().map(({ fileName }) => fileName);
    expect(files).toContain(path.join(dist, "client/usersClient.d.ts"));
    expect(files.filter((file) => file.includes("/effect"))).toEqual([]);
  });

  it.each(clients)("%s documents its methods and names their arguments", (client, operations) => {
    for (const { name, args } of operations) {
      const method = methodOf(client, name);
      expect(documentationOf(method), name).not.toBe("");
      const options = args.includes("options") ? "callOptions" : "options";
      expect(parametersOf(method), name).toEqual([...args, options]);
    }
  });

  it.each(endpoints)("$name documents its callers, errors and request", (endpoint) => {
    const { name, access, failures, method, path: route } = endpoint;
    const documentation = documentationOf(methodOf("Client", name));
    expect(documentation).toContain(`KnetikCloud Users API: \`${method} ${route}\`.`);
    for (const { name: failure } of failures) expect(documentation).toContain(`\`${failure}\``);
    if (endpoint.retry === "non-idempotent") expect(documentation).toContain("Retried only if");
    if (access === "anyone") {
      expect(documentation).toMatch(/Anyone .*may call it/);
      return;
    }
    const owner = access.orOwner ? ["the user's own token"] : [];
    const allowed = [...access.roles, ...owner].join(" or ");
    expect(documentation).toContain(`Needs ${allowed}.`);
  });

  it("document the fields of all models, options and errors", () => {
    const isOurs = ({ declarations = [] }: ts.Symbol) =>
      declarations.length === 0 ||
      declarations.some((node) => node.getSourceFile().fileName.startsWith(`${dist}/`));
    const undocumented = exported.flatMap((symbol) => {
      const declared =
        symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
      if (!(declared.flags & ts.SymbolFlags.Type)) return [];
      const type = checker.getDeclaredTypeOfSymbol(declared);
      return (
        (type.isUnion() ? type.types : [type])
          .flatMap((member) => member.getProperties())
          // Effect's `TaggedError` declares `_tag`; `#private` stands for all private fields.
          .filter(({ name }) => name !== "_tag" && name !== "#private")
          .filter((field) => isOurs(field) && documentationOf(field) === "")
          .map((field) => `${symbol.name}.${field.name}`)
      );
    });
    expect([...new Set(undocumented)]).toEqual([]);
  });
});
