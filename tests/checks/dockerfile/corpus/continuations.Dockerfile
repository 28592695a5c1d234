
   # a comment with space before it
	FROM debian:bookworm-slim

RUN apt-get update && \
    # said in between
    apt-get install -y --no-install-recommends \

      curl \
   # once more
      git && \  
    rm -rf /var/lib/apt/lists/*
Run echo \
one
ENV A=1 \
    B=2

CMD \
  ["sh", \
   "-c", "true"]
