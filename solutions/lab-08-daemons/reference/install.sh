#!/bin/sh
# install.sh DIRECTORY：让 watcher 在开机时启动，看着 DIRECTORY / Has watcher started at boot, to watch DIRECTORY.
# >>> solution
set -e
here=$(cd "$(dirname "$0")" && pwd)
printf '#!/bin/sh\n%s/watcher "%s"\n' "$here" "$1" > /etc/rc.local
chmod +x /etc/rc.local
# --- starter
# 例如写 /etc/rc.local，并设为可执行；用绝对路径。
# Write /etc/rc.local for example and make it executable; use absolute paths.
# <<< solution
