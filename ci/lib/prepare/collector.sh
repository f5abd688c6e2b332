# shellcheck shell=bash
# Compiles the collector of a manifest to the file `collector`.
build_collector() { # manifest
  GOBIN=$PWD/bin CGO_ENABLED=0 go install go.opentelemetry.io/collector/cmd/builder@v0.145.0
  CGO_ENABLED=0 bin/builder --config "$1" --ldflags='-s -w'
  mv build/collector collector
}
