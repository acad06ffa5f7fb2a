import { join } from 'node:path';
import type { ExportDeclaration, SourceFile } from 'ts-morph';
import { Project, ts } from '../ts-morph.ts';
import { type Entry, entriesIn } from './entries.ts';
import { readIfThere, type SyncedFile } from './synced-file.ts';

const PATH = 'docs/lab-kit.md';
const INDEX = 'packages/lab-kit/src/index.ts';

/** What of the core a lab sees beside the words that the kit passes on. */
const EVIDENCE: ReadonlySet<string> = new Set(['check.ts', 'evidence.ts']);

interface Part {
  readonly title: string;
  readonly entries: readonly Entry[];
}

/** The reference of the kit: all that a lab may import, from its declarations and docstrings, in the order of its index. */
export function kitReference(root: string): SyncedFile {
  const project = new Project({
    skipAddingFilesFromTsConfig: true,
    compilerOptions: {
      noLib: true,
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
      allowImportingTsExtensions: true,
    },
  });
  const index = project.addSourceFileAtPath(join(root, INDEX));
  return { path: PATH, wanted: written(partsOf(index)), found: readIfThere(join(root, PATH)) };
}

/** A comment of its own above an export begins a part. */
function partsOf(index: SourceFile): Part[] {
  const parts: { title: string; entries: Entry[] }[] = [];
  for (const statement of index.getExportDeclarations()) {
    const heading = statement
      .getLeadingCommentRanges()
      .at(-1)
      ?.getText()
      .replace(/^\/\/ /, '');
    if (heading !== undefined) parts.push({ title: heading, entries: [] });
    parts.at(-1)!.entries.push(...exportedBy(statement));
  }
  return parts;
}

function exportedBy(statement: ExportDeclaration): Entry[] {
  const file = statement.getModuleSpecifierSourceFileOrThrow();
  const named = statement.getNamedExports().map((name) => name.getName());
  if (named.length > 0) {
    const all = file.getExportedDeclarations();
    return named.flatMap((name) => entriesIn(new Map([[name, all.get(name) ?? []]])));
  }
  if (!statement.isTypeOnly()) return entriesIn(file.getExportedDeclarations());
  const types = [...file.getExportedDeclarations()].filter(([, [declaration]]) =>
    EVIDENCE.has(declaration!.getSourceFile().getBaseName()),
  );
  return entriesIn(new Map(types));
}

function written(parts: readonly Part[]): string {
  const anchors = new Map<string, number>();
  /** What GitHub makes of a heading; of those that differ in case alone the later ones get a number. */
  const anchorOf = ({ name }: Entry) => {
    const anchor = name.toLowerCase();
    const earlier = anchors.get(anchor) ?? 0;
    anchors.set(anchor, earlier + 1);
    return earlier === 0 ? anchor : `${anchor}-${earlier}`;
  };
  const contents = parts.map(({ title, entries }) => {
    const links = entries.map((entry) => `[\`${entry.name}\`](#${anchorOf(entry)})`);
    return `* **${title}**: ${links.join(', ')}`;
  });
  return `${[HEAD, contents.join('\n'), ...parts.map(section)].join('\n\n')}\n`;
}

function section({ title, entries }: Part): string {
  const texts = entries.map(({ name, words, code }) =>
    [`### ${name}`, ...(words === '' ? [] : [words]), `\`\`\`ts\n${code}\n\`\`\``].join('\n\n'),
  );
  return [`## ${title}`, ...texts].join('\n\n');
}

const HEAD = `# The lab kit

<!-- Written by "npm run labs:sync" from the docstrings in packages/lab-kit/src: change them there. -->

What a \`lab.ts\` and an \`exercise.ts\` may import from \`@proclab/lab-kit\`: declarations and docstrings, as they stand in the
sources. [Writing labs](writing-labs.md) leads through them.

这里列出 \`lab.ts\` 和 \`exercise.ts\` 可以从 \`@proclab/lab-kit\` 导入的全部内容，即源代码中的声明和英文注释，由 \`npm run labs:sync\`
生成。怎样使用它们，见[编写实验](writing-labs.zh-CN.md)。

时间单位是毫秒，从运行开始算起（\`ms\`、\`at\`、\`bornAt\`）；给人看的文字都是 \`Text\`，即 \`{ zh, en }\`。`;
