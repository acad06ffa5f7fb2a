#!/bin/sh
sed "s|%DIRECTORY%|$1|" watcher.service > /etc/systemd/system/watcher.service
ln -sf ../watcher.service /etc/systemd/system/multi-user.target.wants/watcher.service
