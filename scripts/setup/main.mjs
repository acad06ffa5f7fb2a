import { existsSync } from 'node:fs';
import { allowBubblewrap, apparmorRefuses } from './apparmor.mjs';
import { findMissing } from './missing.mjs';
import { buildAll, installModules, modulesMatch, npmVersion } from './npm.mjs';
import { administrator, installCommand, installPackages } from './packages.mjs';
import { NODE, ROOT, SetupError, follow } from './run.mjs';
import { say, sayError, words } from './words.mjs';

const DOCTOR = 'grader/bin/proclab.cjs';

/** Exit status of everything that the machine, and not the student, has to answer for. */
const MACHINE = 3;

/**
 * Makes this machine ready, from whatever state it is in: Debian packages, npm packages, build, doctor.
 * What can't be done is told with its remedy, and the rest is done all the same. Sets the exit status:
 * 0 ready, 3 not yet.
 */
export async function setUp() {
  try {
    process.exitCode = await allSteps();
  } catch (error) {
    tell(error);
    process.exitCode = MACHINE;
  }
}

function tell(error) {
  if (!(error instanceof SetupError)) throw error;
  sayError(error.message, error.details);
}

async function allSteps() {
  checkNpm();
  const missing = ensurePackages();
  ensureModules();
  const buildable = !missing.some(({ builds }) => builds);
  if (buildable) buildAll();
  else sayError(words.notBuilt);
  const bubblewrapAllowed = missing.length > 0 || ensureAppArmor();
  const healthy = !buildable || !existsSync(new URL(DOCTOR, ROOT)) || follow(NODE, [DOCTOR, 'doctor']) === 0;
  return missing.length === 0 && bubblewrapAllowed && healthy ? 0 : MACHINE;
}

function checkNpm() {
  const version = npmVersion();
  if (Number.parseInt(version, 10) < 9) throw new SetupError(words.oldNpm(version));
}

/** Returns what is still missing in the end. */
function ensurePackages() {
  const missing = findMissing();
  if (missing.length === 0) {
    say(words.packagesPresent);
    return [];
  }
  const packages = [...new Set(missing.flatMap((need) => need.packages))];
  const admin = administrator();
  if (admin === null) {
    sayError(words.askAdministrator(missing.map(({ what }) => what).join(', ')), installCommand(packages));
    return missing;
  }
  say(words.installing(packages.join(' ')));
  try {
    installPackages(admin, packages);
  } catch (error) {
    tell(error);
  }
  const still = findMissing();
  if (still.length > 0) sayError(words.stillMissing(still.map(({ what }) => what).join(', ')));
  return still;
}

function ensureModules() {
  if (modulesMatch()) {
    say(words.modulesPresent);
    return;
  }
  say(words.installingModules);
  installModules();
}

/** May bwrap make user namespaces now? Ubuntu 23.10 and later refuse until a profile for it is loaded. */
function ensureAppArmor() {
  if (!apparmorRefuses()) return true;
  const admin = administrator();
  // The doctor names the remedy.
  if (admin === null) return false;
  say(words.loadingProfile);
  allowBubblewrap(admin);
  return !apparmorRefuses();
}
