import { expectations, parseTime } from "@knetik-users/core/bulk";
import { requireName } from "../fields/names.ts";
import * as Result from "effect/Result";
import type * as Schema from "effect/Schema";
import * as SchemaAST from "effect/SchemaAST";
import {
  contract,
  type DateComparison,
  decodeRequest,
  publicFieldsOf,
  toSnakeCase,
  UserFilterSchema,
  type UserFilter,
  userFilterParameters,
  type UserSearch,
  userSortProperties,
} from "@knetik-users/core/effect";
import { CliError } from "../errors/cliError.ts";
import { exitCodes } from "../errors/exitCodes.ts";

/** Options of every command that searches. */
export interface SearchOptions {
  readonly filter?: ReadonlyArray<string>;
  readonly order?: string;
  readonly size?: string;
  readonly page?: string;
}

const operators: { readonly [Sign in string]: keyof DateComparison } = {
  "<=": "lte",
  ">=": "gte",
  "<": "lt",
  ">": "gt",
  "=": "eq",
};

const isFilterName = (name: string): name is keyof UserFilter =>
  Object.hasOwn(userFilterParameters, name);

/** The filters of the contract. Those whose value is an object compare dates. */
const filters = Object.entries(UserFilterSchema.fields).flatMap(([key, schema]) => {
  if (!isFilterName(key)) return [];
  const type = SchemaAST.toType((schema as Schema.Top).ast);
  const members = SchemaAST.isUnion(type) ? type.types : [type];
  return [
    {
      key,
      name: toSnakeCase(key),
      parameter: userFilterParameters[key],
      compares: members.some(SchemaAST.isObjects),
      isPublic: publicFieldsOf(UserFilterSchema).has(key),
    },
  ];
});

const sortNames = userSortProperties.map((property) => ({ name: toSnakeCase(property) }));

/** Help for `--filter` and `--order`. */
export const searchHelp = `Filters (name=value; * needs USERS_ADMIN):
  ${filters
    .map(
      ({ name, isPublic, compares }) =>
        `${name}${isPublic ? "" : "*"}${compares ? " (=, <, <=, >, >= a date)" : ""}`,
    )
    .join("\n  ")}

Sort by: ${sortNames.map(({ name }) => name).join(", ")}`;

const expression = /^([\w-]+?)\s*(<=|>=|=|<|>)(.*)$/s;

type Entry = readonly [parameter: string, value: string];

const usage = (message: string, hint?: string) =>
  new CliError(message, { exitCode: exitCodes.usage, hint });

const readFilter = (
  text: string,
): { readonly entry: Entry } | { readonly comparison: Partial<UserFilter> } => {
  const [, name, sign = "=", value = ""] = expression.exec(text) ?? [];
  if (name === undefined) {
    throw usage(`"${text}" is not a filter.`, "Write name=value, such as tag=vip.");
  }
  const { key, parameter, compares, name: filter } = requireName("a filter", filters, name);
  if (!compares) {
    if (sign !== "=") throw usage(`The filter ${filter} only allows "=".`);
    return { entry: [parameter, value.trim()] };
  }
  const time = parseTime(value.trim());
  const operator = operators[sign];
  if (!time.ok || operator === undefined) {
    throw usage(
      `"${value}" is not a date.`,
      time.ok ? undefined : `Use ${expectations[time.expected]}.`,
    );
  }
  return { comparison: { [key]: { [operator]: new Date(Number(time.value) * 1_000) } } };
};

/** `display_name:desc,id` in the API's spelling. */
const readOrder = (text: string): string =>
  text
    .split(",")
    .map((part) => {
      const [name = "", direction = "asc"] = part.split(":").map((each) => each.trim());
      return `${requireName("a sort order", sortNames, name).name}:${direction.toUpperCase()}`;
    })
    .join(",");

/** A search of the API, from options. Every value is checked by the contract. */
export const readSearch = ({
  filter: given = [],
  order,
  size,
  page,
}: SearchOptions): UserSearch => {
  const read = given.map(readFilter);
  const query: ReadonlyArray<Entry> = [
    ...read.flatMap((each) => ("entry" in each ? [each.entry] : [])),
    ...(order === undefined ? [] : [["order", readOrder(order)] as const]),
    ...(size === undefined ? [] : [["size", size] as const]),
    ...(page === undefined ? [] : [["page", page] as const]),
  ];
  const decoded = decodeRequest(contract.getUsers, { params: {}, query, body: undefined });
  if (Result.isFailure(decoded)) {
    throw new CliError("The search is invalid.", {
      exitCode: exitCodes.usage,
      problems: decoded.failure.map(({ field, message }) => `${field}: ${message}`),
    });
  }
  const search = decoded.success.query as UserSearch;
  const comparisons = read.flatMap((each) => ("comparison" in each ? [each.comparison] : []));
  const all = comparisons.reduce<UserFilter>(
    (filter, comparison) => ({ ...filter, ...comparison }),
    search.filter ?? {},
  );
  const { filter: _, ...paging } = search;
  return Object.keys(all).length === 0 ? paging : { ...paging, filter: all };
};
