#!/usr/bin/env bash
# Takes the pictures in this folder: the built program in xterm under Xvfb.
#
#   swift build -c release && screenshots/take.sh [NAME...]
#
# Needs xvfb, xterm, xdotool, imagemagick and fonts-dejavu from Debian.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
program=${SENDBOARD:-$(cd "$here/.." && swift build -c release --show-bin-path)/sendboard}
scratch=$(mktemp -d)
display=:$((90 + RANDOM % 900))
trap 'kill "$xvfb" 2>/dev/null || true; rm -rf "$scratch"' EXIT

Xvfb "$display" -screen 0 1400x1000x24 >/dev/null 2>&1 &
xvfb=$!
export DISPLAY=$display LANG=C.UTF-8 TERM=xterm-256color HOME=$scratch
unset XDG_CONFIG_HOME XDG_DATA_HOME XDG_STATE_HOME COLORTERM NO_COLOR
until xdotool getdisplaygeometry >/dev/null 2>&1; do sleep 0.1; done

# The data is made once, so that every picture shows the same people.
data=$scratch/demo
prepare() {
    xterm -geometry 120x36 -e "$program" demo --data-dir "$data" &
    local terminal=$!
    sleep 4
    xdotool key --window "$(window)" q
    wait "$terminal" || true
}

window() { xdotool search --onlyvisible --class xterm | head -1; }

# The program names the window after nothing; whatever is typed goes to the only one there is.
type_keys() {
    local id
    id=$(window)
    for key in "$@"; do
        case $key in
        wait:*) sleep "${key#wait:}" ;;
        text:*) xdotool type --window "$id" --delay 30 "${key#text:}" ;;
        *) xdotool key --window "$id" "$key" ;;
        esac
        sleep 0.15
    done
}

# picture NAME BACKGROUND FOREGROUND THEME KEYS...
picture() {
    local name=$1 background=$2 foreground=$3 theme=$4
    shift 4
    xterm -geometry 120x36 -fa 'DejaVu Sans Mono' -fs 10 -bg "$background" -fg "$foreground" \
        -bw 6 +sb -e "$program" demo --data-dir "$data" --theme "$theme" --color truecolor &
    local terminal=$!
    until [ -n "$(window)" ]; do sleep 0.1; done
    sleep 2
    type_keys "$@"
    sleep 0.6
    import -window "$(window)" "$here/$name.png"
    kill "$terminal" 2>/dev/null || true
    wait "$terminal" 2>/dev/null || true
    echo "$name.png"
}

wanted() { [ $# -eq 1 ] || printf '%s\n' "${@:2}" | grep -qx "$1"; }

prepare
wanted board "$@" && picture board '#1a1b26' '#c0caf5' dark 5 wait:0.5 j j j
wanted detail "$@" && picture detail '#1a1b26' '#c0caf5' dark 5 wait:0.5 j j j j Return
wanted form "$@" && picture form '#1a1b26' '#c0caf5' dark 1 j e wait:0.5 Tab Tab ctrl+u 'text:Acme Outdoor & Sons' ctrl+s
wanted help "$@" && picture help '#1a1b26' '#c0caf5' dark 5 wait:0.4 question
wanted light "$@" && picture light '#fafafa' '#383a42' light 6 wait:0.4 j
wanted watch "$@" && picture watch '#1a1b26' '#c0caf5' dark 6 wait:0.5 slash 'text:Spring sale' Return wait:0.4 S wait:0.8 \
    'text:Spring sale' ctrl+s wait:22
