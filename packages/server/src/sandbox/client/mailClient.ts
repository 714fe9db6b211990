import type { Call } from "./callControl.ts";
import { SandboxError } from "./sandboxError.ts";
import type { SandboxMail } from "./sandboxTypes.ts";
import { mailFromWire, type WireMail } from "./sandboxWire.ts";

/** The inbox of all sandbox users. */
export interface MailControls {
  /** Lists messages, newest first. */
  readonly list: (recipient?: string) => Promise<ReadonlyArray<SandboxMail>>;
  /** The newest message to an address, with its reset secret. Fails if there is none. */
  readonly latest: (recipient: string) => Promise<SandboxMail>;
  readonly clear: (recipient?: string) => Promise<void>;
}

export const mailControls = (call: Call): MailControls => {
  const list = async (recipient?: string) =>
    ((await call("GET", "/mail", { query: { recipient } })) as ReadonlyArray<WireMail>).map(
      mailFromWire,
    );
  return {
    list,
    latest: async (recipient) => {
      const [newest] = await list(recipient);
      if (newest !== undefined) return newest;
      const others = new Set((await list()).map((mail) => mail.recipient));
      const known = others.size === 0 ? "nobody" : [...others].slice(0, 10).join(", ");
      throw new SandboxError(`No mail to ${recipient}. There is mail to ${known}.`);
    },
    clear: async (recipient) => {
      await call("DELETE", "/mail", { query: { recipient } });
    },
  };
};
