# Words shared by the scripts; read with `source`, never run.
# Every sentence is said twice, Chinese first: the people who run these scripts read one or the other.
# shellcheck shell=bash

TREE=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
STAMPS=$TREE/.cache/stamps
export TREE STAMPS

say() { printf '%s / %s\n' "$1" "$2"; }

# die ZH EN: the sentence says what to do next.
die() {
    printf '\n✗ %s\n  %s\n' "$1" "$2" >&2
    exit 1
}

# as_root COMMAND…: as root, or through sudo when it asks nothing; else the sentence for an administrator.
as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    elif command -v sudo >/dev/null && { sudo -n true 2>/dev/null || [ -t 0 ]; }; then
        sudo "$@"
    else
        die "这一步需要管理员权限，而当前用户不是 root，也不能使用 sudo。请管理员运行：$*" \
            "This step needs an administrator, and this user is neither root nor allowed to use sudo. Ask one to run: $*"
    fi
}

need_writable_tree() {
    if ! mkdir -p "$STAMPS" 2>/dev/null || [ ! -w "$TREE" ] || [ ! -w "$STAMPS" ]; then
        die "目录 $TREE 不可写。请把代码放到当前用户可写的目录，或请管理员运行：chown -R $(id -un) $TREE" \
            "The folder $TREE cannot be written. Put the tree where this user may write, or ask for: chown -R $(id -un) $TREE"
    fi
}

# need_disk MEGABYTES [FOLDER]
need_disk() {
    local free
    free=$(df -Pm "${2:-$TREE}" | awk 'NR==2 {print $4}')
    [ "$free" -ge "$1" ] || die \
        "磁盘空间不足：${2:-$TREE} 只剩 ${free} MB，需要 $1 MB。请清理后再试。" \
        "Too little disk: ${2:-$TREE} has ${free} MB left, $1 MB are needed. Make room and try again."
}

# A stamp remembers the digest of what a step was made from; the step is skipped while the digest stands.
digest_of() { cat "$@" 2>/dev/null | sha256sum | cut -d' ' -f1; }
fresh() { [ "$(cat "$STAMPS/$1" 2>/dev/null)" = "$2" ]; }
stamp() { mkdir -p "$STAMPS" && printf '%s\n' "$2" >"$STAMPS/$1"; }

# digest_of_tree FOLDER…: of the contents of all files git would keep there, tracked or new.
digest_of_tree() {
    (cd "$TREE" && if git rev-parse --git-dir >/dev/null 2>&1; then
        git ls-files -co --exclude-standard -z -- "$@"
    else
        find "$@" -type f -not -path '*/node_modules/*' -not -path '*/dist/*' -print0
    fi | sort -z | xargs -0 -r sha256sum 2>/dev/null | sha256sum | cut -d' ' -f1)
}

# How many jobs a build may run: one a core, and 1.5 GB of memory for each.
jobs() {
    local cores memory
    cores=$(nproc)
    memory=$(awk '/MemAvailable/ {print int($2 / 1536 / 1024)}' /proc/meminfo)
    [ "$memory" -ge 1 ] || memory=1
    echo $((cores < memory ? cores : memory))
}

port_is_free() { ! (exec 3<>"/dev/tcp/${2:-127.0.0.1}/$1") 2>/dev/null; }

# build PRESET TARGET…: configures when needed, builds; ninja itself knows what is stale.
build() {
    local preset=$1
    shift
    need_disk 2048
    cd "$TREE" || exit
    if [ ! -f "build/$preset/build.ninja" ] || ! fresh "cmake-$preset" "$(digest_of CMakePresets.json)"; then
        cmake --preset "$preset" >"$STAMPS/cmake-$preset.log" 2>&1 || {
            cat "$STAMPS/cmake-$preset.log" >&2
            die "配置构建失败（见上文）。请先运行 script/setup。" "Configuring the build failed (see above). Run script/setup first."
        }
        stamp "cmake-$preset" "$(digest_of CMakePresets.json)"
    fi
    cmake --build "build/$preset" -j "$(jobs)" ${1:+--target "$@"}
}

# The program and the desk as they are shipped; skipped while their sources stand as they were.
build_program() {
    local wanted
    wanted=$(digest_of_tree CMakeLists.txt CMakePresets.json cmake base platform practices modules gateways app)
    if fresh program "$wanted" && [ -x "$TREE/build/release/app/tongguan" ]; then return 0; fi
    say "编译程序（首次约需几分钟）" "Building the program (minutes, the first time)"
    build release tongguan || die "编译失败（见上文）。" "The build failed (see above)."
    stamp program "$wanted"
}

build_desk() {
    local wanted
    [ -f "$TREE/web/package.json" ] || return 0
    wanted=$(cd "$TREE" && digest_of_tree web modules/*/web {modules,platform,practices}/*/texts)
    if fresh desk "$wanted" && [ -f "$TREE/web/dist/index.html" ]; then return 0; fi
    say "编译网页" "Building the desk"
    (cd "$TREE/web" && "$TREE/script/npm" run --silent build >"$STAMPS/desk.log" 2>&1) || {
        tail -20 "$STAMPS/desk.log" >&2
        die "网页编译失败（见上文）。" "Building the desk failed (see above)."
    }
    stamp desk "$wanted"
}
