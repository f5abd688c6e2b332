# shellcheck shell=bash
# Copies the shared libraries that programs are linked with into a folder, under the paths that they have here.
copy_libraries() { # folder, program...
  local folder=$1
  shift
  ldd "$@" 2>/dev/null | sed -nE 's/^\t(.* => )?(\/[^ ]+) \(.*/\2/p' | grep -v "^$PWD/" | sort -u |
    xargs cp --dereference --parents --target-directory "$folder"
}
