import { isRecord, type WireRecord } from "@knetik-users/core/bulk";
import { mkdir, readdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { isDeepStrictEqual } from "node:util";
import { stringifyJson, type UserTemplate, type UserTemplateInput } from "@knetik-users/core";
import { codecs, contract, encodeWire } from "@knetik-users/core/effect";
import { CliError } from "../errors/cliError.ts";
import { exitCodes } from "../errors/exitCodes.ts";
import type { Host } from "../terminal/host.ts";
import { readTemplate } from "./templateFile.ts";

/** Definitions have fields for forms that the server adds. */
const withoutForms = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutForms);
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => name !== "field_list")
      .map(([name, each]) => [name, withoutForms(each)]),
  );
};

/** A template as it is in a file: without what the server sets. */
const fileRecord = (template: UserTemplate): WireRecord => {
  const wire = encodeWire(codecs.UserTemplate, template) as WireRecord;
  const { created_date: _created, updated_date: _updated, ...record } = wire;
  return withoutForms(record) as WireRecord;
};

/** An id may contain characters that a file name cannot. */
const fileName = (id: string) => `${encodeURIComponent(id)}.json`;

/** Writes each template to a file. Returns the names. */
export const writeTemplates = async (
  folder: string,
  templates: ReadonlyArray<UserTemplate>,
): Promise<ReadonlyArray<string>> => {
  await mkdir(folder, { recursive: true });
  return Promise.all(
    templates.map(async (template) => {
      const file = path.join(folder, fileName(template.id));
      await writeFile(file, `${stringifyJson(fileRecord(template), 2)}\n`);
      return file;
    }),
  );
};

type NamedInput = UserTemplateInput & { readonly id: string };

/** Reads the templates of a folder. Each needs an id, which no two may share. */
export const readTemplateFolder = async (
  host: Host,
  folder: string,
): Promise<ReadonlyArray<NamedInput>> => {
  const files = (await readdir(folder)).filter((file) => file.endsWith(".json")).sort();
  const templates: Array<NamedInput> = [];
  for (const name of files) {
    const file = path.join(folder, name);
    const { id, ...rest } = await readTemplate<UserTemplateInput>(
      host,
      file,
      contract.createUserTemplate,
    );
    if (id === undefined || templates.some((other) => other.id === id)) {
      throw new CliError(
        id === undefined ? `${file} has no id.` : `${file} has the id of another file, ${id}.`,
        { exitCode: exitCodes.invalid },
      );
    }
    templates.push({ id, ...rest });
  }
  return templates;
};

/** The change of a template that a push makes. */
export type TemplateChange =
  | { readonly action: "create"; readonly id: string; readonly input: NamedInput }
  | {
      readonly action: "update";
      readonly id: string;
      readonly input: NamedInput;
      /** The fields that differ, and the properties by name. */
      readonly differences: ReadonlyArray<string>;
    }
  /** Only in the API: nothing is done unless it is to be deleted. */
  | { readonly action: "extra"; readonly id: string };

const propertiesByName = (record: WireRecord): ReadonlyMap<string, unknown> =>
  new Map(
    (Array.isArray(record["properties"]) ? record["properties"] : [])
      .filter(isRecord)
      .map((property) => [String(property["name"]), property] as const),
  );

const differencesOf = (wanted: WireRecord, present: WireRecord): ReadonlyArray<string> => {
  const fields = ["name", "allow_additional"].filter(
    (field) => wanted[field] !== undefined && !isDeepStrictEqual(wanted[field], present[field]),
  );
  const [ours, theirs] = [propertiesByName(wanted), propertiesByName(present)];
  const names = [...new Set([...ours.keys(), ...theirs.keys()])];
  const properties = names.flatMap((name) => {
    const [our, their] = [ours.get(name), theirs.get(name)];
    if (isDeepStrictEqual(our, their)) return [];
    return [`${their === undefined ? "+" : our === undefined ? "-" : "~"}${name}`];
  });
  const isReordered =
    properties.length === 0 && !isDeepStrictEqual([...ours.keys()], [...theirs.keys()]);
  return [...fields, ...properties, ...(isReordered ? ["order of properties"] : [])];
};

/** Compares files with the templates of an API. */
export const compareTemplates = (
  files: ReadonlyArray<NamedInput>,
  templates: ReadonlyArray<UserTemplate>,
): ReadonlyArray<TemplateChange> => {
  const present = new Map(templates.map((template) => [template.id, template]));
  const changes = files.flatMap((input): ReadonlyArray<TemplateChange> => {
    const { id } = input;
    const template = present.get(id);
    present.delete(id);
    if (template === undefined) return [{ action: "create", id, input }];
    const wanted = withoutForms(encodeWire(codecs.UserTemplateInput, input)) as WireRecord;
    const differences = differencesOf(wanted, fileRecord(template));
    return differences.length === 0 ? [] : [{ action: "update", id, input, differences }];
  });
  return [...changes, ...[...present.keys()].map((id) => ({ action: "extra", id }) as const)];
};
