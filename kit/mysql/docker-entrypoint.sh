#!/bin/bash
# Makes the database on the first start, as the published image does, then runs MySQL.
set -eo pipefail

value() { # NAME: its value, or what stands in the file that NAME_FILE names
  local file="$1_FILE"
  if [ -n "${!file-}" ]; then cat "${!file}"; else echo "${!1-}"; fi
}

quoted() { printf "'%s'" "$(sed "s/\\\\/\\\\\\\\/g; s/'/\\\\'/g" <<< "$1")"; }

# What the two servers of the first start do without, and the one that stays has: each shutdown waits half a
# second for the kernel's asynchronous reads and writes, and there is nothing yet to protect or to observe.
brief=(--innodb-use-native-aio=OFF --innodb-doublewrite=OFF --performance-schema=OFF)

first_start() {
  local root database user password host server
  root=$(value MYSQL_ROOT_PASSWORD) database=$(value MYSQL_DATABASE)
  user=$(value MYSQL_USER) password=$(value MYSQL_PASSWORD) host=${MYSQL_ROOT_HOST-%}
  if [ -n "${MYSQL_RANDOM_ROOT_PASSWORD-}" ]; then
    root=$(head -c 24 /dev/urandom | base64)
    echo "[Entrypoint] GENERATED ROOT PASSWORD: $root"
  fi
  if [ -z "$root$MYSQL_ALLOW_EMPTY_PASSWORD" ]; then
    echo "[ERROR] [Entrypoint]: Database is uninitialized and password option is not specified" >&2
    echo "    You need to specify one of: MYSQL_ROOT_PASSWORD, MYSQL_ALLOW_EMPTY_PASSWORD, MYSQL_RANDOM_ROOT_PASSWORD" >&2
    exit 1
  fi
  echo "[Note] [Entrypoint]: Initializing database files"
  "$@" --initialize-insecure "${brief[@]}"
  "$@" --skip-networking --mysqlx=OFF "${brief[@]}" &
  server=$!
  until mysql -uroot -e 'SELECT 1' > /dev/null 2>&1; do
    kill -0 "$server" || exit 1
    sleep 0.1
  done
  {
    if [ -n "$database" ]; then echo "CREATE DATABASE IF NOT EXISTS \`$database\`;"; fi
    if [ -n "$user" ]; then
      echo "CREATE USER $(quoted "$user")@'%' IDENTIFIED BY $(quoted "$password");"
      if [ -n "$database" ]; then echo "GRANT ALL ON \`${database//_/\\_}\`.* TO $(quoted "$user")@'%';"; fi
    fi
  } | mysql -uroot
  for file in /docker-entrypoint-initdb.d/*; do
    echo "[Note] [Entrypoint]: running $file"
    case $file in
      *.sh) if [ -x "$file" ]; then "$file"; else . "$file"; fi ;;
      *.sql) mysql -uroot ${database:+"$database"} < "$file" ;;
      *.sql.gz) gunzip -c "$file" | mysql -uroot ${database:+"$database"} ;;
    esac
  done
  {
    if [ -n "$host" ] && [ "$host" != localhost ]; then
      echo "CREATE USER 'root'@'$host' IDENTIFIED BY $(quoted "$root"); GRANT ALL ON *.* TO 'root'@'$host' WITH GRANT OPTION;"
    fi
    echo "ALTER USER 'root'@'localhost' IDENTIFIED BY $(quoted "$root");"
  } | mysql -uroot
  kill "$server"
  wait "$server"
  echo "[Note] [Entrypoint]: MySQL init process done. Ready for start up."
}

shopt -s nullglob
if [ "${1:0:1}" = - ]; then set -- mysqld "$@"; fi
if [ "$1" = mysqld ] && [ "$(id -u)" = 0 ]; then
  chown mysql:mysql /var/lib/mysql /var/run/mysqld
  exec setpriv --reuid=mysql --regid=mysql --init-groups "$0" "$@"
fi
if [ "$1" = mysqld ] && [ ! -d /var/lib/mysql/mysql ]; then first_start "$@"; fi
exec "$@"
