/** LC_ALL wins over LC_MESSAGES, and that over LANG, locale(7). */
const locale = process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || '';

const EN = {
  packagesPresent: 'System packages: all present.',
  installing: (packages) => `System packages: installing ${packages} …`,
  askAdministrator: (missing) => `These are missing: ${missing}. An administrator has to run this once:`,
  stillMissing: (missing) => `Still missing after the installation: ${missing}.`,
  loadingProfile: "AppArmor: loading Ubuntu's profile that lets bwrap create user namespaces …",
  failed: (command) => `This command failed: ${command}`,
  modulesPresent: 'npm packages: as in package-lock.json.',
  installingModules: 'npm packages: installing …',
  oldNpm: (version) =>
    `npm is too old: 9 or later is needed, and this is ${version}. Run: npm install -g npm@10`,
  noNpm: 'npm does not run. On Debian: sudo apt-get install -y npm',
  npmFailed: 'npm could not install the packages. See below for its reason, then run npm run setup again:',
  notBuilt: 'Not built: that takes what is missing above. Run npm run setup again when it is there.',
  buildFailed: 'The build failed. See below for its reason, then run npm run setup again:',
  notWritable: (folder, code) =>
    `${folder} is not writable (${code}). Clone the project into a folder of your own, or: sudo chown -R "$(id -u):$(id -g)" '${folder}'`,
};

const ZH = {
  packagesPresent: '系统软件包：已齐全。',
  installing: (packages) => `系统软件包：正在安装 ${packages} ……`,
  askAdministrator: (missing) => `缺少：${missing}。请管理员执行一次：`,
  stillMissing: (missing) => `安装之后仍然缺少：${missing}。`,
  loadingProfile: 'AppArmor：正在加载 Ubuntu 自带的配置，允许 bwrap 创建用户命名空间 ……',
  failed: (command) => `命令执行失败：${command}`,
  modulesPresent: 'npm 包：与 package-lock.json 一致。',
  installingModules: 'npm 包：正在安装 ……',
  oldNpm: (version) => `npm 版本过低：需要 9 或更高，这里是 ${version}。请执行：npm install -g npm@10`,
  noNpm: 'npm 无法运行。在 Debian 上安装：sudo apt-get install -y npm',
  npmFailed: 'npm 安装失败。原因见下，解决后再次执行 npm run setup：',
  notBuilt: '尚未构建：需要先装好上面缺少的东西，然后再次执行 npm run setup。',
  buildFailed: '构建失败。原因见下，解决后再次执行 npm run setup：',
  notWritable: (folder, code) =>
    `无法写入 ${folder}（${code}）。请把项目克隆到自己的目录，或者执行：sudo chown -R "$(id -u):$(id -g)" '${folder}'`,
};

export const words = locale.startsWith('zh') ? ZH : EN;

export function say(line) {
  console.log(line);
}

/** A trouble, and below it the command that cures it or what the tool printed. */
export function sayError(line, details = '') {
  console.error(line);
  if (details !== '') console.error(details.replace(/^/gm, '    '));
}
