import { once } from "node:events";
import { connect } from "node:net";

/** Sends text to a server as it is, and returns all that it answers. */
export const rawRequest = async (url: string, text: string): Promise<string> => {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname).setEncoding("utf8");
  let response = "";
  socket.on("data", (data: string) => (response += data));
  socket.write(text);
  await once(socket, "close");
  return response;
};
