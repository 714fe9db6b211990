import {
  type Decision,
  type Importer,
  importUsers,
  type PlannedRow,
  planImport,
  type RowOutcome,
  type RowReader,
  type RowResult,
} from "@knetik-users/core/bulk";
import { usersKey, useUsersClient } from "@knetik-users/vue";
import { useQueryClient } from "@tanstack/vue-query";
import { computed, type ComputedRef, onScopeDispose, ref, type Ref, shallowRef } from "vue";
import { useConfig } from "../config/useConfig.ts";
import { usePatience } from "../files/usePatience.ts";
import { takeDraft } from "../unsaved/keptDrafts.ts";
import { useUnsaved } from "../unsaved/useUnsaved.ts";
import { checkFile, type FileIssue, importRows, type ImportSource } from "./checkFile.ts";
import { columnOfTarget, guessTargets } from "./columnTargets.ts";
import { useAllTemplates } from "../files/useAllTemplates.ts";
import { detectForm, type FileForm } from "./fileForm.ts";
import { fingerprint } from "./fingerprint.ts";
import { causeText, labelOf, reasonOf } from "./importTexts.ts";
import {
  forgetFailures,
  forgetImport,
  type ImportRecord,
  type ImportSettings,
  type Journal,
  openJournal,
  type RowFailure,
  unfinishedImports,
} from "./journal.ts";
import { readTitles } from "./sourceRows.ts";

export type ImportStep =
  | "choose"
  | "map"
  | "checking"
  | "invalid"
  | "checked"
  | "planning"
  | "planned"
  | "running"
  | "stopped"
  | "finished";

/** A row of the plan, as it is shown. */
export interface ShownPlan {
  readonly index: number;
  readonly line: number;
  readonly name: string;
  readonly action: Decision["action"];
  readonly detail: string;
}

/** Rows in work at a time. */
const concurrency = 8;
/** An import stops after this number of failed rows, because something is wrong with all of them. */
const maxFailures = 1_000;
const importDraftKey = "import";

const detailOf = (decision: Decision): string => {
  if (decision.action === "conflict") return causeText(decision.cause);
  return decision.action === "update" ? Object.keys(decision.changes).map(labelOf).join(", ") : "";
};
const shownPlan = ({ decision, ...row }: PlannedRow): ShownPlan => ({
  ...row,
  action: decision.action,
  detail: detailOf(decision),
});

const readerOf = (settings: ImportSettings): RowReader => ({
  titles: settings.titles,
  columns: settings.targets.map(columnOfTarget),
  names: new Map(),
  nullValue: settings.nullValue === "" ? undefined : settings.nullValue,
  key: settings.key,
  makePassword: undefined,
});

const noCounts: { readonly [State in RowResult]: number } = {
  created: 0,
  updated: 0,
  unchanged: 0,
  failed: 0,
};

export interface ImportState {
  readonly step: Readonly<Ref<ImportStep>>;
  readonly file: Readonly<Ref<File | undefined>>;
  readonly settings: Ref<ImportSettings | undefined>;
  /** Rows that are done in this step. */
  readonly done: Readonly<Ref<number>>;
  /** All rows, once the file is checked. */
  readonly rows: Readonly<Ref<number>>;
  readonly issues: Readonly<Ref<ReadonlyArray<FileIssue>>>;
  readonly plan: Readonly<Ref<ReadonlyArray<ShownPlan>>>;
  readonly counts: Readonly<Ref<{ readonly [State in RowResult]: number }>>;
  /** Failed rows, by index. */
  readonly failures: Readonly<Ref<ReadonlyMap<number, RowFailure>>>;
  readonly waitsUntil: Readonly<Ref<number | undefined>>;
  readonly error: Readonly<Ref<unknown>>;
  /** Another tab imports the same file. */
  readonly isLocked: Readonly<Ref<boolean>>;
  /** Imports that were begun earlier. */
  readonly unfinished: Readonly<Ref<ReadonlyArray<ImportRecord>>>;
  readonly templates: ReturnType<typeof useAllTemplates>;
  readonly source: ComputedRef<ImportSource | undefined>;
  readonly journal: () => Journal | undefined;
  readonly chooseFile: (file: File) => Promise<void>;
  /** Reads the file in another form. */
  readonly setForm: (form: FileForm) => Promise<void>;
  readonly check: () => Promise<void>;
  readonly makePlan: () => Promise<void>;
  readonly run: () => Promise<void>;
  readonly retryFailed: () => Promise<void>;
  readonly cancel: () => void;
  readonly back: () => void;
  readonly startOver: () => void;
  /** Forgets what was begun. */
  readonly forget: (id: string) => Promise<void>;
  /** Of the chosen file. */
  readonly id: () => string;
}

