/** Asks a running server for one of its probes. */
const TIMEOUT_MS = 5_000;

export interface ProbeAnswer {
  readonly ok: boolean;
  readonly text: string;
}

/** Null when nothing that looks like a server of ours answers within five seconds. */
export async function askServer(url: string, path: '/livez' | '/readyz'): Promise<ProbeAnswer | null> {
  try {
    const answer = await fetch(url + path, { signal: AbortSignal.timeout(TIMEOUT_MS), redirect: 'error' });
    const text = await answer.text();
    return text.startsWith('{"status":') ? { ok: answer.ok, text } : null;
  } catch {
    return null;
  }
}
