/** The few requests of this benchmark. */

export interface Api {
  readonly get: (path: string, signal: AbortSignal) => Promise<Response>;
  readonly post: (path: string, body?: object) => Promise<Readonly<Record<string, unknown>>>;
}

export function apiOf(url: string, token: string): Api {
  const address = (path: string) => `${url}/api/v1${path}`;
  const authorization = `Bearer ${token}`;
  return {
    get: (path, signal) => fetch(address(path), { headers: { authorization }, signal }),
    async post(path, body) {
      const response = await fetch(address(path), {
        method: 'POST',
        headers: { authorization, ...(body && { 'content-type': 'application/json' }) },
        ...(body && { body: JSON.stringify(body) }),
      });
      if (!response.ok) throw new Error(`POST ${path}: ${await response.text()}`);
      return (await response.json()) as Readonly<Record<string, unknown>>;
    },
  };
}

/** A new job on the tables; nobody runs it. */
export const jobOf = async (api: Api, tableGroupId: string): Promise<string> =>
  String((await api.post(`/table-groups/${tableGroupId}/profiling-runs`)).id);

/** Milliseconds that each of some submissions took. */
export async function submitsOf(api: Api, tableGroupId: string, count: number): Promise<number[]> {
  const samples: number[] = [];
  for (let n = 0; n < count; n++) {
    const began = performance.now();
    await jobOf(api, tableGroupId);
    samples.push(performance.now() - began);
  }
  return samples;
}
