#!/bin/sh
cp launcher /opt/launcher
echo '::once:/opt/launcher' > /etc/inittab
