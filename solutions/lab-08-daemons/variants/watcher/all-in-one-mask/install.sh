#!/bin/sh
cat > /etc/init.d/watcher <<SCRIPT
#!/bin/sh
case "\$1" in
start) $PWD/watcher $1 ;;
stop) kill \$(pidof watcher) ;;
esac
SCRIPT
chmod 755 /etc/init.d/watcher
ln -s ../init.d/watcher /etc/rc2.d/S99watcher
