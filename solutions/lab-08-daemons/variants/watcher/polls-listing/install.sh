#!/bin/sh
d=$(pwd)
cat > /etc/inittab <<END
::once:$d/watcher $1
END
