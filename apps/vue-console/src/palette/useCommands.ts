import { useSession } from "@knetik-users/vue";
import { computed, type ComputedRef } from "vue";
import { useRouter } from "vue-router";
import { useLanguage } from "../language/language.ts";
import { languageCodes, languages } from "../language/languages.ts";
import { t } from "../language/t.ts";
import { themes, themeTexts, useTheme } from "../shell/theme.ts";
import { useToasts } from "../ui/toasts.ts";
import { mayLeave } from "../unsaved/unsavedForms.ts";
import { useSavedViews } from "../views/useSavedViews.ts";
import type { Command } from "./commands.ts";
import { openOverlay } from "./useOverlay.ts";

/** The pages, saved views and actions of the console. */
export const useCommands = (): ComputedRef<ReadonlyArray<Command>> => {
  const router = useRouter();
  const { user, signOut } = useSession();
  const { views } = useSavedViews();
  const { choose: chooseTheme } = useTheme();
  const { choose: chooseLanguage } = useLanguage();
  const { show } = useToasts();

  const page = (name: string, label: string): Command => ({
    id: `page.${name}`,
    label,
    run: () => router.push({ name }),
  });
  const leave = async () => {
    if (await mayLeave()) await signOut();
  };
  return computed((): ReadonlyArray<Command> => [
    page("start", t("start.title")),
    page("users", t("users.title")),
    page("templates", t("templates.title")),
    page("new-template", t("templates.new")),
    page("register", t("users.register")),
    page("import-users", t("import.title")),
    ...views.value.map(({ name, query }) => ({
      id: `view.${name}`,
      label: name,
      words: t("views.title"),
      run: () => router.push({ name: "users", query }),
    })),
    ...(user.value
      ? [
          {
            id: "profile",
            label: t("shell.profile"),
            run: () => router.push({ name: "user", params: { id: String(user.value?.id) } }),
          },
        ]
      : []),
    { id: "shortcuts", label: t("shortcuts.title"), run: () => openOverlay("shortcuts") },
    ...themes.map((theme) => ({
      id: `theme.${theme}`,
      label: t("palette.theme", { theme: t(themeTexts[theme]) }),
      run: () => chooseTheme(theme),
    })),
    ...languageCodes.map((code) => ({
      id: `language.${code}`,
      label: t("palette.language", { language: languages[code].name }),
      run: () =>
        chooseLanguage(code).catch(() =>
          show({ kind: "danger", text: t("shell.language.failed") }),
        ),
    })),
    { id: "sign-out", label: t("shell.signOut"), run: leave },
  ]);
};
