import { measureImports } from "./imports.ts";

const maximumImportCpuRatioToKy = 1.75;

/** Measurements vary on a busy machine, so a single one above the limit does not fail. */
const passesWithin = (measurements: number): boolean => {
  const { ratio, value } = measureImports(["ours"], 15).get("ours")!;
  const passes = ratio <= maximumImportCpuRatioToKy;
  console.log(
    `import "@knetik-users/core": ${ratio.toFixed(2)} times the CPU of import "ky" ` +
      `(limit ${maximumImportCpuRatioToKy}), ${Math.round(value)} ms above bare node`,
  );
  return passes || (measurements > 1 && passesWithin(measurements - 1));
};

if (!passesWithin(3)) {
  console.error("The import is too expensive. Look for one that loads more modules than before.");
  process.exitCode = 1;
}
