import { inject, type InjectionKey } from "vue";
import type { ConsoleConfig } from "./consoleConfig.ts";

export const configKey: InjectionKey<ConsoleConfig> = Symbol("config");

/** The settings of this console. */
export const useConfig = (): ConsoleConfig => {
  const config = inject(configKey);
  if (config === undefined) throw new TypeError("The application provides no configuration.");
  return config;
};
