import * as SchemaAST from "effect/SchemaAST";
import { conversionOf } from "../src/schemas/converted.ts";
import { isSensitive } from "../src/schemas/sensitive.ts";
import { checksOf, ruleOf } from "./checks.ts";
import type { Constants } from "./constants.ts";
import { expectedJson, expectedValue } from "./expected.ts";
import { fieldOf } from "./fields.ts";
import { readerOf } from "./reader.ts";
import { unsupported } from "./unsupported.ts";

const quoted = (value: unknown) => JSON.stringify(value);

/** The text that a field must be; undefined if it may be several. */
const literalAt = (ast: SchemaAST.AST, name: string): string | undefined => {
  const type = SchemaAST.isObjects(ast)
    ? ast.propertySignatures.find((signature) => signature.name === name)?.type
    : undefined;
  return type !== undefined && SchemaAST.isLiteral(type) ? String(type.literal) : undefined;
};

/** The field that tells the members of a union apart. */
const discriminatorOf = ({ types }: SchemaAST.Union): string | undefined => {
  const [first] = types;
  if (first === undefined || !SchemaAST.isObjects(first)) return undefined;
  return first.propertySignatures
    .map(({ name }) => String(name))
    .find((name) => types.every((member) => literalAt(member, name) !== undefined));
};

