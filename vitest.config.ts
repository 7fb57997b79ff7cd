import { defineConfig } from 'vitest/config';

export default defineConfig({
  ssr: { resolve: { conditions: ['@assay/source', 'node', 'development|production'] } },
  resolve: { conditions: ['@assay/source', 'node', 'development|production'] },
  test: {
    include: [
      'packages/*/src/**/*.test.ts',
      'test/**/*.test.ts',
      'demo/**/*.test.ts',
      'bench/**/*.test.ts',
      'scripts/**/*.test.ts',
    ],
    globalSetup: ['test/support/src/global-setup.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Real databases share two cores with the tests: more workers only make them wait for each other.
    maxWorkers: 2,
    execArgv: ['--conditions=@assay/source'],
  },
});
