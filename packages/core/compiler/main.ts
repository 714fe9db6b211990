// Writes the codecs that are compiled from the schemas.
import { writeFile } from "node:fs/promises";
import { generate, generatedFiles } from "./generate.ts";

for (const generated of generatedFiles) await writeFile(generated.file, await generate(generated));
