import { defineConfig } from 'vitest/config';

// The core is pure, so test files may share a worker: three times as fast as an isolated process for each. A busy machine is
// no failure, so tests may take long.
export default defineConfig({
  test: { pool: 'threads', isolate: false, include: ['tests/**/*.test.ts'], testTimeout: 30_000 },
});
