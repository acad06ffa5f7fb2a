import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { lexer, type Token } from 'marked';
import { validateXML } from 'xmllint-wasm';
import { siblings, ticker } from './verdicts.ts';

/** Two labs with every status, a program that did not compile, limits and faults. */
export const BOTH = [siblings, ticker];

const require = createRequire(import.meta.url);
/** github.com/windyroad/JUnit-Schema as a reporter of Jest carries it along for its own tests. */
const JUNIT_SCHEMA = require.resolve('junit-schema/src/__tests__/fixtures/junit.xsd');

/** What libxml2 has to say of documents that are to be of JUnit's schema; nothing when they are. */
export async function schemaErrors(documents: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const { errors } = await validateXML({
    xml: Object.entries(documents).map(([name, contents]) => ({
      fileName: `${name.replaceAll(' ', '-')}.xml`,
      contents,
    })),
    schema: readFileSync(JUNIT_SCHEMA, 'utf8'),
  });
  return errors.map(({ rawMessage }) => rawMessage);
}

/** The tags of a document without their attributes' values, in order. */
export function xmlShape(xml: string): string[] {
  return (xml.match(/<[^>]*>/g) ?? []).map((tag) => tag.replace(/"[^"]*"/g, '""'));
}

/** A workflow command as the runner reads a line of a log (ActionCommand.TryParseV2), its texts unescaped. */
export function readCommand(line: string) {
  const [, kind = '', properties = '', message = ''] = /^::(\w+) (.*?)::(.*)$/.exec(line) ?? [];
  const unescaped = (text: string) => text.replace(/%(0D|0A|3A|2C|25)/g, (code) => decodeURIComponent(code));
  const entries = properties.split(',').map((each) => {
    const [name = '', ...value] = each.split('=');
    return [name, unescaped(value.join('='))] as const;
  });
  return { kind, properties: Object.fromEntries(entries), message: unescaped(message) };
}

/** The structure of a Markdown document: the kinds of its blocks and of what is in them, without texts. */
export function markdownShape(markdown: string): string[] {
  const shape = (tokens: readonly Token[], depth: number): string[] =>
    tokens.flatMap((token) => [`${' '.repeat(depth)}${token.type}`, ...shape(innerTokens(token), depth + 1)]);
  return shape(lexer(markdown), 0);
}

function innerTokens(token: Token): Token[] {
  if (token.type === 'table')
    return [...token.header, ...token.rows.flat()].flatMap(({ tokens }) => [...tokens]);
  // An HTML block has no tokens, but tags.
  if (token.type === 'html') return (token.raw.match(/<[^>]*>/g) ?? []).map((type) => ({ type, raw: type }));
  return 'tokens' in token ? (token.tokens ?? []) : [];
}
