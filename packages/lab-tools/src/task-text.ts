/** The file of a task text in each language. */
export const README = { en: 'README.md', zh: 'README.zh-CN.md' } as const;
