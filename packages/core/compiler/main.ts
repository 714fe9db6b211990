// Writes the codecs that are compiled from the schemas.
import { writeFile } from "node:fs/promises";
import { generate, generatedFile } from "./generate.ts";

await writeFile(generatedFile, await generate());
