import { existsSync, readFileSync } from 'node:fs';
import { asRoot, installPackages } from './packages.mjs';
import { run } from './run.mjs';

const RESTRICTION = '/proc/sys/kernel/apparmor_restrict_unprivileged_userns';

/** Ubuntu's own profile, which its package leaves unused before 25.04. */
const PROFILE = '/usr/share/apparmor/extra-profiles/bwrap-userns-restrict';
const LOADED = '/etc/apparmor.d/bwrap-userns-restrict';

/**
 * Does AppArmor keep an ordinary user's bwrap from making a user namespace? It is tried, since profiles
 * may come from anywhere; as nobody when we are root, whom the restriction does not concern.
 */
export function apparmorRefuses() {
  if (!existsSync(RESTRICTION) || readFileSync(RESTRICTION, 'utf8').trim() !== '1') return false;
  const bwrap = ['bwrap', '--unshare-user', '--unshare-all', '--ro-bind', '/', '/', 'true'];
  const nobody = ['setpriv', '--reuid', '65534', '--regid', '65534', '--clear-groups'];
  const [command, ...args] = process.getuid() === 0 ? [...nobody, ...bwrap] : bwrap;
  return run(command, args).status !== 0;
}

/** Loads that profile for good. Throws a SetupError when a step fails. */
export function allowBubblewrap(admin) {
  if (!existsSync(PROFILE)) installPackages(admin, ['apparmor-profiles']);
  asRoot(admin, ['install', '-m', '644', PROFILE, LOADED]);
  asRoot(admin, ['apparmor_parser', '-r', LOADED]);
}
