// The way in for a machine that has nothing yet but Node. Written so that even a Node far too old
// reads it, and says so, instead of stopping at a syntax it does not know.
var version = process.versions.node.split('.').map(Number);

if (version[0] > 20 || (version[0] === 20 && version[1] >= 19)) {
  void import('./setup/main.mjs').then(function (main) {
    return main.setUp();
  });
} else {
  var zh = (process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || '').startsWith('zh');
  console.error(
    (zh
      ? 'Node.js 版本过低：需要 20.19 或更高，这里是 ' + process.version + '。在 Debian 或 Ubuntu 上安装：'
      : 'Node.js is too old: 20.19 or later is needed, and this is ' +
        process.version +
        '. On Debian or Ubuntu:') +
      '\n    curl -fsSL https://deb.nodesource.com/setup_22.x | sudo bash - && sudo apt-get install -y nodejs',
  );
  process.exitCode = 3;
}
