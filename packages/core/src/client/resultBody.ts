/** Body of a failed call (`Result` in the API's own words), as far as it can be read. */
export interface ResultBody {
  readonly code?: number;
  readonly requestId?: string;
  readonly entries: ReadonlyArray<{ readonly field: string; readonly message: string }>;
}

const field = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;

const text = (value: unknown): string => (typeof value === "string" ? value : "");

/**
 * Reads what there is and takes nothing for granted: gateways answer with JSON of their own, and
 * one odd entry must not cost the request's id.
 */
export const readResultBody = (json: unknown): ResultBody => {
  const code = field(json, "code");
  const requestId = text(field(json, "request_id"));
  const result = field(json, "result");
  return {
    ...(typeof code === "number" && { code }),
    ...(requestId !== "" && { requestId }),
    entries: (Array.isArray(result) ? result : []).map((entry) => ({
      field: text(field(entry, "field")),
      message: text(field(entry, "message")),
    })),
  };
};
