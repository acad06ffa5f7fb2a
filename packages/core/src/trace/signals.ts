interface Action {
  readonly handler: 'default' | 'ignore' | 'function';
  /** Of a function, as strace printed it. */
  readonly address: string | null;
  readonly noChildWait: boolean;
  readonly restart: boolean;
}

/** What a process does with its signals, by name; what is missing is at its default. */
export type SignalActions = Map<string, Action>;

const SIGACTION = /^(SIG\w+), \{sa_(?:handler|sigaction)=([^,]+), .*?sa_flags=([^,}]+)/;

/** Notes a successful rt_sigaction; one that only asks changes nothing. */
export function setAction(actions: SignalActions, args: string): void {
  const [, signal, handler, flags] = SIGACTION.exec(args) ?? [];
  if (signal === undefined || flags === undefined) return;
  const kind = handler === 'SIG_DFL' ? 'default' : handler === 'SIG_IGN' ? 'ignore' : 'function';
  actions.set(signal, {
    handler: kind,
    address: kind === 'function' ? handler! : null,
    noChildWait: flags.includes('SA_NOCLDWAIT'),
    restart: flags.includes('SA_RESTART'),
  });
}

/** clone(2): a child has a copy of them, or the same ones, or a copy without the handlers. */
export function actionsOfChild(
  actions: SignalActions,
  { sharesActions, clearsHandlers }: { readonly sharesActions: boolean; readonly clearsHandlers: boolean },
): SignalActions {
  if (sharesActions) return actions;
  return clearsHandlers ? actionsAfterExec(actions) : new Map(actions);
}

/** execve(2): handlers go back to the default, ignored signals stay ignored. */
export function actionsAfterExec(actions: SignalActions): SignalActions {
  const ignored: Action = { handler: 'ignore', address: null, noChildWait: false, restart: false };
  return new Map(
    [...actions].filter(([, { handler }]) => handler === 'ignore').map(([signal]) => [signal, ignored]),
  );
}

/** sigaction(2): children of such a process become no zombies. */
export function discardsChildren(actions: SignalActions): boolean {
  const action = actions.get('SIGCHLD');
  return action !== undefined && (action.handler === 'ignore' || action.noChildWait);
}

export function hasHandler(actions: SignalActions, signal: string): boolean {
  return actions.get(signal)?.handler === 'function';
}

/**
 * signal(7), "Interruption of system calls and library functions by signal handlers": is a call
 * begun anew after a handler ran? ERESTARTNOINTR always is, ERESTARTSYS with SA_RESTART only,
 * the others never.
 */
export function restartsAfter(actions: SignalActions, signal: string, reason: string): boolean {
  if (reason === 'ERESTARTNOINTR') return true;
  return reason === 'ERESTARTSYS' && actions.get(signal)?.restart === true;
}
