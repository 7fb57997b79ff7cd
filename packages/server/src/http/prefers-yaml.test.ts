import { expect, it } from 'vitest';
import { prefersYaml } from './prefers-yaml.ts';

it.each([
  ['application/yaml', true],
  ['text/x-yaml; charset=utf-8', true],
  ['application/yaml, */*', true],
  ['application/json;q=0.5, application/yaml', true],
  ['Application/YAML;Q=0.9, application/json;q=0.8', true],
  [undefined, false],
  ['*/*', false],
  ['application/json', false],
  ['application/yaml, application/json', false],
  ['application/yaml;q=0.5, */*', false],
  ['application/yaml;q=0', false],
  ['application/yaml;q=much', false],
])('Accept: %s asks for YAML: %s', (accept, wanted) => {
  expect(prefersYaml(accept)).toBe(wanted);
});
