# shellcheck shell=bash
# Compiles a class against OpenTelemetry's API, which the image java-agent brings at run time.
build_java() { # class
  maven_jar io.opentelemetry:opentelemetry-api:1.57.0
  maven_jar io.opentelemetry:opentelemetry-context:1.57.0
  "$JAVA_HOME/bin/javac" --release 17 -Xlint:all -Werror -cp opentelemetry-api.jar:opentelemetry-context.jar -d classes "$1.java"
}
