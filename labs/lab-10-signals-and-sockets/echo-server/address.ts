import {
  callsExhibit,
  type Check,
  fail,
  familyOf,
  momentOf,
  namesRemoved,
  notChecked,
  pass,
  psExhibit,
  secondsWaited,
} from '@proclab/lab-kit';
import { SERVER } from './names.ts';
import {
  filesExhibit,
  gotAllBack,
  NEVER_UP,
  ofVisit,
  pathOf,
  serverCalls,
  serversAmong,
  shownExhibit,
  socketFiles,
  visitAt,
} from './visits.ts';

export const socketFile: Check = {
  id: 'socket-file',
  points: 5,
  must: {
    zh: '路径 argv[1] 上有套接字文件（类型 s），服务器在它上面 listen',
    en: 'At the path argv[1] there is a socket file (type s), and the server listens there',
  },
  hint: {
    zh: 'socket(AF_UNIX, SOCK_STREAM, 0)；把 argv[1] 放进 struct sockaddr_un 的 sun_path，bind，然后 listen。',
    en: 'socket(AF_UNIX, SOCK_STREAM, 0); argv[1] goes into sun_path of a struct sockaddr_un; bind, then listen.',
  },
  see: './echo-server echo.sock & ls -l echo.sock; ss -xl | grep echo',
  blame: ['bind', 'listen', 'socket'],
  on: 'traced',
  judge: (run) => {
    const files = socketFiles(run);
    const calls = serverCalls(run, 'bind', 'listen').filter(({ result }) => result === 0);
    const sight = {
      ms: calls[0]?.at ?? run.duration,
      exhibits: [filesExhibit(files), ...(calls.length > 0 ? [callsExhibit(calls)] : [])],
    };
    if (files.length === 0)
      return fail(
        { zh: `没有出现套接字文件 ${pathOf(run)}`, en: `no socket file ${pathOf(run)} appeared` },
        sight,
      );
    return calls.some(({ name }) => name === 'listen')
      ? pass({ zh: `在 ${pathOf(run)} 上 listen`, en: `it listens at ${pathOf(run)}` }, sight)
      : fail({ zh: '没有成功的 listen', en: 'there was no listen that succeeded' }, sight);
  },
};

export const staleFile: Check = {
  id: 'stale-file',
  points: 5,
  must: {
    zh: '被杀的服务器留下的套接字文件不妨碍再次启动',
    en: 'The socket file that a killed server has left behind does not keep the next one from starting',
  },
  hint: {
    zh: '路径上已有文件时 bind 得到 EADDRINUSE，不管有没有人在听。先确定没有活着的服务器：connect 得到 ECONNREFUSED，或者拿到旁边一个锁文件的 flock；然后 unlink，再 bind。',
    en: 'bind gets EADDRINUSE where the path exists, whether anybody listens there or not. Find out that no server lives, by a connect that gets ECONNREFUSED or by the flock of a file beside it; then unlink, and bind.',
  },
  see: './echo-server /tmp/echo.sock & sleep 1; kill -KILL $!; ls -l /tmp/echo.sock; ./echo-server /tmp/echo.sock',
  blame: ['bind', 'unlink', 'connect', 'access', 'stat'],
  on: 'natural',
  scenario: 'restart',
  judge: (run, evidence) => {
    const again = momentOf(run, 'listening-again');
    if (again === undefined) return notChecked(NEVER_UP, { ms: run.duration });
    const [first, next] = run.programs;
    if (!again.reached) {
      return fail(
        next?.ended == null
          ? {
              zh: `等了 ${secondsWaited(again)} 秒，重新启动的服务器没有新的套接字文件`,
              en: `${secondsWaited(again)} s after its start the next server had no socket file of its own`,
            }
          : { zh: '重新启动的服务器自己结束了', en: 'the server that was started next ended by itself' },
        { moment: again, exhibits: [filesExhibit(socketFiles(run))] },
      );
    }
    return ofVisit('served-again', (visit, moment) => {
      const sight = { ms: moment.at, exhibits: [shownExhibit(visit)] };
      return gotAllBack(visit, 1)
        ? pass(
            {
              zh: `PID ${first?.pid} 被杀之后，PID ${next?.pid} 在同一路径上服务`,
              en: `PID ${first?.pid} was killed, and PID ${next?.pid} serves at the same path`,
            },
            sight,
          )
        : fail(
            { zh: '重新启动之后，客户端没有得到回显', en: 'after the new start the client got no echo' },
            sight,
          );
    })(run, evidence);
  },
};

