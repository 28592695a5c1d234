from alpine:3
maintainer Somebody <somebody@example.org>
env HOME /home of mine
label greeting hello
expose 80
add site.tar.gz /srv/
run ["/bin/sh", "-c", "echo ok"]
healthcheck NONE
cmd echo "started" $HOME
