FROM alpine:3
RUN printf '#!/bin/sh\r\necho hello\r\n' > /greet.sh && chmod +x /greet.sh
