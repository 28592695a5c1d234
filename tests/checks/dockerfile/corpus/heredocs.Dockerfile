# syntax=docker/dockerfile:1
FROM debian:bookworm-slim AS build
RUN <<EOT
  echo one
  # kept: it is the shell's
  echo two
EOT
RUN <<-'SCRIPT' bash
	set -eu
	echo "$HOME"
	SCRIPT
COPY <<one.txt <<"two.txt" /etc/app/
first ${HOME}
one.txt
second ${HOME}
two.txt
RUN echo "<<NOT" && cat <<EOF | tr a b
text
EOF
ONBUILD COPY <<LATER /later
for those who build upon this
LATER
