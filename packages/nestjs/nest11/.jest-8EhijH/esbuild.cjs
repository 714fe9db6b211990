
const { transformSync } = require("/tmp/wt-nest/node_modules/.pnpm/esbuild@0.28.2/node_modules/esbuild/lib/main.js");
exports.process = (code, file) => transformSync(code, { format: "cjs", target: "es2022", sourcefile: file });
