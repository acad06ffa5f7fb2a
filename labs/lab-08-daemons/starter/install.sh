#!/bin/sh
# install.sh DIRECTORY：让 watcher 在开机时启动，看着 DIRECTORY / Has watcher started at boot, to watch DIRECTORY.
# 例如写 /etc/rc.local，并设为可执行；用绝对路径。
# Write /etc/rc.local for example and make it executable; use absolute paths.
