#!/bin/sh
mkdir -p /etc/init.d /etc/rc2.d
cat > /etc/init.d/launcher <<SCRIPT
#!/bin/sh
case "\$1" in
start) $PWD/launcher ;;
stop) kill \$(pidof launcher) ;;
esac
SCRIPT
chmod 755 /etc/init.d/launcher
ln -s ../init.d/launcher /etc/rc2.d/S99launcher
