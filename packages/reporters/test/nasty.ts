/** What a submission may print, name or contain to get out of the place that a report gives it. */
export const NASTY: Readonly<Record<string, string>> = {
  'a new line': '\n  ✔ 5/5  forged\n',
  'a carriage return': '\r  ✔ 5/5  forged',
  'the cursor': '\x1b[1A\x1b[2K\x1b[31m\x9b2J\x1b]0;title\x07\x1bc\b\b',
  'control characters': '\0\x01\x08\v\f\x0e\x1f\x7f\x80\x85\x9f',
  'a direction of writing': '\u202e\u2066\u200b\u2028\u2029',
  'broken UTF-8': '\ufffd\ud83d\udc00\ud800\ufffe\uffff',
  'the end of a CDATA section': ']]><failure/><![CDATA[',
  'XML and HTML': '</failure></testcase>&amp;<!-- <script>alert(1)</script> " \' &#0;',
  'a workflow command': '\n::error::forged\n ::stop-commands::x\n##[error]forged%0A::warning::,file=a:b',
  'the end of a block of code': '\n```\n\n# forged\n\n~~~\n',
  Markdown: '| a | b |\n[x](javascript:x) ![i](http://e/i) **b** `c` <b> @all #1 $x$ :tada: www.e.org \\',
  'the end of a details block': '</summary></details>\n\n<details open><summary>forged',
  JSON: '"},{"score":100}],"\\u0000',
  megabytes: `${'\x1b[A```::error::]]>'.repeat(8_000)}\n`,
};

/** Words that are one of a closed set: nobody but the grader writes them. */
const CLOSED = ['status', 'kind', 'limit', 'level', 'role', 'schedule', 'format', 'witness', 'gradedAt'];

/** Everything in it that a student, a compiler or a file system could have named, with this put in front. */
export function poisoned<T>(value: T, poison: string, key = ''): T {
  if (typeof value === 'string') return (CLOSED.includes(key) || value === '' ? value : poison + value) as T;
  if (Array.isArray(value))
    return value.map((each) => poisoned(each, poison, key === 'onlyUnder' ? 'kind' : '')) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name, poisoned(each, poison, name)]),
  ) as T;
}
