/** What systemd would start for a service, read from its unit file, systemd.service(5). */
export interface Service {
  /** The program and its arguments. */
  readonly argv: readonly string[];
  readonly workingDirectory: string;
  /** `NAME=value` */
  readonly environment: readonly string[];
}

/** Prefixes of a command line that change how it is run, not what, systemd.service(5), "Command lines". */
const PREFIXES = /^[-@:+!|]+/;
/** Where systemd looks for a program without a slash in its name. */
const SEARCHED = '/usr/bin';

/** The service of a unit file; null when it names no program that systemd would accept. */
export function readService(unit: string): Service | null {
  const settings = settingsOf(unit, 'Service');
  const command = settings.findLast(([name, value]) => name === 'ExecStart' && value !== '')?.[1];
  const [program = '', ...rest] = command === undefined ? [] : wordsOf(command.replace(PREFIXES, ''));
  if (program === '' || (program.includes('/') && !program.startsWith('/'))) return null;
  return {
    argv: [program.startsWith('/') ? program : `${SEARCHED}/${program}`, ...rest],
    workingDirectory:
      settings.findLast(([name]) => name === 'WorkingDirectory')?.[1].replace(/^-/, '') || '/',
    environment: settings.filter(([name]) => name === 'Environment').flatMap(([, value]) => wordsOf(value)),
  };
}

/** Names and values of one section; a backslash at the end of a line joins it with the next, systemd.syntax(7). */
function settingsOf(unit: string, section: string): [name: string, value: string][] {
  const lines = unit.replace(/\\\r?\n/g, ' ').split(/\r?\n/);
  let inside = '';
  return lines.flatMap((line): [string, string][] => {
    inside = /^\s*\[(.*)\]\s*$/.exec(line)?.[1] ?? inside;
    const [, name, value] = /^\s*([A-Za-z]+)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
    return inside === section && name !== undefined && value !== undefined ? [[name, value]] : [];
  });
}

/** Splits at blanks outside quotes; `%%` and `$$` stand for one of them. */
function wordsOf(command: string): string[] {
  const words = command.match(/(?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|[^\s"']+)+/g) ?? [];
  return words.map((word) =>
    word
      .replace(/"((?:\\.|[^"\\])*)"|'((?:\\.|[^'\\])*)'/g, (_, double?: string, single?: string) =>
        (double ?? single ?? '').replace(/\\(.)/g, '$1'),
      )
      .replaceAll('%%', '%')
      .replaceAll('$$', '$'),
  );
}
