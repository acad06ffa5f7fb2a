import type { Exhibit, SyslogMessage } from '@proclab/core';

/** More lines than this are of no use to a reader. */
const MOST = 10;

/** By their numbers, syslog(3); those from 16 on are local0 to local7. */
// prettier-ignore
const FACILITIES: readonly string[] = [
  'kern', 'user', 'mail', 'daemon', 'auth', 'syslog', 'lpr', 'news', 'uucp', 'cron', 'authpriv', 'ftp',
];
const SEVERITIES: readonly string[] = 'emerg alert crit err warning notice info debug'.split(' ');

/** The name of a facility as /etc/syslog.conf has it: `daemon`, `local0`. */
export function facilityName(facility: number): string {
  return FACILITIES[facility] ?? (facility >= 16 ? `local${facility - 16}` : String(facility));
}

/** The time in front of what syslog(3) sends. */
const TIME = /^[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d /;

/** Messages with their facility, their severity, and the process that the kernel says has sent them; without the time. */
export function syslogExhibit(messages: readonly SyslogMessage[]): Exhibit {
  const lines = messages
    .slice(-MOST)
    .map(
      ({ pid, facility, severity, text }) =>
        `${facilityName(facility)}.${SEVERITIES[severity]} [pid ${pid}] ${text.replace(TIME, '')}`,
    );
  if (messages.length > MOST) lines.unshift(`… ${messages.length - MOST}`);
  return { kind: 'syslog', lines: lines.length > 0 ? lines : ['(nothing)'], marked: null };
}
