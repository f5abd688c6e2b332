//go:build imports

// Package imports keeps Jaeger among what go.mod requires.
package imports

import _ "github.com/jaegertracing/jaeger/cmd/jaeger"
