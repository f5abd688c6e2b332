# shellcheck shell=bash
# Copies a jar from the Maven registry to `<artifact id>.jar`.
maven_jar() { # group:artifact:version[:packaging:classifier]
  local artifact
  artifact=$(cut -d: -f 2 <<<"$1")
  mvn -B -q org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy -Dartifact="$1" -DoutputDirectory=jar
  mv jar/*.jar "$artifact.jar"
}
