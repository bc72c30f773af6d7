# Sourced by the scripts beside it, which set $root to the top of the tree and stand in it.
# Afterwards $jdk is the home of a JDK 25, and maven() runs Maven on it.

is_jdk25() {
    [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
    while IFS= read -r line; do
        case $line in
            JAVA_VERSION=\"25[.\"+-]*) return 0 ;;
            JAVA_VERSION=*) return 1 ;;
        esac
    done <"$1/release"
    return 1
}

# The home of the java on the PATH: two directories above the program that all its links lead to.
home_on_path() {
    program=$(command -v java) || return 1
    while [ -h "$program" ]; do
        link=$(readlink "$program")
        case $link in /*) program=$link ;; *) program=${program%/*}/$link ;; esac
    done
    home=${program%/bin/java}
}

# COVNC_JDK_DIRS, separated by colons, replaces the places where JDKs are usually installed.
find_jdk25() {
    if [ -n "${JAVA_HOME-}" ] && is_jdk25 "$JAVA_HOME"; then jdk=$JAVA_HOME && return; fi
    if home_on_path && is_jdk25 "$home"; then jdk=$home && return; fi
    usual=/usr/lib/jvm:/opt/java:${HOME-}/.sdkman/candidates/java:${HOME-}/.jdks:/Library/Java/JavaVirtualMachines
    old_ifs=$IFS
    IFS=:
    for directory in ${COVNC_JDK_DIRS-$usual}; do
        IFS=$old_ifs
        for jdk in "$directory"/*/Contents/Home "$directory"/*; do
            is_jdk25 "$jdk" && return
        done
    done
    IFS=$old_ifs
    return 1
}

find_jdk25 || {
    echo "covnc needs a JDK 25, and none was found in JAVA_HOME, on the PATH or where JDKs are usually installed." \
        "Install one (for instance from https://adoptium.net) or set JAVA_HOME to it." >&2
    exit 2
}

# Maven from the PATH if it is 3.8 or newer, else the wrapper, which downloads one.
maven() {
    case $(mvn -v 2>/dev/null) in
        *"Apache Maven 3."[89].* | *"Apache Maven "[4-9].*) set -- mvn "$@" ;;
        *) set -- "$root/mvnw" "$@" ;;
    esac
    # Maven's own libraries use what JDK 25 warns about.
    JAVA_HOME=$jdk MAVEN_OPTS="--sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED ${MAVEN_OPTS-}" "$@"
}
