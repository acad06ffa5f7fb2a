import type { TreeNode } from '@proclab/core';
import { cut } from './cells.ts';
import { columns } from './layout.ts';
import type { Pen } from './pen.ts';
import { visible } from './visible.ts';

/** More processes than this say nothing new. */
const MOST_ROWS = 16;

/**
 * The processes as a tree: the columns of ps, then the names joined by lines. The lines stand last in their rows
 * because many Chinese terminals draw them two cells wide.
 */
export function processTree(nodes: readonly TreeNode[], cells: number, pen: Pen): string[] {
  const rows = treeRows(nodes, MOST_ROWS);
  const table = columns(
    [
      ['PID', 'PPID', 'SID', 'TTY', 'STAT', ''],
      ...rows.map(({ node, branch }) => [
        String(node.pid),
        String(node.ppid),
        String(node.sid ?? '-'),
        visible(node.tty ?? '-'),
        visible(node.stat),
        branch + visible(node.name),
      ]),
    ],
    ['right', 'right', 'right', 'left', 'left', 'left'],
  );
  const painted = table.map((row, index) => {
    const line = cut(row, cells).trimEnd();
    return rows[index - 1]?.node.role === 'submission' ? line : pen.ink.faint(line);
  });
  const left = nodes.length - rows.length;
  return left > 0 ? [...painted, pen.ink.faint(pen.words.moreProcesses(left))] : painted;
}

interface Row {
  readonly node: TreeNode;
  /** `│  └─ ` */
  readonly branch: string;
}

/** The first rows of the tree, top down. Whoever's parent is not above it in the list is a root. */
export function treeRows(nodes: readonly TreeNode[], most: number): Row[] {
  const seen = new Set<number>();
  const roots: TreeNode[] = [];
  const children = new Map<number, TreeNode[]>();
  for (const node of nodes) {
    if (seen.has(node.pid)) continue;
    if (seen.has(node.ppid)) children.set(node.ppid, [...(children.get(node.ppid) ?? []), node]);
    else roots.push(node);
    seen.add(node.pid);
  }
  const rows: Row[] = [];
  // A stack and no recursion: a chain of forks can be thousands deep.
  const stack = roots.map((node) => ({ node, branch: '', below: '' })).reverse();
  while (rows.length < most) {
    const next = stack.pop();
    if (next === undefined) break;
    rows.push({ node: next.node, branch: next.branch });
    const below = children.get(next.node.pid) ?? [];
    for (const [index, node] of [...below.entries()].reverse()) {
      const last = index === below.length - 1;
      stack.push({
        node,
        branch: next.below + (last ? '└─ ' : '├─ '),
        below: next.below + (last ? '   ' : '│  '),
      });
    }
  }
  return rows;
}
