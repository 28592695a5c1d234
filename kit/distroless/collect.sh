# Collects the files of Debian packages into a folder, with what scanners read about them.
# Usage: collect.sh FOLDER PACKAGE...
set -e
out=$1
shift
mkdir -p "$out/var/lib/dpkg/status.d" "$out/usr/lib" "$out/usr/lib64"
ln -s usr/lib "$out/lib"
ln -s usr/lib64 "$out/lib64"
for package in "$@"; do
  dpkg -s "$package" > "$out/var/lib/dpkg/status.d/$package" 2>/dev/null || {
    rm "$out/var/lib/dpkg/status.d/$package"
    continue
  }
  dpkg -L "$package" | while read -r path; do
    case $path in
      /usr/share/doc/* | /usr/share/lintian/* | /usr/bin/* | /usr/sbin/* | /bin | /bin/* | /sbin | /sbin/* | /lib | /lib64) continue ;;
      /etc/update-motd.d/* | /etc/skel/* | /etc/profile* | /root/* | /usr/share/base-files/*) continue ;;
    esac
    if [ -d "$path" ] || [ ! -e "$path" ]; then continue; fi
    folder=$(readlink -f "$(dirname "$path")")
    mkdir -p "$out$folder"
    cp -a "$path" "$out$folder/"
  done
done
[ "$out" = /static ] || exit 0
mkdir -p "$out/etc/ssl/certs" "$out/root" "$out/home/nonroot" "$out/tmp"
cp /usr/local/share/ca-certificates/machine.crt "$out/etc/ssl/certs/ca-certificates.crt"
printf '%s\n' root:x:0:0:root:/root:/sbin/nologin nobody:x:65534:65534:nobody:/nonexistent:/sbin/nologin \
  nonroot:x:65532:65532:nonroot:/home/nonroot:/sbin/nologin > "$out/etc/passwd"
printf '%s\n' root:x:0: nobody:x:65534: tty:x:5: staff:x:50: nonroot:x:65532: > "$out/etc/group"
chown 65532:65532 "$out/home/nonroot"
chmod 700 "$out/home/nonroot"
chmod 1777 "$out/tmp"
