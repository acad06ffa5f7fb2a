#!/bin/sh
# 让 launcher 在开机时启动 / Has launcher started at boot.
# 例如写 /etc/rc.local，并设为可执行；用绝对路径。
# Write /etc/rc.local for example and make it executable; use absolute paths.
