/** Which notation a caller wants. */

/** Those in use before RFC 9512 registered the first. */
const YAML_TYPES = ['application/yaml', 'application/x-yaml', 'text/yaml', 'text/x-yaml'];
const JSON_TYPES = ['application/json', 'application/*', '*/*'];

/** Whether an `Accept` header asks for YAML rather than JSON. RFC 9110, 12.5.1; when in doubt, JSON. */
export function prefersYaml(accept: string | undefined): boolean {
  const weights = new Map((accept ?? '').split(',').map(weighted));
  const best = (types: readonly string[]) => Math.max(0, ...types.map((type) => weights.get(type) ?? 0));
  const json = weights.get('application/json') ?? 0;
  const yaml = best(YAML_TYPES);
  // Named beside a wildcard of the same weight, YAML is what was meant.
  return yaml > 0 && (json > 0 ? yaml > json : yaml >= best(JSON_TYPES));
}

function weighted(range: string): [string, number] {
  const [type = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
  const quality = parameters.find((parameter) => parameter.startsWith('q='));
  const weight = quality === undefined ? 1 : Number(quality.slice(2));
  return [type, Number.isFinite(weight) ? weight : 0];
}
