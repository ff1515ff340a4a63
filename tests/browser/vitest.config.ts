import { defineConfig } from 'vitest/config';

// A tier of its own: it needs a Chromium, and plays every scenario of the tutorial first.
export default defineConfig({
  test: { include: ['tests/browser/**/*.spec.ts'], testTimeout: 240_000, hookTimeout: 240_000 },
});
