import { ConfigurationError } from "@knetik-users/core";
import { Injectable } from "@nestjs/common";

/** The global clients of an application. Of two with the same name, Nest would inject either. */
@Injectable()
export class GlobalClients {
  readonly #names = new Set<string | undefined>();

  add(name: string | undefined): void {
    if (this.#names.has(name)) {
      throw new ConfigurationError([
        {
          code: "KUN1008",
          option: name === undefined ? "isGlobal" : "name",
          why:
            name === undefined
              ? "There are two global clients without a name. Each forRoot creates one."
              : `There are two global clients with the name ${name}. Each forRoot creates one.`,
          fix: "Import the module once, or name the clients: forRoot({ name, isGlobal: true, … }).",
        },
      ]);
    }
    this.#names.add(name);
  }
}
