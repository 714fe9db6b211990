import { parseJson, stringifyJson } from "../codec/json.ts";
import type { FieldKind } from "./fields.ts";

/** A record in the API's own form: wire names, times in seconds. */
export type WireRecord = { readonly [field: string]: unknown };

export const isRecord = (value: unknown): value is WireRecord =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const separator = ";";

/** A list is separated by `;`, or JSON if that would be ambiguous. */
const formatTexts = (texts: ReadonlyArray<unknown>): string => {
  const isPlain = texts.every(
    (text) =>
      typeof text === "string" &&
      text !== "" &&
      text === text.trim() &&
      !text.includes(separator) &&
      !text.startsWith("["),
  );
  return isPlain ? texts.join(separator) : stringifyJson(texts);
};

/** Writes a value as a cell. An absent value is empty. */
export const formatCell = (kind: FieldKind, value: unknown): string => {
  if (value === undefined || value === null) return "";
  switch (kind) {
    case "date": {
      const date = typeof value === "number" ? new Date(value * 1_000) : new Date(NaN);
      return Number.isNaN(date.getTime())
        ? stringifyJson(value)
        : date.toISOString().replace(".000Z", "Z");
    }
    case "texts":
      return Array.isArray(value) ? formatTexts(value) : stringifyJson(value);
    case "json":
      return stringifyJson(value);
    case "text":
    case "number":
    case "boolean":
      return typeof value === "string" ? value : stringifyJson(value);
  }
};

/** A value, or the kind of value that was expected instead. */
export type Parsed =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly expected: FieldKind };

const parsed = (value: unknown): Parsed => ({ ok: true, value });
const failed = (expected: FieldKind): Parsed => ({ ok: false, expected });

/** What a cell of a kind contains, in English: "must be a number". */
export const expectations: { readonly [Kind in FieldKind]: string } = {
  text: "text",
  number: "a number",
  boolean: "true or false",
  date: "a date such as 2026-02-01 or 2026-02-01T12:00:00Z, or seconds since 1970",
  texts: `texts separated by ${separator}, or a JSON list`,
  json: "JSON",
};

const number = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
/** A date, or a time with its zone: without one it would depend on the machine. */
const isoTime = /^[+-]?\d{4,6}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d))?$/;

/** Seconds since 1970 of ISO 8601 text or of whole seconds. */
export const parseTime = (text: string): Parsed => {
  if (/^-?\d{1,13}$/.test(text)) return parsed(Number(text));
  const milliseconds = isoTime.test(text) ? Date.parse(text) : NaN;
  return Number.isNaN(milliseconds) ? failed("date") : parsed(Math.floor(milliseconds / 1_000));
};

const parseTexts = (text: string): Parsed => {
  if (!text.startsWith("[")) {
    return parsed(
      text
        .split(separator)
        .map((each) => each.trim())
        .filter((each) => each !== ""),
    );
  }
  const json = tryJson(text);
  return Array.isArray(json) ? parsed(json) : failed("texts");
};

const tryJson = (text: string): unknown => {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
};

/** Reads a cell that is not empty. */
export const parseCell = (kind: FieldKind, text: string): Parsed => {
  switch (kind) {
    case "text":
      return parsed(text);
    case "number":
      return number.test(text) ? parsed(parseJson(text)) : failed("number");
    case "boolean": {
      const value = { true: true, false: false }[text.toLowerCase()];
      return value === undefined ? failed("boolean") : parsed(value);
    }
    case "date":
      return parseTime(text);
    case "texts":
      return parseTexts(text);
    case "json": {
      const json = tryJson(text);
      return json === undefined ? failed("json") : parsed(json);
    }
  }
};
