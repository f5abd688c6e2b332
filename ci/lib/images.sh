# shellcheck shell=bash
# The images, in the order of their building, and how one is built: only when none was made of the same inputs.
#
# An image is a folder with a Dockerfile and, where files must be made first, a script `prepare`. That runs in a copy of
# the folder, the build context, and adds to it. The tag `inputs-…` is the hash of all that the image is made of.
: "${ci:?}" "${state:?}"

each_image() { # function, called with: image, folder, tools of the machine that the image is made with
  "$1" traceassert/busybox:1 images/busybox busybox
  "$1" traceassert/java:17 images/java jdk libc
  "$1" traceassert/java-agent:2.33.1 images/java-agent
  "$1" traceassert/node:22 images/node libc
  "$1" traceassert/python:3 images/python python libc
  "$1" traceassert/checkout-gateway:1 services/gateway
  "$1" traceassert/checkout-inventory:1 services/inventory go
  "$1" traceassert/checkout-order:1 services/order jdk
  "$1" traceassert/checkout-payment:1 services/payment jdk
  "$1" traceassert/checkout-notification:1 services/notification
  "$1" traceassert/zipkin:3.6.1 images/zipkin
  "$1" traceassert/otelcol:0.145.0 images/otelcol go
  "$1" traceassert/otelcol-contrib:0.145.0 images/otelcol-contrib go
  "$1" traceassert/jaeger:2.13 images/jaeger go
}

build_images() {
  need_tools
  rm -rf "$state"/stage.* || true
  each_image build_image
  docker image prune --force --filter label=io.traceassert.inputs >/dev/null
}

build_image() { # image, folder, tools
  local image=$1 folder=$2 inputs
  inputs=inputs-$(hash_of_inputs "${@:2}")
  if ! docker image inspect "${image%:*}:$inputs" >/dev/null 2>&1; then
    timed "$image" build "$folder" "${image%:*}" "$inputs"
    remove_old "${image%:*}"
  fi
  docker tag "${image%:*}:$inputs" "$image"
}

# The hash of a base is an input too: a change of a base builds all that stands on it.
hash_of_inputs() { # folder, tools
  local folder=$ci/$1 tool
  {
    (cd "$folder" && find . -type f -not -path '*/node_modules/*' -print0 | LC_ALL=C sort -z | xargs -0 sha256sum)
    sourced "$folder/prepare"
    bases "$folder/Dockerfile"
    for tool in "${@:2}"; do version_of "$tool"; done
  } | sha256sum | cut -c 1-12
}

sourced() { # script
  [[ ! -f $1 ]] || sed -n 's,^source "[$]TRACEASSERT_CI\(/.*\)",\1,p' "$1" | while read -r path; do cat "$ci$path"; done
}

bases() { # Dockerfile
  sed -n 's/^FROM \(traceassert.*\)/\1/p' "$1" |
    xargs --no-run-if-empty docker image inspect --format '{{index .Config.Labels "io.traceassert.inputs"}}'
}

# What it runs does not keep the lock: what a killed run leaves running shall not hold up the next one.
build() { # folder, name, tag
  local context=$state/stage.$$/$1 log=$state/build.log
  mkdir -p "$context"
  cp -R "$ci/$1/." "$context"
  if ! { prepare "$context" && build_context "$@"; } >"$log" 2>&1 8>&-; then
    tail -n 40 "$log" >&2
    fail "the build of $1 failed; all of its output is in $log"
  fi
  rm -rf "$state/stage.$$"
}

prepare() { # context
  [[ ! -x $1/prepare ]] || (cd "$1" && TRACEASSERT_CI=$ci ./prepare)
}

build_context() { # folder, name, tag
  DOCKER_BUILDKIT=0 docker build --force-rm --label "io.traceassert.inputs=$3" --tag "$2:$3" "$state/stage.$$/$1"
}

# Branches that differ take turns without building again; more than three of an image are not kept.
remove_old() { # name
  docker images --format '{{.Repository}}:{{.Tag}}' "$1" | sed -n '/:inputs-/p' | tail -n +4 |
    xargs --no-run-if-empty docker rmi >/dev/null || true
}

# The tests take the images from these; the library itself names the public ones.
properties() {
  echo -Dtraceassert.containers=required
  each_image property
}

property() { # image
  local name=${1#traceassert/}
  name=${name%:*}
  case $name in
    busybox | java | java-agent | node | python) return ;;
    otelcol-contrib) name=collector ;;
    otelcol) name=collector-core ;;
  esac
  echo "-Dtraceassert.image.${name#checkout-}=$1"
}
