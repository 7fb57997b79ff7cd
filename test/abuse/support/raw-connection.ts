/** Connections without an HTTP client between. */
import { connect, type Socket } from 'node:net';

/** What came back until the server hung up, or fell silent for as long as that. */
const SILENCE_MS = 300;

export function open(url: string): Promise<Socket> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => resolve(socket));
    socket.once('error', reject);
  });
}

/** Sends bytes as they are, says no more, and gives what comes back; `closed` tells whether the server hung up. */
export async function exchange(
  url: string,
  bytes: string | Uint8Array,
): Promise<{ readonly heard: string; readonly closed: boolean }> {
  const socket = await open(url);
  socket.on('error', () => {});
  let heard = '';
  return new Promise((resolve) => {
    const silence = setTimeout(() => finish(false), SILENCE_MS);
    const finish = (closed: boolean) => {
      clearTimeout(silence);
      socket.destroy();
      resolve({ heard, closed });
    };
    socket.setEncoding('latin1').on('data', (text: string) => {
      heard += text;
      silence.refresh();
    });
    socket.once('close', () => finish(true));
    socket.write(bytes);
  });
}
