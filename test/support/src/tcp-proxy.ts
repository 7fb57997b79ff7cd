/** A network of ours between two processes: it passes bytes on until a test tells it to misbehave. */
import { connect as connectTo, createServer, type Socket } from 'node:net';

export interface TcpProxy {
  /** The target's URL with the proxy's place in it. */
  readonly url: string;
  readonly port: number;
  /** Connections now. */
  connections(): number;
  /** Bytes from the server to its clients so far, on all connections. */
  answered(): number;
  /** Resets every connection, both ways, as when a firewall restarts. New ones are taken. */
  cut(): void;
  /** Closes the sending side of the server towards its clients, which may go on talking. */
  halfClose(): void;
  /** Nothing passes, either way, and nobody is told: a cable is out. New connections are accepted and hear nothing. */
  silence(): void;
  /** What was held back by `silence` passes, and everything after it. */
  resume(): void;
  /** Each piece is held back for so long. 0 = not any more. */
  delay(milliseconds: number): void;
  /** Resets the next connection whose server answers something that `matches`, and lets the client have nothing of it. */
  dropNextAnswer(matches: (text: string) => boolean): Promise<void>;
  close(): Promise<void>;
}

interface Pair {
  readonly client: Socket;
  readonly server: Socket;
}

/** Listens on a free port of this machine and connects each client to the target, the host and port of a URL. */
export async function startTcpProxy(target: string): Promise<TcpProxy> {
  const { hostname: host, port: targetPort } = new URL(target);
  const pairs = new Set<Pair>();
  let silent = false;
  let delayMs = 0;
  let answered = 0;
  let dropping: { matches: (text: string) => boolean; dropped: () => void } | null = null;

  const reset = ({ client, server }: Pair): void => {
    client.resetAndDestroy();
    server.resetAndDestroy();
  };
  const pass = (from: Socket, to: Socket, isDropped: (piece: Buffer) => boolean): void => {
    from.on('data', (piece: Buffer) => {
      if (isDropped(piece)) return;
      const send = (): void => {
        if (!to.destroyed && !to.write(piece)) {
          from.pause();
          to.once('drain', () => silent || from.resume());
        }
      };
      if (delayMs > 0) setTimeout(send, delayMs);
      else send();
    });
    from.on('end', () => setTimeout(() => to.end(), delayMs));
    from.on('error', () => to.destroy());
    from.on('close', () => to.destroy());
    if (silent) from.pause();
  };

  const listener = createServer({ allowHalfOpen: true }, (client) => {
    const server = connectTo({ host, port: Number(targetPort), allowHalfOpen: true });
    const pair = { client, server };
    pairs.add(pair);
    client.on('close', () => pairs.delete(pair));
    pass(client, server, () => false);
    pass(server, client, (piece) => {
      answered += piece.length;
      if (!dropping?.matches(piece.toString('latin1'))) return false;
      const { dropped } = dropping;
      dropping = null;
      reset(pair);
      dropped();
      return true;
    });
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  const { port } = listener.address() as { port: number };
  const sockets = (): Socket[] => [...pairs].flatMap(({ client, server }) => [client, server]);
  const url = new URL(target);
  url.host = `127.0.0.1:${port}`;
  return {
    url: url.href,
    port,
    connections: () => pairs.size,
    answered: () => answered,
    cut: () => pairs.forEach(reset),
    halfClose: () => {
      for (const { client } of pairs) client.end();
    },
    silence() {
      silent = true;
      for (const socket of sockets()) socket.pause();
    },
    resume() {
      silent = false;
      for (const socket of sockets()) socket.resume();
    },
    delay(milliseconds) {
      delayMs = milliseconds;
    },
    dropNextAnswer: (matches) =>
      new Promise((resolve) => {
        dropping = { matches, dropped: resolve };
      }),
    async close() {
      pairs.forEach(reset);
      await new Promise((resolve) => listener.close(resolve));
    },
  };
}
