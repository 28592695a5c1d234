#!/bin/sh
# Fills in the templates, runs what stands in /docker-entrypoint.d, then nginx.
set -e
if [ "$1" = nginx ] && [ -w /etc/nginx/conf.d ]; then
  names=$(env | cut -d= -f1 | sed 's/.*/${&}/' | tr '\n' ' ')
  for template in /etc/nginx/templates/*.template; do
    [ -e "$template" ] || continue
    envsubst "$names" < "$template" > "/etc/nginx/conf.d/$(basename "$template" .template)"
  done
  for script in /docker-entrypoint.d/*.sh; do
    [ -x "$script" ] && "$script"
  done
fi
exec "$@"
