// Starts a command of the grader, as `npm run build` bundled it: proclab.cjs grade lab-01. V8's code cache,
// written beside the bundle, spares the time of compiling it; where it does not fit this Node, it is compiled
// as usual.
'use strict';
const { existsSync, readFileSync, writeFileSync } = require('node:fs');
const { createRequire } = require('node:module');
const { dirname, join } = require('node:path');
const vm = require('node:vm');

const [command, ...args] = process.argv.slice(2);
const root = join(__dirname, '..', '..');
// The build asks for the code cache of what it has just written elsewhere.
const fresh = process.env.PROCLAB_WRITE_CODE_CACHE;
const bundle = join(fresh || join(root, 'grader', 'dist'), `${command}.cjs`);
process.env.PROCLAB_ROOT = root;

if (!/^[a-z]+$/.test(command) || !existsSync(bundle)) {
  const chinese = /^zh/i.test(process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || '');
  console.error(
    chinese
      ? 'NOT_BUILT: 还没有构建。请先运行 npm run setup。'
      : 'NOT_BUILT: Nothing is built yet. Run `npm run setup` first.',
  );
  process.exit(3);
}

const cache = `${bundle}.${process.version}-${process.arch}.cache`;
const source = readFileSync(bundle, 'utf8');
const script = new vm.Script(`(function (exports, require, module, __filename, __dirname) {${source}\n})`, {
  filename: bundle,
  cachedData: existsSync(cache) ? readFileSync(cache) : undefined,
});
const loaded = { exports: {} };
script.runInThisContext()(loaded.exports, createRequire(bundle), loaded, bundle, dirname(bundle));
if (fresh) process.on('exit', () => writeFileSync(cache, script.createCachedData()));
loaded.exports.run(args);
