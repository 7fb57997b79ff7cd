export { cleanShop } from './draft-shop.ts';
export { type DemoOptions, generateDemoData, MANIFEST_FILE } from './generate-demo-data.ts';
export {
  type DemoManifest,
  type Expectation,
  type PlantedProblem,
  PROBLEM_KINDS,
  type ProblemKind,
} from './manifest.ts';
export { createRandom, type Random } from './random.ts';
export type { Cell, Row, Table } from './table.ts';
