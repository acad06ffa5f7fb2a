import { ts } from '../ts-morph.ts';

/** What a package of the project holds in its package.json, as far as a class has another one. */
interface Package {
  workspaces?: string[];
  scripts?: Record<string, string>;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
}

const ROOT_SCRIPTS: ReadonlySet<string> = new Set(['setup', 'build', 'grade', 'grade:pr', 'judge', 'doctor']);
/** By which the class builds, tests, builds a lab anew, and grades pull requests. */
const ROOT_TOOLS: ReadonlySet<string> = new Set(['rolldown', 'tsx', 'turbo', 'vitest']);
/** A pull request brings submissions along, which git has to take. */
const IGNORED_SUBMISSIONS = 'labs/*/submission/\n';
const ROOT_TEST = 'turbo run build --output-logs=errors-only && vitest run';

/** The text of a file as a class gets it; null where that is the file itself. */
export function rewritten(path: string, text: string): string | null {
  if (path === '.gitignore') return text.replace(IGNORED_SUBMISSIONS, '');
  if (path === 'package.json') return json(rootPackage(JSON.parse(text) as Package));
  if (/(^|\/)package\.json$/.test(path)) return json(innerPackage(JSON.parse(text) as Package));
  if (/^labs\/[^/]+\/turbo\.json$/.test(path)) return json(withoutVerify(path, text));
  return path.endsWith('.md') ? withoutInstructors(text) : null;
}

function rootPackage(all: Package): Package {
  return {
    ...all,
    scripts: { ...only(all.scripts!, ROOT_SCRIPTS), test: ROOT_TEST },
    devDependencies: only(all.devDependencies!, ROOT_TOOLS),
  };
}

/** Without tests, verify, and what only the tools for labs depend on. */
function innerPackage(all: Package): Package {
  const { devDependencies: _tools, scripts = {}, dependencies = {}, ...kept } = all;
  const build = only(scripts, new Set(['build']));
  const needed = only(dependencies, new Set(Object.keys(dependencies).filter((name) => name !== 'ts-morph')));
  return { ...kept, ...(Object.keys(build).length > 0 && { scripts: build }), dependencies: needed };
}

function withoutVerify(path: string, text: string): unknown {
  const { config } = ts.parseConfigFileTextToJson(path, text) as {
    config: { tasks: Record<string, unknown> };
  };
  return { ...config, tasks: { build: config.tasks['build'] } };
}

/** What stands between these marks in a page is for instructors. */
function withoutInstructors(text: string): string {
  return text.replace(/<!-- instructors -->\n[^]*?<!-- \/instructors -->\n+/g, '');
}

function only(all: Record<string, string>, names: ReadonlySet<string>): Record<string, string> {
  return Object.fromEntries(Object.entries(all).filter(([name]) => names.has(name)));
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
