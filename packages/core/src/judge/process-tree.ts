import type { Finding } from '../check.ts';
import type { ProcessState, Run } from '../evidence.ts';
import { statOf } from '../ps/format.ts';
import type { TreeNode } from '../verdict.ts';
import { momentOf } from './moment-of.ts';
import { tracedProcesses } from './traced-processes.ts';

/**
 * The processes at the moment or time of a finding, parents before children, siblings by pid.
 * Empty where a natural run has no such moment.
 */
export function processTree(run: Run, at: Finding['at']): TreeNode[] {
  const moment = momentOf(run, at);
  if (moment !== null) return parentsFirst(moment.processes.map(nodeOf));
  return run.trace === null ? [] : parentsFirst(tracedProcesses(run, run.trace, at.ms));
}

function nodeOf(process: ProcessState): TreeNode {
  const { pid, ppid, sid, tty, comm, role } = process;
  return { pid, ppid, sid, tty: tty ?? '?', stat: statOf(process), name: comm, role };
}

function parentsFirst(nodes: readonly TreeNode[]): TreeNode[] {
  const children = new Map(nodes.map(({ pid }): [number, TreeNode[]] => [pid, []]));
  const roots: TreeNode[] = [];
  for (const node of nodes.toSorted((a, b) => a.pid - b.pid)) (children.get(node.ppid) ?? roots).push(node);
  const withDescendants = (node: TreeNode): TreeNode[] => [
    node,
    ...(children.get(node.pid) ?? []).flatMap(withDescendants),
  ];
  return roots.flatMap(withDescendants);
}
