/** Types of the arguments of a message, read from its text: `{count, plural, …}` needs a number. */

type Value<Format> = Format extends "plural" | "selectordinal" | "number"
  ? number
  : string | number;

type Trimmed<Text> = Text extends ` ${infer Rest}`
  ? Trimmed<Rest>
  : Text extends `${infer Rest} `
    ? Trimmed<Rest>
    : Text;

/** A brace opens an argument in a text, and a text in the forms of a plural. */
type Level = "text" | "forms";

/**
 * Walks from brace to brace. `Levels` is the nesting at `Text`, the innermost first; `Found` holds one
 * object type for each argument.
 */
type Scan<
  Text,
  Levels extends ReadonlyArray<Level>,
  Found,
> = Text extends `${infer Before}{${infer After}`
  ? Before extends `${infer Head}}${string}`
    ? Text extends `${Head}}${infer Rest}`
      ? Scan<Rest, Levels extends [Level, ...infer Outer extends Array<Level>] ? Outer : [], Found>
      : never
    : Levels extends ["forms", ...Array<Level>]
      ? Scan<After, ["text", ...Levels], Found>
      : After extends `${infer Inner}}${infer Rest}`
        ? Inner extends `${infer Name},${infer Format},${string}`
          ? After extends `${Name},${Format},${infer Forms}`
            ? Scan<
                Forms,
                ["forms", ...Levels],
                Found & { readonly [Key in Name]: Value<Trimmed<Format>> }
              >
            : never
          : Inner extends `${infer Name},${infer Format}`
            ? Scan<Rest, Levels, Found & { readonly [Key in Name]: Value<Trimmed<Format>> }>
            : Scan<Rest, Levels, Found & { readonly [Key in Inner]: Value<""> }>
        : never
  : Found;

/** The arguments of a message. Texts quote no braces except in `'{hotkey}'`, which is not an argument. */
export type ArgumentsOf<Text> = Scan<
  Text extends `${infer Before}'{${string}}'${infer After}` ? `${Before}${After}` : Text,
  ["text"],
  unknown
>;
