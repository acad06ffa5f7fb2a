/** A string of TypeScript as the formatter writes it: between single quotes, unless one is in it. */
export function quoted(text: string): string {
  const escaped = JSON.stringify(text);
  return text.includes("'") ? escaped : `'${escaped.slice(1, -1).replaceAll('\\"', '"')}'`;
}
