/** Lines after the first one are moved to the right. */
export const indent = (text: string, by: string) => text.replaceAll("\n", `\n${by}`);

/** A name as the key of an object. `__proto__` has to be computed: as a plain key it sets the prototype. */
export const key = (name: string) =>
  name === "__proto__"
    ? '["__proto__"]'
    : /^[A-Za-z_$][\w$]*$/.test(name)
      ? name
      : JSON.stringify(name);
