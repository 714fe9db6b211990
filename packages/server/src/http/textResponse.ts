/** Names of headers in lower case, and their values. */
export type HeaderRecord = Readonly<Record<string, string>>;

interface Content {
  readonly headers: HeaderRecord;
  /** Null for no body. */
  readonly text: string | null;
}

/**
 * A response whose headers and text are written to a socket as they are. The platform's `Response`,
 * which copies the headers and makes a stream of the text, costs more than the rest of a short
 * response. It is made when something needs it, such as a middleware that changes headers.
 */
export class TextResponse implements Response {
  readonly status: number;
  readonly redirected = false;
  #content: Content;
  #response: Response | undefined;

  constructor(status: number, text: string | null, headers: HeaderRecord) {
    this.status = status;
    this.#content = { headers, text };
  }

  /** The content of a response; undefined for a response of another kind, or whose body was read. */
  static contentOf(response: Response): Content | undefined {
    if (!(#content in response)) return undefined;
    const made = response.#response;
    if (made === undefined) return response.#content;
    if (made.bodyUsed) return undefined;
    return { headers: Object.fromEntries(made.headers), text: response.#content.text };
  }

  /** The same as a `Response` of the platform, for callers outside of this package. */
  static platformResponseOf(response: Response): Response {
    return #content in response ? response.#platform : response;
  }

  /** A header of a response. */
  static headerOf(response: Response, name: string): string | undefined {
    return #content in response && response.#response === undefined
      ? response.#content.headers[name]
      : (response.headers.get(name) ?? undefined);
  }

  /** Sets headers of a response. */
  static addHeaders(response: Response, added: HeaderRecord): void {
    if (#content in response && response.#response === undefined) {
      const { headers, text } = response.#content;
      response.#content = { headers: { ...headers, ...added }, text };
      return;
    }
    for (const [name, value] of Object.entries(added)) response.headers.set(name, value);
  }

  get #platform(): Response {
    const { headers, text } = this.#content;
    return (this.#response ??= new Response(text, { status: this.status, headers }));
  }

  get headers(): Headers {
    return this.#platform.headers;
  }
  get body(): Response["body"] {
    return this.#platform.body;
  }
  get bodyUsed(): boolean {
    return this.#response?.bodyUsed ?? false;
  }
  get ok(): boolean {
    return this.#platform.ok;
  }
  get statusText(): string {
    return this.#platform.statusText;
  }
  get type(): Response["type"] {
    return this.#platform.type;
  }
  get url(): string {
    return this.#platform.url;
  }
  arrayBuffer(): ReturnType<Response["arrayBuffer"]> {
    return this.#platform.arrayBuffer();
  }
  blob(): ReturnType<Response["blob"]> {
    return this.#platform.blob();
  }
  bytes(): ReturnType<Response["bytes"]> {
    return this.#platform.bytes();
  }
  clone(): Response {
    return this.#platform.clone();
  }
  formData(): ReturnType<Response["formData"]> {
    return this.#platform.formData();
  }
  json(): ReturnType<Response["json"]> {
    return this.#platform.json();
  }
  text(): Promise<string> {
    return this.#platform.text();
  }
}

// `instanceof Response` holds, without the work of its constructor.
Object.setPrototypeOf(TextResponse.prototype, Response.prototype);
