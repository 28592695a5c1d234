#!/bin/busybox sh
# Makes what Alpine's own file system would have, then leaves no trace of the making.
set -e
/bin/busybox mkdir -p /bin /sbin /usr/bin /usr/sbin /usr/local/bin /tmp /root /home /var/tmp /etc/ssl/certs /proc /sys /dev
for name in $(/bin/busybox --list); do
  [ -e "/bin/$name" ] || /bin/busybox ln -s /bin/busybox "/bin/$name"
done
/bin/busybox ln -s /bin/busybox /usr/bin/env
chmod 1777 /tmp /var/tmp
chmod 755 /usr/sbin/adduser /usr/sbin/addgroup /sbin/apk
ln -s /lib/ld-musl-x86_64.so.1 /lib/libc.musl-x86_64.so.1
rm -rf /usr/share/doc /usr/share/man /usr/share/lintian /finish.sh
