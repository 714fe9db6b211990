import { type PlainTextKey, t } from "../language/t.ts";
import { type Delimiter, delimiters } from "./csvText.ts";

const texts: { readonly [Text in Delimiter]: PlainTextKey } = {
  ",": "files.delimiter.comma",
  ";": "files.delimiter.semicolon",
  "\t": "files.delimiter.tab",
};

export const delimiterOptions = (): ReadonlyArray<{
  readonly value: Delimiter;
  readonly label: string;
}> => delimiters.map((value) => ({ value, label: t(texts[value]) }));