/** `plainText` for the rule `isPlainText`, or for the check by it. */
const nameOfRule = (code: string, otherwise: string): string => {
  const [, first, rest] = /^\[?rules\.is([A-Z])(\w+)(?:,|$)/.exec(code) ?? [];
  return first === undefined || rest === undefined ? otherwise : first.toLowerCase() + rest;
};

/** Compiles schemas to calls of the functions in `src/shapes`. */
export class Compiler {
  readonly #constants: Constants;
  readonly #isRow: (ast: SchemaAST.AST) => boolean;
  /** Whether `collectSecrets` does not look into the part that is being compiled. */
  #isUnsearched = false;

  /** `isRow` is true for a model that a response has many of. */
  constructor(constants: Constants, isRow: (ast: SchemaAST.AST) => boolean = () => false) {
    this.#constants = constants;
    this.#isRow = isRow;
  }

  /** The codec of a schema. `hint` becomes its name if it is used several times. */
  compile(ast: SchemaAST.AST, hint: string): string {
    const codec = this.#codec(ast, hint);
    this.#constants.resolve(ast, codec);
    return codec;
  }

  /** Compiles a part into which `collectSecrets` does not look. */
  #unsearched(ast: SchemaAST.AST, hint: string): string {
    const isUnsearched = this.#isUnsearched;
    this.#isUnsearched = true;
    const codec = this.compile(ast, hint);
    this.#isUnsearched = isUnsearched;
    return codec;
  }

  #codec(ast: SchemaAST.AST, hint: string): string {
    if (isSensitive(ast) && (this.#isUnsearched || !SchemaAST.isString(ast))) {
      throw unsupported(ast, "a secret has to be the text of a field");
    }
    if (ast.encoding !== undefined) return this.#converted(ast, ast.encoding, hint);
    switch (ast._tag) {
      case "String":
        return this.#checked(isSensitive(ast) ? "secretText" : "text", ast, hint);
      case "Number":
        return this.#checked("number", ast, hint);
      case "Boolean":
        return this.#call("boolean", [], "anyBoolean");
      case "Literal":
        return this.#call(
          "literal",
          [quoted(ast.literal), quoted(expectedValue(ast))],
          `${String(ast.literal)}_${hint}`,
        );
      case "Unknown":
        return this.#call("anything", [], "anyValue");
      case "Declaration":
        return this.#declaration(ast, hint);
      case "Arrays":
        return this.#list(ast, hint);
      case "Objects":
        return this.#objects(ast, hint);
      case "Union":
        return this.#union(ast, hint);
      case "Suspend":
        return this.#call("recursive", [`() => ${this.#constants.recursive(ast.thunk())}`], hint);
      default:
        throw unsupported(ast, "there is no shape for it");
    }
  }

  #call(name: string, given: ReadonlyArray<string>, hint: string): string {
    return this.#constants.add(`shapes.${name}(${given.join(", ")})`, hint);
  }

  #checked(name: string, ast: SchemaAST.AST, hint: string): string {
    const checks = checksOf(ast);
    const plain = name === "secretText" ? "anySecret" : name === "text" ? "anyText" : "anyNumber";
    const [only, ...more] = checks;
    if (only === undefined) return this.#call(name, checks, plain);
    return this.#call(name, checks, more.length === 0 ? nameOfRule(only, hint) : hint);
  }

  #declaration(ast: SchemaAST.Declaration, hint: string): string {
    const rule = ruleOf(ast.annotations);
    const given = [rule, quoted(expectedValue(ast))];
    return this.#call("instance", given, nameOfRule(rule, hint));
  }

  #converted(ast: SchemaAST.AST, [link, ...more]: SchemaAST.Encoding, hint: string): string {
    const conversion = conversionOf(link.transformation);
    if (conversion === undefined || more.length > 0) {
      throw unsupported(ast, "make its conversion with `converted`");
    }
    const json = this.#unsearched(link.to, `${hint}Json`);
    const value = this.#unsearched(SchemaAST.toType(ast), `${hint}Value`);
    return this.#call("converted", [json, value, `conversions.${conversion}`], conversion);
  }

  #list(ast: SchemaAST.Arrays, hint: string): string {
    const [item, ...more] = ast.rest;
    if (item === undefined || more.length > 0 || ast.elements.length > 0) {
      throw unsupported(ast, "it is a tuple");
    }
    return this.#call("list", [this.#unsearched(item, `${hint}Item`), ...checksOf(ast)], hint);
  }

  #objects(ast: SchemaAST.Objects, hint: string): string {
    const [index] = ast.indexSignatures;
    if (index !== undefined) {
      if (ast.propertySignatures.length > 0 || ast.checks !== undefined) {
        throw unsupported(ast, "it has more than entries");
      }
      return this.#call("mapOf", [this.#unsearched(index.type, `${hint}Entry`)], hint);
    }
    const fields = ast.propertySignatures.filter(({ name }) => name !== "unknownFields");
    const code = `{ ${fields.map((each) => this.#field(each)).join(", ")} }`;
    if (fields.length === ast.propertySignatures.length) {
      return this.#call("struct", [code, ...checksOf(ast)], hint);
    }
    if (ast.checks !== undefined) throw unsupported(ast, "it has checks and unknown fields");
    const reader = this.#isRow(ast) ? readerOf(fields) : undefined;
    return this.#call("openStruct", reader === undefined ? [code] : [code, reader], hint);
  }

  #field(signature: SchemaAST.PropertySignature): string {
    const { name, value, isNullable, isOptional, isReadOnly } = fieldOf(signature);
    const kind = isReadOnly
      ? "readOnly"
      : `${isOptional ? "optional" : "required"}${isNullable ? "OrNull" : ""}`;
    return `${name}: shapes.${kind}(${this.compile(value, name)})`;
  }

  #union(ast: SchemaAST.Union, hint: string): string {
    const expected = quoted(expectedValue(ast));
    if (ast.types.every(SchemaAST.isLiteral)) {
      return this.#call("oneOf", [quoted(ast.types.map(({ literal }) => literal)), expected], hint);
    }
    const discriminator = discriminatorOf(ast);
    if (discriminator === undefined) {
      const members = ast.types.map((member) => this.compile(member, hint)).join(", ");
      const json = quoted(expectedJson(ast));
      return this.#call(
        "either",
        [`[${members}]`, expected, ...(json === expected ? [] : [json])],
        hint,
      );
    }
    const kinds = ast.types.map((member) => literalAt(member, discriminator) ?? "");
    const isOpen = kinds.includes("unknown");
    const members = ast.types.map((member, index) => {
      const kind = kinds[index] ?? "";
      const name = `${kind}_${hint}`;
      return { kind, codec: isOpen ? this.#unsearched(member, name) : this.compile(member, name) };
    });
    const unknown = members.find(({ kind }) => kind === "unknown");
    const code = `{ ${members
      .filter((member) => member !== unknown)
      .map(({ kind, codec }) => `${kind}: ${codec}`)
      .join(", ")} }`;
    return unknown === undefined
      ? this.#call("unionBy", [quoted(discriminator), code, expected], hint)
      : this.#call("openUnion", [code, unknown.codec, expected], hint);
  }
}
