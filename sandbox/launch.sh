# Sourced by the programs beside it: builds what is not built, and runs the Java class $program with $options.

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
arguments="$root/sandbox/target/quickstart.args"
least=21

# The major version of the JDK in a directory, or nothing.
major_version() {
  [[ -x "$1/bin/java" && -r "$1/release" ]] || return 0
  sed -n 's/^JAVA_VERSION="\(1\.\)\{0,1\}\([0-9]*\).*/\2/p' "$1/release"
}

java_homes() {
  [[ -z "${JAVA_HOME:-}" ]] || echo "$JAVA_HOME"
  local on_path
  if on_path="$(command -v java)"; then
    # Follows the links of Debian's alternatives, also where there is no readlink -f.
    while [[ -L "$on_path" ]]; do
      local target
      target="$(readlink "$on_path")"
      [[ "$target" == /* ]] || target="$(dirname "$on_path")/$target"
      on_path="$target"
    done
    dirname "$(dirname "$on_path")"
  fi
  local home
  for home in /usr/lib/jvm/* /usr/java/* /opt/java/* "$HOME"/.jdks/* "$HOME"/.sdkman/candidates/java/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    [[ ! -d "$home" ]] || echo "$home"
  done
  if [[ -x /usr/libexec/java_home ]]; then
    /usr/libexec/java_home 2>/dev/null || true
  fi
}

newest_java() {
  local home major best='' best_major=$((least - 1))
  while IFS= read -r home; do
    major="$(major_version "$home")"
    if [[ -n "$major" && "$major" -gt "$best_major" ]]; then
      best="$home"
      best_major="$major"
    fi
  done < <(java_homes)
  if [[ -z "$best" ]]; then
    echo "$(basename "$0"): no JDK of version $least or newer found; install one, or point JAVA_HOME to it" >&2
    return 1
  fi
  echo "$best/bin/java"
}

is_built() {
  [[ -f "$arguments" && -f "$root/sandbox/target/registry/quarkus-run.jar" ]] || return 1
  [[ -z "$(find "$root/pom.xml" "$root"/*/pom.xml "$root"/*/src/main -type f -newer "$arguments" -print -quit)" ]]
}

build() {
  if ! command -v mvn >/dev/null; then
    echo "$(basename "$0"): Maven (mvn) is not installed" >&2
    return 1
  fi
  echo "Building; the first time this loads dependencies and takes some minutes"
  rm -f "$arguments"
  mvn -q -B -ntp -f "$root/pom.xml" -pl sandbox -am -Dmaven.test.skip=true -Dspotless.check.skip=true package
  {
    tr -s ' ' '\n' <"$root/sandbox/target/classes/net/voipbin/provisioning/sandbox/process/jvm-arguments.txt"
    echo '-XX:+UseSerialGC'
    echo '-Dlogback.configurationFile=net/voipbin/provisioning/sandbox/quickstart/quickstart-logback.xml'
    echo '-cp'
    echo "\"$root/sandbox/target/classes:$(cat "$root/sandbox/target/quickstart.classpath")\""
  } >"$arguments.draft"
  mv "$arguments.draft" "$arguments"
}

java="$(newest_java)"
is_built || build
# In this shell's place, so that Ctrl-C and SIGTERM reach it.
exec "$java" "@$arguments" "${options[@]}" "$program" "$@"