export const secondRefused: Check = {
  id: 'second-refused',
  points: 5,
  must: {
    zh: '已有服务器活着时，第二个结束，不动那条路径：先前的照样服务',
    en: 'Beside a server that lives a second one ends and leaves the path alone: the first still serves there',
  },
  hint: {
    zh: '不问就 unlink，会把活着的服务器的路径拿走：它还在，却再没有人找得到它。先 connect 或 flock，再决定。结束时也只删自己建的。',
    en: 'To unlink without asking takes the path away from a server that lives: it is still there, and nobody finds it. Ask first, by connect or flock; and at the end remove only what is your own.',
  },
  see: './echo-server echo.sock & sleep 1; ./echo-server echo.sock; ./client echo.sock hello',
  blame: ['unlink', 'remove', 'bind', 'connect', 'rename'],
  on: 'natural',
  scenario: 'second',
  judge: (run, evidence) => {
    const [served, refused] = [momentOf(run, 'served'), momentOf(run, 'refused')];
    if (served === undefined || refused === undefined) return notChecked(NEVER_UP, { ms: run.duration });
    const visit = visitAt(run, served);
    const files = socketFiles(run);
    if (visit === null || !gotAllBack(visit, 1))
      return fail(
        { zh: '第一个服务器就没有服务', en: 'not even the first server served' },
        { moment: served },
      );
    if (!refused.reached) {
      const pids = serversAmong(run, refused).map(({ pid }) => pid);
      return fail(
        {
          zh: `等了 ${secondsWaited(refused)} 秒，第二个服务器没有结束`,
          en: `after ${secondsWaited(refused)} s the second server had not ended`,
        },
        { moment: refused, exhibits: [psExhibit(refused, pids, 'pid')] },
      );
    }
    if (files.length !== 1) {
      return fail(
        { zh: `${pathOf(run)} 被换成了另一个`, en: `${pathOf(run)} was replaced by another` },
        { moment: refused, exhibits: [filesExhibit(files)] },
      );
    }
    return ofVisit('served-after', (after, moment) => {
      const sight = { ms: moment.at, exhibits: [shownExhibit(after)] };
      return gotAllBack(after, 1)
        ? pass(
            { zh: '第二个结束了，第一个照样服务', en: 'the second ended, and the first still served' },
            sight,
          )
        : fail({ zh: '之后第一个不再服务', en: 'after that the first served no more' }, sight);
    })(run, evidence);
  },
};

export const sigterm: Check = {
  id: 'sigterm',
  points: 5,
  must: {
    zh: 'SIGTERM 结束服务器的全部进程，套接字文件被删除',
    en: 'SIGTERM ends every process of the server, and the socket file is removed',
  },
  hint: {
    zh: '为 SIGTERM 安装处理函数：unlink 和 _exit 都是异步信号安全的。为客户端服务的子进程也要结束：记下 PID 逐个 kill，或者在子进程里用 prctl(PR_SET_PDEATHSIG)。',
    en: 'Install a handler for SIGTERM: unlink and _exit are async-signal-safe. The children that serve clients have to end too: kill each by its PID, or let them ask for PR_SET_PDEATHSIG.',
  },
  see: './echo-server echo.sock & ./client echo.sock silent & sleep 1; kill %1; ps; ls -l echo.sock',
  blame: ['sigaction', 'signal', 'unlink', 'fork', 'pause'],
  on: 'traced',
  judge: (run) => {
    const [served, moment] = [momentOf(run, 'crowd'), momentOf(run, 'end')];
    const family = familyOf(run, SERVER);
    if (served === undefined || moment === undefined || family === null)
      return notChecked(NEVER_UP, { ms: run.duration });
    const lives = [family.program, ...family.made];
    const left = lives.filter(({ ended }) => ended === null).map(({ pid }) => pid);
    const removed = namesRemoved(run).filter(({ path, call }) => path === pathOf(run) && call.at > served.at);
    if (left.length > 0) {
      return fail(
        {
          zh: `SIGTERM 之后 ${secondsWaited(moment)} 秒，还有 PID ${left.join('、')}`,
          en: `${secondsWaited(moment)} s after SIGTERM, PID ${left.join(', ')} was still there`,
        },
        { moment, exhibits: [psExhibit(moment, left.slice(0, 8), 'pid')] },
      );
    }
    return removed.length > 0
      ? pass(
          { zh: '全部结束，套接字文件已删除', en: 'all have ended, and the socket file is removed' },
          { ms: moment.at, exhibits: [callsExhibit(removed.map(({ call }) => call))] },
        )
      : fail({ zh: `没有删除 ${pathOf(run)}`, en: `${pathOf(run)} was not removed` }, { moment });
  },
};
