import { fileURLToPath } from 'node:url';
import { defineConfig, mergeConfig } from 'vitest/config';
import shared from '../vitest.config.ts';

export default mergeConfig(
  shared,
  defineConfig({ test: { env: { PROCLAB_ROOT: fileURLToPath(new URL('..', import.meta.url)) } } }),
);
