import { printable, safeJson } from "../terminal/printable.ts";

/** Lines after the first one are moved to the right. */
export const indent = (text: string, by: string) => text.replaceAll("\n", `\n${by}`);

/** A string in source text, without characters that an editor would show in another place. */
const literal = (text: string) => safeJson(JSON.stringify(text));

/** Text in a comment: it cannot end it, or seem to. */
export const comment = (text: string) => printable(text).replaceAll("*/", "*\\/").trim();

/** A name as the key of an object. `__proto__` has to be computed: as a plain key it sets the prototype. */
export const key = (name: string) =>
  name === "__proto__" ? '["__proto__"]' : /^[A-Za-z_$][\w$]*$/.test(name) ? name : literal(name);
