#!/bin/sh
install -m 755 rc.local /etc/rc.local
