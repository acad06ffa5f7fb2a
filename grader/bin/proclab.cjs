// Starts the grader that `npm run build` bundled. V8's code cache, written beside the bundle, spares
// the time of compiling it; when it does not fit this Node, the bundle is compiled as usual.
'use strict';
const { existsSync, readFileSync } = require('node:fs');
const { createRequire } = require('node:module');
const { dirname, join } = require('node:path');
const { Script } = require('node:vm');

const root = join(__dirname, '..', '..');
// The build asks for the code cache of what it has just written elsewhere.
const fresh = process.env.PROCLAB_WRITE_CODE_CACHE;
const bundle = join(fresh || join(root, 'grader', 'dist'), 'proclab.cjs');
process.env.PROCLAB_ROOT = root;

if (!existsSync(bundle)) {
  const chinese = /^zh/i.test(process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || '');
  console.error(
    chinese
      ? 'NOT_BUILT: 还没有构建。请先运行 npm run setup。'
      : 'NOT_BUILT: Nothing is built yet. Run `npm run setup` first.',
  );
  process.exit(3);
}

const cache = `${bundle}.${process.version}-${process.arch}.cache`;
const script = new Script(
  `(function (exports, require, module, __filename, __dirname) {${readFileSync(bundle, 'utf8')}\n})`,
  {
    filename: bundle,
    cachedData: existsSync(cache) ? readFileSync(cache) : undefined,
    importModuleDynamically: require('node:vm').constants?.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  },
);
const loaded = { exports: {} };
script.runInThisContext()(loaded.exports, createRequire(bundle), loaded, bundle, dirname(bundle));

if (fresh) {
  require('node:fs').writeFileSync(cache, script.createCachedData());
} else {
  loaded.exports.run(process.argv.slice(2));
}
