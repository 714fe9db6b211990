import { createServer } from "../../index.ts";
import { sandboxControls, type SandboxFault, sandboxFaultHeader } from "./sandboxClient.ts";

const sandbox = sandboxControls(await createServer({ sandbox: { seed: 7 } }));
sandboxControls("http://127.0.0.1:8080");
sandboxControls(new URL("http://127.0.0.1:8080"));

await sandbox.faults.next("getUser", { status: 503, retryAfter: 1, latency: 5 }, 2);
await sandbox.faults.always("*", { reset: "after" });
// @ts-expect-error: not an operation of the contract
await sandbox.faults.next("getuser", { status: 503 });
// @ts-expect-error: the connection is either reset or answers
await sandbox.faults.next("getUser", { reset: "before", status: 503 });
// @ts-expect-error: goes with a status
await sandbox.faults.next("getUser", { truncate: true, retryAfter: 1 });

const { secret } = await sandbox.mail.latest("jdoe@sandbox.example");
secret satisfies string | undefined;
const [request] = await sandbox.requests({ operation: "getUser" });
request?.fault satisfies SandboxFault | null | undefined;
await (await sandbox.snapshot()).restore();
await fetch("http://127.0.0.1:8080", { headers: sandboxFaultHeader({ reset: "before" }) });
