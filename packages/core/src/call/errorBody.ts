/** Readable parts of an error response's body, which the API calls `Result`. */
export interface ErrorBody {
  readonly code?: number;
  readonly requestId?: string;
  readonly entries: ReadonlyArray<{ readonly field: string; readonly message: string }>;
}

const field = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;

const text = (value: unknown): string => (typeof value === "string" ? value : "");

/**
 * Reads an error body. Every part is optional: a gateway may answer with JSON of another shape, and a
 * malformed entry must not lose the request id.
 */
export const readErrorBody = (json: unknown): ErrorBody => {
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
