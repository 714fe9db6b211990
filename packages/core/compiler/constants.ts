import type * as SchemaAST from "effect/SchemaAST";

interface Constant {
  readonly code: string;
  readonly hint: string;
}

/** Stands for a codec in code until it is known whether it becomes a constant. */
const reference = (id: number) => `«${id}»`;
const references = /«(\d+)»/g;

/** Wraps code so that one annotation marks all of its calls as free of side effects. Bundlers then drop it if nothing uses its value. */
export const pure = (code: string): string =>
  /^\w+$/.test(code) ? code : `/* @__PURE__ */ (() => ${code})()`;

/**
 * The codecs that the generated module needs. Codecs with the same code are stored once. A codec that is used more
 * than once becomes a constant; the others are written where they are used.
 */
export class Constants {
  readonly #all: Array<Constant> = [];
  readonly #byCode = new Map<string, number>();
  readonly #bySchema = new Map<SchemaAST.AST, number>();

  /** Adds a codec; returns a reference to it. If it becomes a constant, it is named after `hint`. */
  add(code: string, hint: string): string {
    const known = this.#byCode.get(code);
    if (known !== undefined) return reference(known);
    const id = this.#all.push({ code, hint }) - 1;
    this.#byCode.set(code, id);
    return reference(id);
  }

  /** A reference to the codec of a schema that is being compiled or will be. */
  recursive(ast: SchemaAST.AST): string {
    const id = this.#bySchema.get(ast) ?? this.#all.push({ code: "", hint: "" }) - 1;
    this.#bySchema.set(ast, id);
    return reference(id);
  }

  /** Sets the codec of a schema that `recursive` has referred to; ignores other schemas. */
  resolve(ast: SchemaAST.AST, codec: string): void {
    const id = this.#bySchema.get(ast);
    if (id !== undefined) this.#all[id] = { code: codec, hint: "" };
  }

  /** Replaces the references in code. Returns it with the constants that it needs. */
  render(codes: ReadonlyArray<string>): {
    readonly constants: ReadonlyArray<string>;
    readonly codes: ReadonlyArray<string>;
  } {
    const uses = new Map<number, number>();
    const count = (code: string) => {
      for (const [, id] of code.matchAll(references)) {
        const target = this.#target(Number(id));
        const before = uses.get(target) ?? 0;
        // A recursive codec refers to itself, so it cannot be inlined: it has to be a constant.
        uses.set(target, before + (target === Number(id) ? 1 : 2));
        if (before === 0) count(this.#all[target]?.code ?? "");
      }
    };
    codes.forEach(count);
    const names = new Map<number, string>();
    const taken = new Set<string>();
    for (const [id, { hint }] of this.#all.entries()) {
      if ((uses.get(id) ?? 0) < 2) continue;
      let name = hint;
      for (let suffix = 2; taken.has(name); suffix += 1) name = `${hint}${suffix}`;
      taken.add(name);
      names.set(id, name);
    }
    const render = (code: string): string =>
      code.replace(references, (_, id: string) => {
        const target = this.#target(Number(id));
        return names.get(target) ?? render(this.#all[target]?.code ?? "");
      });
    return {
      constants: Array.from(
        names,
        ([id, name]) => `const ${name}: Shape = ${pure(render(this.#all[id]?.code ?? ""))};`,
      ),
      codes: codes.map(render),
    };
  }

  /** Follows the reference that stands for a recursive schema. */
  #target(id: number): number {
    const [whole, target] = /^«(\d+)»$/.exec(this.#all[id]?.code ?? "") ?? [];
    return whole === undefined ? id : this.#target(Number(target));
  }
}
