import type { SyslogMessage } from '@proclab/core';

/**
 * Takes apart what syslog(3) writes to /dev/log: `<PRI>` with facility × 8 + severity, then the text
 * (RFC 3164, section 4.1). The pid is the kernel's word, not the message's.
 */
export function readSyslog(bytes: Buffer, pid: number, at: number): SyslogMessage {
  const text = bytes.toString().replace(/[\0\n]+$/, '');
  const [head = '', priority = '13'] = /^<(\d{1,3})>/.exec(text) ?? [];
  const number = Number(priority);
  return { at, pid, facility: number >> 3, severity: number & 7, text: text.slice(head.length) };
}
