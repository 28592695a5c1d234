#!/usr/bin/busybox sh
# Turns Debian's merged /usr into the places where Alpine has these files, then leaves no trace.
set -e
/usr/bin/busybox mkdir -p /bin /lib
/usr/bin/busybox cp /usr/bin/busybox /bin/busybox
/bin/busybox rm /usr/bin/busybox
for name in $(/bin/busybox --list); do
  [ -e "/bin/$name" ] || /bin/busybox ln -s /bin/busybox "/bin/$name"
done
mkdir -p /usr/local/bin /tmp /root /home /var/tmp /etc/ssl/certs /proc /sys /dev
ln -s /bin/busybox /usr/bin/env
cp /usr/lib/*-linux-musl/libc.so "/lib/ld-musl-$(uname -m).so.1"
ln -s "/lib/ld-musl-$(uname -m).so.1" "/lib/libc.musl-$(uname -m).so.1"
rm -rf /usr/lib/*-linux-musl /usr/lib/ld-musl* /usr/bin/ld-musl-config /etc/ld-musl-*.d
printf '/lib:/usr/local/lib:/usr/lib\n' > "/etc/ld-musl-$(uname -m).path"
chmod 1777 /tmp /var/tmp
chmod 755 /usr/sbin/adduser /usr/sbin/addgroup /sbin/apk
rm -rf /usr/share/doc /usr/share/man /usr/share/lintian /finish.sh
