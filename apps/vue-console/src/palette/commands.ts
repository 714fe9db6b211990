import { foldText } from "../search/foldText.ts";

/** An entry of the palette. */
export interface Command {
  readonly id: string;
  readonly label: string;
  /** Other words that find it. */
  readonly words?: string;
  readonly run: () => unknown;
}

/** The commands that have every word of a text at the beginning of one of their own words. */
export const matchingCommands = <Found extends Pick<Command, "label" | "words">>(
  commands: ReadonlyArray<Found>,
  text: string,
): ReadonlyArray<Found> => {
  const wanted = foldText(text).split(" ");
  return commands.filter(({ label, words = "" }) => {
    const own = ` ${foldText(`${label} ${words}`)}`;
    return wanted.every((word) => own.includes(` ${word}`));
  });
};
