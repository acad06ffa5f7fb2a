import type { Duplex } from 'node:stream';

/** What PID 1 answered: an errno (0 is success) and the fields that follow it. */
export interface Reply {
  readonly errno: number;
  readonly fields: Fields;
}

/** A message that PID 1 sends by itself, named by its letter (init.c). */
export interface Message {
  readonly type: string;
  readonly fields: Fields;
}

/** Walks through the fields of a payload; raw bytes come last. */
export class Fields {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  get more(): boolean {
    return this.#at < this.#bytes.length;
  }

  text(): string {
    const end = this.#bytes.indexOf(0, this.#at);
    const text = this.#bytes.toString('utf8', this.#at, end < 0 ? this.#bytes.length : end);
    this.#at = end < 0 ? this.#bytes.length : end + 1;
    return text;
  }

  number(): number {
    return Number(this.text());
  }

  rest(): Buffer {
    return this.#bytes.subarray(this.#at);
  }
}

/** The grader's end of the wire to PID 1 (wire.h): requests with answers, and messages in between. */
export class Connection {
  readonly #stream: Duplex;
  readonly #waiting = new Map<number, (reply: Reply | null) => void>();
  #received: Buffer[] = [];
  #receivedLength = 0;
  /** Bytes without which the next frame is not whole. */
  #needed = HEAD;
  #lastRequest = 0;
  #closed = false;

  constructor(stream: Duplex, onMessage: (message: Message) => void, onClose: () => void) {
    this.#stream = stream;
    stream.on('data', (chunk: Buffer) => this.#receive(chunk, onMessage));
    stream.on('error', () => {});
    stream.on('close', () => {
      this.#closed = true;
      for (const settle of this.#waiting.values()) settle(null);
      this.#waiting.clear();
      onClose();
    });
  }

  /** Sends a request; the answer is null when the sandbox ends before it answers. */
  request(
    type: string,
    fields: readonly (string | number)[],
    tail: Uint8Array = NOTHING,
  ): Promise<Reply | null> {
    if (this.#closed) return Promise.resolve(null);
    const id = ++this.#lastRequest;
    this.#send(type, [id, ...fields], tail);
    return new Promise((settle) => this.#waiting.set(id, settle));
  }

  /** Sends a request that has no answer. */
  tell(type: string, fields: readonly (string | number)[]): void {
    this.#send(type, fields, NOTHING);
  }

  close(): void {
    this.#stream.destroy();
  }

  #send(type: string, fields: readonly (string | number)[], tail: Uint8Array): void {
    const payload = Buffer.from(fields.map((field) => `${field}\0`).join(''));
    const head = Buffer.alloc(HEAD);
    head.writeUInt32LE(1 + payload.length + tail.length);
    head.write(type, 4, 'latin1');
    this.#stream.write(Buffer.concat([head, payload, tail]));
  }

  #receive(chunk: Buffer, onMessage: (message: Message) => void): void {
    this.#received.push(chunk);
    this.#receivedLength += chunk.length;
    if (this.#receivedLength < this.#needed) return;
    let bytes = Buffer.concat(this.#received);
    for (;;) {
      this.#needed = bytes.length < HEAD ? HEAD : 4 + bytes.readUInt32LE(0);
      if (bytes.length < this.#needed) break;
      const type = String.fromCharCode(bytes[4] ?? 0);
      const fields = new Fields(bytes.subarray(HEAD, this.#needed));
      bytes = bytes.subarray(this.#needed);
      if (type === 'R') this.#answer(fields);
      else onMessage({ type, fields });
    }
    this.#received = [bytes];
    this.#receivedLength = bytes.length;
  }

  #answer(fields: Fields): void {
    const id = fields.number();
    const settle = this.#waiting.get(id);
    this.#waiting.delete(id);
    settle?.({ errno: fields.number(), fields });
  }
}

const NOTHING = new Uint8Array();
/** A length of four bytes and the letter of the type. */
const HEAD = 5;
