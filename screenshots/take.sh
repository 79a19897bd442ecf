#!/usr/bin/env bash
# Takes the pictures in this folder: the built program in xterm under Xvfb, its keys sent by way of tmux.
#
#   swift build -c release && screenshots/take.sh [NAME...]
#
# Needs xvfb, xterm, tmux, xdotool, imagemagick and fonts-dejavu from Debian. SENDBOARD names another program.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
program=${SENDBOARD:-$(cd "$here/.." && swift build -c release --show-bin-path)/sendboard}
scratch=$(mktemp -d)
display=:$((90 + RANDOM % 900))
trap 'kill "$xvfb" 2>/dev/null || true; rm -rf "$scratch"' EXIT

Xvfb "$display" -screen 0 1400x1000x24 >/dev/null 2>&1 &
xvfb=$!
export DISPLAY=$display LANG=C.UTF-8 HOME=$scratch COLORTERM=truecolor
unset XDG_CONFIG_HOME XDG_DATA_HOME XDG_STATE_HOME NO_COLOR TMUX
until xdotool getdisplaygeometry >/dev/null 2>&1; do sleep 0.1; done
cat >"$scratch/tmux.conf" <<'TMUX'
set -g status off
set -g default-terminal xterm-256color
set -ga terminal-overrides ',*:Tc'
set -g escape-time 0
TMUX

terminal() { tmux -S "$scratch/tmux" "$@"; }

# Waits until the screen shows a pattern.
shows() {
    for _ in $(seq 200); do
        terminal capture-pane -p -t board 2>/dev/null | grep -qE "$1" && return
        sleep 0.1
    done
    echo "no “$1” on the screen" >&2
    return 1
}

# Each word is a key, `text:…` is typed, `shows:…` waits, `wait:N` lets N seconds of a launch go by.
press() {
    for key in "$@"; do
        case $key in
        wait:*) sleep "${key#wait:}" ;;
        text:*) terminal send-keys -t board -l "${key#text:}" ;;
        shows:*) shows "${key#shows:}" ;;
        *) terminal send-keys -t board "$key" ;;
        esac
        sleep 0.3
    done
}

# picture NAME BACKGROUND FOREGROUND THEME KEYS...
picture() {
    local name=$1 background=$2 foreground=$3 theme=$4
    shift 4
    rm -rf "$scratch/data"
    "$program" demo --data-dir "$scratch/data" </dev/null >/dev/null
    xterm -geometry 120x36 -fa 'DejaVu Sans Mono' -fs 10 -bg "$background" -fg "$foreground" -b 6 +sb \
        -e tmux -S "$scratch/tmux" -f "$scratch/tmux.conf" new-session -s board \
        "$program" demo --data-dir "$scratch/data" --theme "$theme" 2>/dev/null &
    local xterm=$!
    shows '@'
    press "$@"
    sleep 0.5
    import -window "$(xdotool search --class xterm | tail -1)" "$here/$name.png"
    terminal kill-server
    wait "$xterm" || true
    echo "$name.png"
}

wanted() { [ $# -eq 1 ] || printf '%s\n' "${@:2}" | grep -qx "$1"; }

dark=('#1a1b26' '#c0caf5' dark)
if wanted board "$@"; then picture board "${dark[@]}" 5 'shows:Contacts  [0-9]' / 'text:an since:300d' Enter j j Space Space j w; fi
if wanted detail "$@"; then picture detail "${dark[@]}" 5 'shows:Contacts  [0-9]' j j j Enter 'shows:First name'; fi
if wanted form "$@"; then
    picture form "${dark[@]}" 1 j e 'shows:Company' C-u 'text:Acme Outdoor & Sons' C-s 'shows:y saves'
fi
if wanted help "$@"; then picture help "${dark[@]}" 5 'shows:Contacts  [0-9]' '?' 'shows:In contacts'; fi
if wanted light "$@"; then picture light '#fafafa' '#383a42' light 6 'shows:Campaigns  [0-9]' j j; fi
if wanted watch "$@"; then
    picture watch "${dark[@]}" 6 'shows:Campaigns  [0-9]' / 'text:spring' Enter 'shows:Spring sale' S 'shows:will be sent' \
        'text:Spring sale' C-s 'shows:RUNNING' wait:25
fi
