# How the stand-in images stand on each other, and which materials each is made of. The catalogue says
# which of them are kept, and under which references. `quaycrane kit fetch` gathers the materials named
# here (quaycrane/kit/materials/ knows each kind) and runs this file; no step of it needs a network.

variable "KIT" { default = "." }
variable "MATERIALS" { default = "materials" }
variable "MACHINE" { default = "machine" }
variable "LOCKFILES" { default = "lockfiles" }

target "bookworm" {
  context    = "${MATERIALS}/rootfs/bookworm"
  dockerfile = "${KIT}/debian/Dockerfile"
  contexts   = { settings = "${MACHINE}/settings" }
}

target "trixie" {
  inherits = ["bookworm"]
  context  = "${MATERIALS}/rootfs/trixie"
}

target "sid" {
  inherits = ["bookworm"]
  context  = "${MATERIALS}/rootfs/sid"
}

target "alpine" {
  context = "${KIT}/alpine"
  contexts = {
    packages = "${MATERIALS}/tree/trixie/busybox-static+musl"
    settings = "${MACHINE}/settings"
  }
}

target "busybox" {
  context  = "${KIT}/busybox"
  contexts = { packages = "${MATERIALS}/tree/trixie/busybox-static" }
}

target "hello-world" {
  context  = "${KIT}/hello-world"
  contexts = { perl = "target:bookworm" }
}

target "node" {
  context    = "${KIT}/node"
  contexts   = { settings = "${MACHINE}/settings" }
  args       = { NODE_VERSION = "24.19.0" }
}

target "node-24-alpine" {
  inherits = ["node"]
  contexts = {
    base      = "target:alpine"
    node      = "${MATERIALS}/node/musllinux_1_2/24.19.0"
    npm-cache = "${MATERIALS}/npm/musl/${LOCKFILES}"
  }
}

target "node-22-alpine" {
  inherits = ["node-24-alpine"]
  args     = { NODE_VERSION = "22.20.0" }
  contexts = { node = "${MATERIALS}/node/musllinux_1_2/22.20.0" }
}

target "node-24-slim" {
  inherits = ["node"]
  contexts = {
    base      = "target:bookworm"
    node      = "${MATERIALS}/node/manylinux_2_28/24.19.0"
    npm-cache = "${MATERIALS}/npm/glibc/${LOCKFILES}"
  }
}

target "tools" {
  context  = "${KIT}/tools"
  contexts = {
    base     = "target:bookworm"
    packages = "${MATERIALS}/debs/bookworm/build-essential+ca-certificates+curl+git+libssl-dev+openssh-client+pkg-config+procps+python3+unzip+wget+xz-utils+zlib1g-dev"
  }
}

target "node-24" {
  inherits = ["node-24-slim"]
  contexts = { base = "target:tools" }
}

target "distroless-static" {
  context  = "${KIT}/distroless"
  target   = "static"
  contexts = { base = "target:bookworm" }
}

target "distroless-nodejs" {
  inherits = ["distroless-static"]
  target   = "nodejs"
  contexts = { node = "${MATERIALS}/node/manylinux_2_28/24.19.0" }
}

target "nginx" {
  context = "${KIT}/nginx"
  contexts = {
    alpine = "target:alpine"
    debian = "target:trixie"
    packages = "${MATERIALS}/debs/trixie/gettext-base+nginx"
  }
}

target "mysql" {
  context  = "${KIT}/mysql"
  contexts = {
    base     = "target:sid"
    packages = "${MATERIALS}/debs/sid/mysql-client-core+mysql-server-core"
  }
}

target "redis" {
  context = "${KIT}/redis"
  contexts = {
    base     = "target:bookworm"
    packages = "${MATERIALS}/debs/bookworm/redis-server"
  }
}

target "python-3-13" {
  context = "${KIT}/python"
  contexts = {
    base     = "target:trixie"
    packages = "${MATERIALS}/debs/trixie/ca-certificates+python3+python3-pip+python3-venv"
    settings = "${MACHINE}/settings"
    wheels   = "${MATERIALS}/wheels/any/${LOCKFILES}"
  }
}

target "python-3-11" {
  inherits = ["python-3-13"]
  contexts = {
    base     = "target:bookworm"
    packages = "${MATERIALS}/debs/bookworm/ca-certificates+python3+python3-pip+python3-venv"
  }
}

target "registry" {
  context = "${KIT}/registry"
  contexts = {
    base     = "target:trixie"
    packages = "${MATERIALS}/debs/trixie/docker-registry"
  }
}

target "slot" {
  context  = "${KIT}/slot"
  contexts = {
    engine    = "${MATERIALS}/tree/forky/busybox-static+containerd+docker-buildx+docker-cli+docker-compose+docker.io+e2fsprogs+iptables+runc+socat"
    libraries = "${MATERIALS}/tree/forky/libblkid1+libc6+libcap2+libcom-err2+libext2fs2t64+libip4tc2+libip6tc2+libmnl0+libnetfilter-conntrack3+libnfnetlink0+libnftnl11+libseccomp2+libss2+libssl3t64+libsystemd0+libuuid1+libwrap0+libxtables12+libzstd1+zlib1g"
  }
}
