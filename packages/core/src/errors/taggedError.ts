/** The base of an error class. `Details` are the properties of its errors. */
export type TaggedErrorBase<Tag extends string> = new <Details extends object>(
  details: Readonly<Details>,
) => Error & { readonly _tag: Tag } & Readonly<Details>;

// Consoles print these beside the fields of an error.
const hidden = new Set(["message", "cause"]);

/**
 * Makes the base of an error class. Both entries share the classes, so these know nothing of Effect, of
 * which the Promise client contains a copy.
 */
export const TaggedError = <Tag extends string>(tag: Tag): TaggedErrorBase<Tag> => {
  class Tagged extends Error {
    constructor(details: { readonly message?: string }) {
      super(details.message);
      // Defined, not assigned: `__proto__` in an error from another process is a field like any other.
      for (const [name, value] of Object.entries({ ...details, _tag: tag })) {
        Object.defineProperty(this, name, {
          value,
          enumerable: !hidden.has(name),
          configurable: true,
          writable: true,
        });
      }
    }

    /** Includes the message, which `JSON.stringify` leaves out of an error. */
    toJSON(): object {
      return Object.assign({}, this, { message: this.message });
    }
  }
  Object.defineProperty(Tagged.prototype, "name", { value: tag, configurable: true });
  return Tagged as unknown as TaggedErrorBase<Tag>;
};
