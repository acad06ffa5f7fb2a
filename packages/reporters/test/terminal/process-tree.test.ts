import type { TreeNode } from '@proclab/core';
import { describe, expect, it } from 'vitest';
import { penFor } from '../../src/terminal/pen.ts';
import { processTree, treeRows } from '../../src/terminal/process-tree.ts';

const pen = penFor({ language: 'en', width: 80, color: false });

function node(pid: number, ppid: number, parts: Partial<TreeNode> = {}): TreeNode {
  return { pid, ppid, sid: 7, tty: 'pts/0', stat: 'S', name: `p${pid}`, role: 'submission', ...parts };
}

describe('processTree', () => {
  it('draws each process below its parent, in whatever order the list has siblings and cousins', () => {
    const nodes = [
      node(1, 0),
      node(7, 1),
      node(24, 7),
      node(25, 24),
      node(26, 24),
      node(30, 1),
      node(28, 25),
    ];
    expect(treeRows(nodes, 16).map(({ node: { pid }, branch }) => branch + pid)).toEqual([
      '1',
      '├─ 7',
      '│  └─ 24',
      '│     ├─ 25',
      '│     │  └─ 28',
      '│     └─ 26',
      '└─ 30',
    ]);
  });

  it('has the columns of ps, with ? for no terminal and - for what the trace does not know', () => {
    expect(
      processTree(
        [node(1, 0, { tty: '?', sid: 1 }), node(19, 1, { sid: null, tty: null, stat: '-' })],
        60,
        pen,
      ),
    ).toEqual([
      'PID  PPID  SID  TTY  STAT',
      '  1     0    1  ?    S     p1',
      ' 19     1    -  -    -     └─ p19',
    ]);
  });

  it('takes a process whose parent is not in the list for a root, and is not led round in circles', () => {
    expect(
      treeRows([node(24, 7), node(24, 24), node(25, 26), node(26, 25)], 16).map(
        (row) => row.branch + row.node.pid,
      ),
    ).toEqual(['24', '25', '└─ 26']);
  });

  it('counts what it does not draw, and survives a chain of 10,000 forks', () => {
    const chain = Array.from({ length: 10_000 }, (_, index) => node(index + 1, index));
    const lines = processTree(chain, 60, pen);
    expect(lines).toHaveLength(1 + 16 + 1);
    expect(lines.at(-1)).toBe('… 9984 more processes');
  });

  it('shows controls in a name', () => {
    expect(processTree([node(1, 0, { name: 'x\n\x1b[A' })], 60, pen)[1]).toMatch(/ x\\n\\e\[A$/);
  });
});
