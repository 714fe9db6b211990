/** The part of a WebSocket client used here: a Socket.IO socket or a native WebSocket. */
interface WsClient {
  readonly emit?: (event: string, payload: object) => unknown;
  readonly send?: (message: string) => unknown;
  readonly readyState?: unknown;
}

/**
 * Sends an `exception` event, as Nest's own filter does. A native WebSocket has an `emit` too, which only
 * calls its own listeners.
 */
export const emitException = (client: WsClient, body: object): void => {
  const payload = { status: "error", ...body };
  if (typeof client.readyState === "number") {
    client.send?.(JSON.stringify({ event: "exception", data: payload }));
  } else client.emit?.("exception", payload);
};
