import { detectEncoding, type Encoding, textOf } from "./fileText.ts";

/** How a file is to be read. */
export interface FileForm {
  readonly rows: "csv" | "ndjson";
  readonly encoding: Encoding;
  /** Of CSV. */
  readonly delimiter: string;
}

export const csvDelimiters = [",", ";", "\t", "|"] as const;

/** A first line that names the separator for Excel. */
export const separatorLine = /^sep=(.)(\r?\n)/i;

const headLength = 65_536;

const readHead = async (file: Blob, encoding: Encoding): Promise<string> => {
  let head = "";
  for await (const text of textOf(file.slice(0, headLength), encoding)) head += text;
  return head;
};

/** The separator that is most frequent in the first line, outside of quotes. */
const detectDelimiter = (head: string): string => {
  const told = separatorLine.exec(head)?.[1];
  if (told !== undefined) return told;
  const counts = new Map<string, number>(csvDelimiters.map((delimiter) => [delimiter, 0]));
  let isQuoted = false;
  for (const character of head.trimStart()) {
    if (character === '"') isQuoted = !isQuoted;
    else if (isQuoted) continue;
    else if (character === "\n" || character === "\r") break;
    else counts.set(character, (counts.get(character) ?? 0) + 1);
  }
  return csvDelimiters.reduce((best, each) =>
    (counts.get(each) ?? 0) > (counts.get(best) ?? 0) ? each : best,
  );
};

/** Finds out how a file is to be read. The person can change it. */
export const detectForm = async (file: File): Promise<FileForm> => {
  const encoding = await detectEncoding(file);
  const head = await readHead(file, encoding);
  const isJson = /\.(?:ndjson|jsonl)$/i.test(file.name) || head.trimStart().startsWith("{");
  return { rows: isJson ? "ndjson" : "csv", encoding, delimiter: detectDelimiter(head) };
};
