#!/usr/bin/busybox sh
# Gives busybox its names, then leaves no trace.
set -e
/usr/bin/busybox mkdir -p /bin /etc /home /root /tmp /var/tmp
/usr/bin/busybox cp /usr/bin/busybox /bin/busybox
for name in $(/bin/busybox --list); do
  [ -e "/bin/$name" ] || /bin/busybox ln -s busybox "/bin/$name"
done
printf 'root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/home:/bin/false\n' > /etc/passwd
printf 'root:x:0:\nnobody:x:65534:\n' > /etc/group
chmod 1777 /tmp /var/tmp
/bin/busybox rm -rf /usr /finish.sh
