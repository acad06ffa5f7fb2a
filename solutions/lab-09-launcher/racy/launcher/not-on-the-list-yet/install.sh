#!/bin/sh
set -e
printf '#!/bin/sh\n%s/launcher\n' "$(pwd)" > /etc/rc.local
chmod +x /etc/rc.local
