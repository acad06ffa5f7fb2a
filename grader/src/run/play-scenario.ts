import { isWhole, readTrace, wasPlayed, type CpuTime, type Fault, type Run, type Trace } from '@proclab/core';
import type { RunSpec } from '@proclab/lab-kit';
import { HOME, SandboxError, lostFault, type Sandbox } from '@proclab/sandbox';
import type { InstalledFiles } from './installed-files.ts';
import { LiveStage, SceneOver, type Waiting } from './live-stage.ts';
import { Recorder } from './recorder.ts';

/** No scenario is meant to take this long; one that does has lost its way. */
const LONGEST_RUN_MS = 300_000;

export interface PlayedRun {
  readonly run: Run;
  /** Delays so long that the scenario's deadlines came first. */
  readonly overslowed: boolean;
  /** strace's own words, for whoever wants to read on. */
  readonly traceLog: string;
}

/**
 * Plays one scenario in a sandbox of its own and takes down everything that was seen. Never throws.
 *
 * @param delay how long a slowed call waits, ms
 */
export async function playScenario(
  spec: RunSpec,
  installed: Promise<InstalledFiles>,
  starting: Promise<Sandbox>,
  delay: number,
  onWait: (waiting: Waiting) => void,
): Promise<PlayedRun> {
  let sandbox: Sandbox;
  try {
    sandbox = await starting;
  } catch (error) {
    return { run: emptyRun(spec, faultOf(error)), overslowed: false, traceLog: '' };
  }
  const guard = setTimeout(() => void sandbox.stop(), LONGEST_RUN_MS);
  const faults: Fault[] = [];
  const recorder = new Recorder(sandbox);
  let stage: LiveStage | undefined;
  try {
    const clockless = new Set<string>();
    for (const [name, { content, mode, clockless: isClockless }] of await installed) {
      const path = `${HOME}/${name}`;
      await sandbox.write(path, content, mode);
      if (isClockless) clockless.add(path);
    }
    stage = await LiveStage.open(
      sandbox,
      recorder,
      { schedule: spec.schedule, delay, calls: spec.calls ?? [] },
      clockless,
      onWait,
    );
    recorder.files.begin(await sandbox.list());
    await spec.scenario(stage);
  } catch (error) {
    if (!sandbox.lost && !isSubmissionsDoing(error, recorder)) faults.push(faultOf(error));
  }
  if (stage !== undefined && stage.tracers.length > 0) await stage.settle();
  await takeLastLook(sandbox, recorder, stage);
  const duration = recorder.now();
  if (sandbox.lost) faults.push(lostFault(`play ${spec.id}`).fault);
  await sandbox.stop();
  clearTimeout(guard);
  const { trace, log } = await readTraces(stage, recorder, duration).catch((error: unknown) => {
    faults.push(faultOf(error));
    return NO_TRACE;
  });
  const { syslog, boots, limits, orphans, programs } = recorder;
  const cpuTime: CpuTime = (pid, from, to) => stage?.cpu.between(pid, from, to) ?? 0;
  const delayed = spec.schedule === 'natural' || spec.schedule === 'as-it-comes' ? 0 : delay;
  const run: Run = {
    id: spec.id,
    scenario: spec.id,
    schedule: spec.schedule,
    played: trace === null || (isWhole(trace, orphans) && wasPlayed(spec.schedule, trace, cpuTime, delay)),
    delay: delayed,
    duration,
    terminals: recorder.terminals.map(({ id, tty, ttyNumber, shell, umask, cwd, output, hungUpAt }) => ({
      id,
      tty,
      ttyNumber,
      shell,
      umask,
      cwd,
      output,
      hungUpAt,
    })),
    programs,
    moments: stage?.moments ?? [],
    files: recorder.files.all(),
    orphans,
    syslog,
    boots,
    trace: spec.schedule === 'natural' ? null : trace,
    limits,
    faults,
  };
  return { run, overslowed: stage?.overslowed ?? false, traceLog: log };
}

/** Codes of what no submission can bring about. */
const MACHINES_OWN: ReadonlySet<string> = new Set(['TOOL_MISSING', 'NOT_BUILT', 'TRACE_FILE']);

/** A submission may end the shell of its terminal, or everything at once by exceeding a limit. */
function isSubmissionsDoing(error: unknown, recorder: Recorder): boolean {
  if (error instanceof SceneOver) return true;
  if (!(error instanceof SandboxError) || MACHINES_OWN.has(error.fault.code)) return false;
  return recorder.terminals.some((terminal) => terminal.shellEnded);
}

async function takeLastLook(
  sandbox: Sandbox,
  recorder: Recorder,
  stage: LiveStage | undefined,
): Promise<void> {
  if (sandbox.gone) return;
  try {
    recorder.files.update(await sandbox.list());
    for (const [path, content] of (await stage?.contents()) ?? []) recorder.files.contents.set(path, content);
  } catch {
    // It is going down at this moment; what was seen before stands.
  }
}

const NO_TRACE = { trace: null, log: '' };

/** Throws a SandboxError when strace could not write down everything. */
async function readTraces(
  stage: LiveStage | undefined,
  recorder: Recorder,
  ended: number,
): Promise<{ trace: Trace | null; log: string }> {
  if (stage === undefined || stage.tracers.length === 0) return NO_TRACE;
  const logs = await Promise.all(stage.tracers.map(({ tracer }) => tracer.log()));
  const epoch = recorder.epoch / 1000;
  const inTime = logs.map((each) => untilTime(each, epoch + ended / 1000));
  const trace = readTrace(inTime, {
    roots: stage.tracers.map(({ tracer, pid, startedAt }) => ({ hostPid: tracer.hostPid, pid, startedAt })),
    epoch,
    terminals: recorder.terminals.map(({ tty }) => `/dev/${tty}`),
  });
  return { trace, log: inTime.join('') };
}

/** Drops the last lines of a log: what ended because its sandbox was stopped did not end by itself. */
function untilTime(log: string, epochSeconds: number): string {
  let end = log.length;
  while (end > 0) {
    const start = log.lastIndexOf('\n', end - 2) + 1;
    const [, time] = /^\d+\s+(\d+\.\d+)/.exec(log.slice(start, end)) ?? [];
    if (time !== undefined && Number(time) <= epochSeconds) break;
    end = start;
  }
  return log.slice(0, end);
}

function faultOf(error: unknown): Fault {
  if (error instanceof SandboxError) return error.fault;
  const words = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return {
    code: 'SCENARIO',
    what: { zh: `评分程序自己出了错：${words}`, en: `The grader itself went wrong: ${words}` },
    remedy: {
      zh: '这不是你的错。请把这段文字发给实验的作者。',
      en: 'This is not your fault. Please send these words to the authors of the lab.',
    },
  };
}

function emptyRun(spec: RunSpec, fault: Fault): Run {
  return {
    id: spec.id,
    scenario: spec.id,
    schedule: spec.schedule,
    played: true,
    delay: 0,
    duration: 0,
    terminals: [],
    programs: [],
    moments: [],
    files: [],
    orphans: [],
    syslog: [],
    boots: [],
    trace: null,
    limits: [],
    faults: [fault],
  };
}