export const useImport = (): ImportState => {
  const client = useUsersClient();
  const queryClient = useQueryClient();
  const { apiUrl } = useConfig();
  const { waitsUntil, start: startPatience } = usePatience();
  const templates = useAllTemplates();

  const step = ref<ImportStep>("choose");
  const file = shallowRef<File>();
  const settings = shallowRef<ImportSettings>();
  const done = ref(0);
  const rows = ref(0);
  const issues = shallowRef<ReadonlyArray<FileIssue>>([]);
  const plan = shallowRef<ReadonlyArray<ShownPlan>>([]);
  const counts = shallowRef(noCounts);
  const failures = shallowRef<ReadonlyMap<number, RowFailure>>(new Map());
  const error = shallowRef<unknown>();
  const isLocked = ref(false);
  const unfinished = shallowRef<ReadonlyArray<ImportRecord>>([]);
  let controller = new AbortController();
  let id = "";
  let journal: Journal | undefined;
  let begun: ImportRecord | undefined;

  const source = computed<ImportSource | undefined>(() =>
    file.value === undefined || settings.value === undefined
      ? undefined
      : { file: file.value, form: settings.value.form, reader: readerOf(settings.value) },
  );
  /** Lines of the rows that were read, by index. */
  let lines = new Uint32Array();
  const failureOf = (index: number, outcome: RowOutcome): RowFailure => ({
    line: lines[index] ?? 0,
    reason: reasonOf(outcome),
  });
  async function* withLines(all: ReturnType<typeof importRows>) {
    for await (const row of all) {
      lines[row.index] = row.line;
      yield row;
    }
  }
  const findUnfinished = async () => {
    try {
      unfinished.value = await unfinishedImports(apiUrl);
    } catch (failure) {
      // A browser that stores nothing.
      error.value = failure;
    }
  };

  /** Runs a step. A failure returns to `before`; a cancelled step, too. */
  const during = async (
    busy: ImportStep,
    before: ImportStep,
    work: (signal: AbortSignal) => Promise<ImportStep>,
  ) => {
    controller = new AbortController();
    const { signal } = controller;
    error.value = undefined;
    done.value = 0;
    step.value = busy;
    try {
      step.value = await work(signal);
    } catch (failure) {
      step.value = before;
      if (!signal.aborted) error.value = failure;
    } finally {
      waitsUntil.value = undefined;
    }
  };

  const settingsFor = async (chosen: File, form: FileForm): Promise<ImportSettings> => {
    const titles = form.rows === "csv" ? await readTitles(chosen, form) : [];
    return {
      form,
      titles,
      targets: guessTargets(titles, templates.value),
      key: settings.value?.key ?? "username",
      nullValue: settings.value?.nullValue ?? "",
    };
  };
  const chooseFile = async (chosen: File) => {
    await during("checking", "choose", async () => {
      file.value = chosen;
      id = await fingerprint(chosen, apiUrl);
      begun = (await unfinishedImports(apiUrl)).find((record) => record.id === id);
      if (begun !== undefined) {
        settings.value = begun.settings;
        rows.value = begun.rows;
        journal = await openJournal(begun, failureOf);
        counts.value = journal.counts();
        failures.value = journal.failures;
        return "stopped";
      }
      settings.value = await settingsFor(chosen, await detectForm(chosen));
      return "map";
    });
  };
  const setForm = async (form: FileForm) => {
    const chosen = file.value;
    if (chosen === undefined) return;
    try {
      error.value = undefined;
      settings.value = await settingsFor(chosen, form);
    } catch (failure) {
      settings.value = settings.value && { ...settings.value, form, titles: [], targets: [] };
      error.value = failure;
    }
  };
  const check = () =>
    during("checking", "map", async (signal) => {
      if (source.value === undefined) return "choose";
      const checked = await checkFile(source.value, signal, (count) => (done.value = count));
      rows.value = checked.rows;
      issues.value = checked.issues;
      return checked.issues.length > 0 || checked.rows === 0 ? "invalid" : "checked";
    });
  const importerFor = (signal: AbortSignal): Importer => ({
    client,
    key: settings.value?.key ?? "username",
    patience: startPatience(signal),
  });
  const makePlan = () =>
    during("planning", "checked", async (signal) => {
      if (source.value === undefined) return "choose";
      const planned: Array<ShownPlan> = [];
      const all = planImport(importerFor(signal), importRows(source.value), concurrency);
      for await (const row of all) {
        signal.throwIfAborted();
        planned.push(shownPlan(row));
        done.value = planned.length;
      }
      plan.value = planned;
      return "planned";
    });

  const showJournal = () => {
    if (journal === undefined) return;
    counts.value = journal.counts();
    failures.value = new Map(journal.failures);
  };
  const importAll = async (signal: AbortSignal): Promise<ImportStep> => {
    if (source.value === undefined || settings.value === undefined) return "choose";
    begun ??= {
      id,
      target: apiUrl,
      fileName: source.value.file.name,
      rows: rows.value,
      startedAt: new Date(),
      settings: settings.value,
    };
    journal ??= await openJournal(begun, failureOf);
    const current = journal;
    lines = new Uint32Array(rows.value);
    const failedBefore = current.counts().failed;
    try {
      await importUsers({
        importer: importerFor(signal),
        rows: withLines(importRows(source.value)),
        journal: current,
        concurrency,
        maxFailures: failedBefore + maxFailures,
        signal,
        onProgress: (count) => {
          done.value = count;
          counts.value = current.counts();
        },
      });
    } finally {
      await current.saved();
      showJournal();
      // The client was called without the mutations, which would do this after each row.
      void queryClient.invalidateQueries({ queryKey: usersKey("getUsers") });
      void queryClient.invalidateQueries({ queryKey: usersKey("getUser") });
    }
    const finished = Object.values(current.counts()).reduce((sum, count) => sum + count, 0);
    if (finished < rows.value) return "stopped";
    if (current.counts().failed === 0) await forgetImport(id);
    return "finished";
  };
  const run = () =>
    during("running", journal === undefined ? "checked" : "stopped", (signal) =>
      navigator.locks.request(`import ${id}`, { ifAvailable: true }, async (lock) => {
        isLocked.value = lock === null;
        if (lock !== null) return importAll(signal);
        return journal === undefined ? "checked" : "stopped";
      }),
    ).then(() => {
      if (step.value === "checked" && journal !== undefined) step.value = "stopped";
    });
  const retryFailed = async () => {
    if (journal === undefined) return;
    await forgetFailures(id, journal.failures.keys());
    journal = undefined;
    await run();
  };
  const startOver = () => {
    controller.abort();
    // The person has seen the failures, and could save them.
    if (step.value === "finished") void forgetImport(id).then(findUnfinished);
    file.value = undefined;
    settings.value = undefined;
    journal = undefined;
    begun = undefined;
    error.value = undefined;
    isLocked.value = false;
    issues.value = [];
    plan.value = [];
    counts.value = noCounts;
    failures.value = new Map();
    step.value = "choose";
    void findUnfinished();
  };

  const isBusy = () => step.value === "running" || step.value === "planning";
  useUnsaved({ key: importDraftKey, isUnsaved: isBusy, draft: () => file.value });
  onScopeDispose(() => controller.abort());
  void findUnfinished();
  // The end of the session has interrupted it. The same file is continued from its journal.
  const kept = takeDraft<File>(importDraftKey);
  if (kept !== undefined) void chooseFile(kept);

  return {
    step,
    file,
    settings,
    done,
    rows,
    issues,
    plan,
    counts,
    failures,
    waitsUntil,
    error,
    isLocked,
    unfinished,
    templates,
    source,
    journal: () => journal,
    chooseFile,
    setForm,
    check,
    makePlan,
    run,
    retryFailed,
    cancel: () => controller.abort(),
    back: () => (step.value = "map"),
    startOver,
    forget: async (forgotten) => {
      await forgetImport(forgotten);
      if (forgotten === id) startOver();
      await findUnfinished();
    },
    id: () => id,
  };
};
