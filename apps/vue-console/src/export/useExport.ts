import { useSession, useUsersClient } from "@knetik-users/vue";
import { onScopeDispose, ref, type Ref, shallowRef } from "vue";
import { openSink } from "../files/fileSink.ts";
import { usePatience } from "../files/usePatience.ts";
import { takeDraft } from "../unsaved/keptDrafts.ts";
import { useUnsaved } from "../unsaved/useUnsaved.ts";
import { exportDraftKey } from "./exportDraftKey.ts";
import { extensions, type ExportOptions, mediaTypes } from "./exportFormat.ts";
import { countUsers, type ExportSource, makeExport, type UserExport } from "./exportUsers.ts";

/** `stopped`: it can be continued. */
export type ExportStep = "choose" | "running" | "stopped" | "finished";

/** An export that outlives the session in which it was started. */
interface StartedExport {
  readonly source: ExportSource;
  readonly job: UserExport;
}

/** The export of users to a file. */
export interface ExportState {
  readonly step: Readonly<Ref<ExportStep>>;
  readonly rows: Readonly<Ref<number>>;
  readonly total: Readonly<Ref<number | undefined>>;
  readonly waitsUntil: Readonly<Ref<number | undefined>>;
  readonly error: Readonly<Ref<unknown>>;
  readonly canContinue: Readonly<Ref<boolean>>;
  /** Asks for the file and begins. */
  readonly start: (source: ExportSource, options: ExportOptions) => Promise<void>;
  readonly resume: () => Promise<void>;
  readonly pause: () => void;
  /** Ends it without a file. */
  readonly discard: () => Promise<void>;
}

const dayOf = (date: Date) => date.toISOString().slice(0, 10);

export const useExport = (): ExportState => {
  const client = useUsersClient();
  const { status } = useSession();
  const { waitsUntil, start: startPatience } = usePatience();
  let started = takeDraft<StartedExport>(exportDraftKey);
  const step = ref<ExportStep>(started === undefined ? "choose" : "stopped");
  const rows = ref(started?.job.rows() ?? 0);
  const total = ref<number>();
  const error = shallowRef<unknown>();
  const canContinue = ref(true);
  let controller = new AbortController();

  const resume = async () => {
    if (started === undefined) return;
    const { source, job } = started;
    controller = new AbortController();
    const { signal } = controller;
    error.value = undefined;
    step.value = "running";
    const run = { client, signal, patience: startPatience(signal) };
    try {
      total.value ??= await countUsers(source, run);
      const isFinished = await job.run({ ...run, onProgress: (count) => (rows.value = count) });
      step.value = isFinished ? "finished" : "stopped";
    } catch (failure) {
      step.value = "stopped";
      if (!signal.aborted) error.value = failure;
    } finally {
      rows.value = job.rows();
      canContinue.value = job.canContinue();
      waitsUntil.value = undefined;
    }
  };
  const start = async (source: ExportSource, options: ExportOptions) => {
    error.value = undefined;
    const { format } = options;
    try {
      const name = `users-${dayOf(new Date())}.${extensions[format]}`;
      const sink = await openSink(name, mediaTypes[format]);
      if (sink === undefined) return;
      started = { source, job: makeExport(source, options, sink) };
    } catch (failure) {
      error.value = failure;
      return;
    }
    rows.value = 0;
    total.value = undefined;
    await resume();
  };
  const discard = async () => {
    controller.abort();
    const unfinished = step.value === "finished" ? undefined : started?.job;
    started = undefined;
    step.value = "choose";
    await unfinished?.discard();
  };
  const isUnfinished = () => step.value === "running" || step.value === "stopped";

  useUnsaved({ key: exportDraftKey, isUnsaved: isUnfinished, draft: () => started });
  onScopeDispose(() => {
    controller.abort();
    // Kept if the session has expired: the same user can continue it.
    if (isUnfinished() && status.value !== "expired") void started?.job.discard();
  });
  return {
    step,
    rows,
    total,
    waitsUntil,
    error,
    canContinue,
    start,
    resume,
    pause: () => controller.abort(),
    discard,
  };
};
