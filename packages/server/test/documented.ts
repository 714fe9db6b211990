import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import { contract } from "@knetik-users/core/effect";
import { openApiDocument } from "../src/http/openapi/docsPage.ts";

/** An operation in the OpenAPI document. */
export interface DocumentedOperation {
  readonly operationId: string;
  readonly parameters: ReadonlyArray<{
    readonly name: string;
    readonly in: string;
    readonly schema: object;
  }>;
  readonly responses: { readonly [status: string]: { readonly content?: object } };
  readonly requestBody?: {
    readonly content: { readonly [type: string]: { readonly schema: object } };
  };
  readonly path: string;
  readonly method: string;
}

export const document = openApiDocument();

const all: ReadonlyArray<DocumentedOperation> = Object.entries(document.paths).flatMap(
  ([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      ...(operation as unknown as DocumentedOperation),
      path,
      method: method.toUpperCase(),
    })),
);
const ofContract = new Set(Object.values(contract).map(({ operation }): string => operation));
/** The operations of the contract. */
export const operations = all.filter(({ operationId }) => ofContract.has(operationId));
/** Those that the official API does not have. */
export const ownOperations = all.filter(({ operationId }) => !ofContract.has(operationId));
export const operationOf = (id: string): DocumentedOperation =>
  all.find(({ operationId }) => operationId === id)!;

const ajv = new Ajv2020({ strict: false, allErrors: true, formats: { int64: true } });
ajv.addSchema({ ...document, $id: "users" });

const compiled = new Map<string, ValidateFunction>();
const problemsBy = (pointer: string, body: unknown) => {
  let validate = compiled.get(pointer);
  if (validate === undefined) {
    validate = ajv.compile({ $ref: `users#${pointer}` });
    compiled.set(pointer, validate);
  }
  return validate(body) ? [] : (validate.errors ?? []);
};

/** Validates a body against the operation's schema in the document. */
export const problemsOf = (operationId: string, status: number, body: unknown) => {
  const { path, method } = operationOf(operationId);
  const place = path.replaceAll("/", "~1").replace(/[{}]/g, encodeURIComponent);
  return problemsBy(
    `/paths/${place}/${method.toLowerCase()}/responses/${status}/content/application~1json/schema`,
    body,
  );
};

/** The same for a named schema. */
export const problemsOfModel = (name: string, body: unknown) =>
  problemsBy(`/components/schemas/${name}`, body);
