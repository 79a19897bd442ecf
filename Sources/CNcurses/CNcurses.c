#include <curses.h>
#include <term.h>

#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

#include "CNcurses.h"
#include "internal.h"

#define PASTE_ON "\033[?2004h"
#define PASTE_OFF "\033[?2004l"
#define MOUSE_ON "\033[?1000h\033[?1006h"
#define MOUSE_OFF "\033[?1006l\033[?1000l"

enum { KEY_PASTE_START = KEY_MAX + 1, KEY_PASTE_END = KEY_MAX + 2 };

/// What the keyboard sends to everybody at the terminal, which is not meant for this program while that is lent.
enum { LENT_SIGNALS = 3 };
static const int lent_signals[LENT_SIGNALS] = {SIGINT, SIGQUIT, SIGTSTP};

/// The one terminal that is held.
static struct {
    SCREEN *screen;
    FILE *input, *output;
    /// The same terminal as the output, opened again so as never to block; the output itself where that cannot be.
    int urgent;
    WINDOW *keys;
    int has_colours;
    struct termios found_modes;
    char restore[256];
    size_t restore_count;
    int is_lent, reports_mouse;
    struct sigaction kept[LENT_SIGNALS];
} held;

// The terminal's description.

const char *cn_flag_name(int index) { return boolnames[index]; }
const char *cn_number_name(int index) { return numnames[index]; }
const char *cn_string_name(int index) { return strnames[index]; }

int cn_description_flag(const char *name) { return tigetflag((char *)name) > 0; }

int cn_description_number(const char *name)
{
    int value = tigetnum((char *)name);
    return value < 0 ? -1 : value;
}

const char *cn_description_string(const char *name)
{
    const char *value = tigetstr((char *)name);
    return value == (const char *)-1 ? NULL : value;
}

int cn_described_colours(const char *term)
{
    int problem;
    if (setupterm((char *)term, STDOUT_FILENO, &problem) != OK) return -1;
    int colours = cn_description_number("colors");
    del_curterm(cur_term);
    return colours;
}

// Starting.

static void seek_locale(int wants_utf8)
{
    setlocale(LC_CTYPE, "");
    // A locale that is named but not installed falls back to C, which knows no letter beyond ASCII.
    if (wants_utf8 && !cn_is_utf8() && !setlocale(LC_CTYPE, "C.UTF-8")) setlocale(LC_CTYPE, "C.utf8");
}

int cn_is_utf8(void) { return strcmp(nl_langinfo(CODESET), "UTF-8") == 0; }

/// Appends a control string without the `$<…>` that ask for a delay.
static void append_restore(const char *bytes)
{
    for (const char *next = bytes; next && *next; next++) {
        if (next[0] == '$' && next[1] == '<' && strchr(next, '>')) {
            next = strchr(next, '>');
        } else if (held.restore_count < sizeof held.restore) {
            held.restore[held.restore_count++] = *next;
        }
    }
}

static void prepare_restore(void)
{
    held.restore_count = 0;
    append_restore(PASTE_OFF);
    append_restore(MOUSE_OFF);
    const char *const names[] = {"sgr0", "op", "cnorm", "rmkx", "rmcup"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) append_restore(cn_description_string(names[i]));
}

static void tell(const char *sequence) { cn_write((const uint8_t *)sequence, (int)strlen(sequence)); }

static void watch_for_crashes(void)
{
    cn_set_crash_restore(
        held.urgent, fileno(held.output), held.restore, held.restore_count, &held.found_modes);
}

/// The flag that keeps writing from blocking belongs to whoever shares the output, the shell too: so another opening.
static int opened_again(int descriptor)
{
    char name[40];
    snprintf(name, sizeof name, "/proc/self/fd/%d", descriptor);
    return open(name, O_WRONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
}

static int check_terminal(int input, int output, const char *term)
{
    if (!isatty(input) || !isatty(output)) return CN_NOT_A_TERMINAL;
    int problem;
    if (strcmp(term, "dumb") == 0) return CN_DUMB_TERMINAL;
    if (setupterm((char *)term, output, &problem) != OK) return CN_UNKNOWN_TERMINAL;
    if (cn_description_string("cup")) return CN_STARTED;
    del_curterm(cur_term);
    return CN_DUMB_TERMINAL;
}

int cn_check(int input, int output, const char *term)
{
    int answer = check_terminal(input, output, term);
    if (answer == CN_STARTED) del_curterm(cur_term);
    return answer;
}

static SCREEN *new_screen(const char *term, int wants_direct_colour)
{
    static char description[24 * 1024];
    int is_direct = wants_direct_colour && cn_description_number("colors") <= 256
        && cn_description_string("setaf") && cn_direct_description(description, sizeof description);
    del_curterm(cur_term);
    if (!is_direct) return newterm(term, held.output, held.input);

    const char *found = getenv("TERMINFO");
    char *kept = found ? strdup(found) : NULL;
    setenv("TERMINFO", description, 1);
    SCREEN *screen = newterm("sendboard-direct", held.output, held.input);
    if (kept) setenv("TERMINFO", kept, 1); else unsetenv("TERMINFO");
    free(kept);
    return screen ? screen : newterm(term, held.output, held.input);
}

/// Another program sharing the terminal may have left it non-blocking, which tears output apart.
static void make_blocking(int descriptor)
{
    int flags = fcntl(descriptor, F_GETFL);
    if (flags >= 0 && (flags & O_NONBLOCK)) fcntl(descriptor, F_SETFL, flags & ~O_NONBLOCK);
}

static void define_keys(void)
{
    static const struct { const char *ends; int key; } arrows[] = {
        {"A", KEY_UP}, {"B", KEY_DOWN}, {"C", KEY_RIGHT}, {"D", KEY_LEFT}, {"H", KEY_HOME}, {"F", KEY_END},
        {"P", KEY_F(1)}, {"Q", KEY_F(2)}, {"R", KEY_F(3)}, {"S", KEY_F(4)},
    };
    static const struct { const char *sequence; int key; } others[] = {
        {"\033[1~", KEY_HOME}, {"\033[7~", KEY_HOME}, {"\033[4~", KEY_END}, {"\033[8~", KEY_END},
        {"\033[2~", KEY_IC}, {"\033[3~", KEY_DC}, {"\033[5~", KEY_PPAGE}, {"\033[6~", KEY_NPAGE},
        {"\033[Z", KEY_BTAB}, {"\033OM", KEY_ENTER},
        {"\033[11~", KEY_F(1)}, {"\033[12~", KEY_F(2)}, {"\033[13~", KEY_F(3)}, {"\033[14~", KEY_F(4)},
        {"\033[15~", KEY_F(5)}, {"\033[17~", KEY_F(6)}, {"\033[18~", KEY_F(7)}, {"\033[19~", KEY_F(8)},
        {"\033[20~", KEY_F(9)}, {"\033[21~", KEY_F(10)}, {"\033[23~", KEY_F(11)}, {"\033[24~", KEY_F(12)},
        {"\033[200~", KEY_PASTE_START}, {"\033[201~", KEY_PASTE_END},
    };
    for (size_t i = 0; i < sizeof arrows / sizeof *arrows; i++) {
        const char csi[] = {'\033', '[', arrows[i].ends[0], 0};
        const char ss3[] = {'\033', 'O', arrows[i].ends[0], 0};
        define_key(csi, arrows[i].key);
        define_key(ss3, arrows[i].key);
    }
    // A mouse report is read byte by byte, whatever the terminal's description says of it: ncurses knows but one of its
    // two forms, and where that is not the one that comes, its numbers would be keys.
    define_key("\033[<", 0);
    define_key("\033[M", 0);
    define_key(NULL, KEY_MOUSE);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) define_key(others[i].sequence, others[i].key);
}

static void set_modes(void)
{
    raw();
    noecho();
    nonl();
    set_escdelay(25);
    scrollok(stdscr, FALSE);
    idlok(stdscr, FALSE);
    // Keys are read through a pad: reading through the screen's own window would also refresh it.
    held.keys = newpad(1, 1);
    keypad(held.keys, TRUE);
    meta(held.keys, TRUE);
    nodelay(held.keys, TRUE);
    intrflush(held.keys, FALSE);
    define_keys();
    held.has_colours = start_color() == OK && use_default_colors() == OK;
}

/// ncurses installs handlers that end the program on its own terms; signals are the program's business here.
static SCREEN *with_signals_kept(const char *term, int wants_direct_colour)
{
    const int numbers[] = {SIGINT, SIGTERM, SIGTSTP, SIGWINCH};
    struct sigaction kept[4];
    for (int i = 0; i < 4; i++) sigaction(numbers[i], NULL, &kept[i]);
    SCREEN *screen = new_screen(term, wants_direct_colour);
    for (int i = 0; i < 4; i++) sigaction(numbers[i], &kept[i], NULL);
    return screen;
}

int cn_start(int input, int output, const char *term, int wants_utf8, int wants_direct_colour)
{
    if (held.screen) return CN_FAILED;
    int answer = check_terminal(input, output, term);
    if (answer != CN_STARTED) return answer;
    seek_locale(wants_utf8);
    prepare_restore();
    tcgetattr(input, &held.found_modes);
    make_blocking(output);

    held.input = fdopen(dup(input), "r");
    held.output = fdopen(dup(output), "w");
    held.urgent = opened_again(output);
    if (held.urgent < 0) held.urgent = dup(output);
    use_env(FALSE);
    use_tioctl(TRUE);
    if (held.input && held.output) {
        watch_for_crashes();
        held.screen = with_signals_kept(term, wants_direct_colour);
    }
    if (!held.screen) {
        cn_set_crash_restore(-1, -1, NULL, 0, NULL);
        close(held.urgent);
        if (held.input) fclose(held.input);
        if (held.output) fclose(held.output);
        memset(&held, 0, sizeof held);
        return CN_FAILED;
    }
    set_modes();
    tell(PASTE_ON);
    return CN_STARTED;
}

// Stopping and going on.

/// From then on the terminal is another's, whose modes a crash must not touch.
static void release(void)
{
    tell(PASTE_OFF);
    if (held.reports_mouse) tell(MOUSE_OFF);
    endwin();
    cn_set_crash_restore(-1, -1, NULL, 0, NULL);
}

void cn_stop(void)
{
    if (!held.screen) return;
    make_blocking(fileno(held.output));
    release();
    tcsetattr(fileno(held.input), TCSADRAIN, &held.found_modes);
    delwin(held.keys);
    delscreen(held.screen);
    close(held.urgent);
    fclose(held.input);
    fclose(held.output);
    memset(&held, 0, sizeof held);
}

static void heed_keyboard_signals(void)
{
    if (!held.is_lent) return;
    held.is_lent = 0;
    for (int i = 0; i < LENT_SIGNALS; i++) sigaction(lent_signals[i], &held.kept[i], NULL);
}

void cn_resume(void)
{
    if (!held.screen) return;
    heed_keyboard_signals();
    make_blocking(fileno(held.output));
    watch_for_crashes();
    reset_prog_mode();
    tell(PASTE_ON);
    if (held.reports_mouse) tell(MOUSE_ON);
    clearok(curscr, TRUE);
    cn_refresh();
}

/// The others of the job first, then this process: `raise` returns only once the process goes on again, while a
/// signal to the whole group could stop us a moment too late.
void cn_stop_job(void)
{
    struct sigaction ignore = {.sa_handler = SIG_IGN}, stop = {.sa_handler = SIG_DFL}, kept;
    sigaction(SIGTSTP, &ignore, &kept);
    kill(0, SIGTSTP);
    sigaction(SIGTSTP, &stop, NULL);
    sigset_t only, mask;
    sigemptyset(&only);
    sigaddset(&only, SIGTSTP);
    pthread_sigmask(SIG_UNBLOCK, &only, &mask);
    raise(SIGTSTP);
    pthread_sigmask(SIG_SETMASK, &mask, NULL);
    sigaction(SIGTSTP, &kept, NULL);
}

void cn_lend(void)
{
    if (!held.screen || held.is_lent) return;
    release();
    struct sigaction ignore = {.sa_handler = SIG_IGN};
    for (int i = 0; i < LENT_SIGNALS; i++) sigaction(lent_signals[i], &ignore, &held.kept[i]);
    held.is_lent = 1;
}

void cn_suspend(void)
{
    if (!held.screen) return;
    release();
    cn_stop_job();
    cn_resume();
}

// The picture.

void cn_size(int *width, int *height)
{
    struct winsize size = {0};
    int is_known = held.screen && ioctl(fileno(held.output), TIOCGWINSZ, &size) == 0 && size.ws_col && size.ws_row;
    *width = is_known ? size.ws_col : held.screen ? COLS : 80;
    *height = is_known ? size.ws_row : held.screen ? LINES : 24;
}

void cn_resize(int width, int height)
{
    if (!held.screen) return;
    resize_term(height, width);
    clearok(curscr, TRUE);
}

int cn_colours(void) { return held.screen && held.has_colours ? COLORS : 0; }

int cn_pair(int foreground, int background)
{
    if (!held.screen || !held.has_colours) return 0;
    if (foreground == CN_DEFAULT_COLOUR && background == CN_DEFAULT_COLOUR) return 0;
    int pair = alloc_pair(foreground, background);
    return pair < 0 ? 0 : pair;
}

static attr_t attributes_of(unsigned bits)
{
    attr_t attributes = A_NORMAL;
    if (bits & CN_BOLD) attributes |= A_BOLD;
    if (bits & CN_DIM) attributes |= A_DIM;
    if (bits & CN_UNDERLINE) attributes |= A_UNDERLINE;
    if (bits & CN_REVERSE) attributes |= A_REVERSE;
    if (bits & CN_ITALIC) attributes |= A_ITALIC;
    return attributes;
}

static void set_cell(cchar_t *cell, const uint32_t *points, int count, attr_t attributes, int pair)
{
    wchar_t text[CCHARW_MAX + 1] = {0};
    for (int i = 0; i < count && i < CCHARW_MAX; i++) text[i] = (wchar_t)points[i];
    if (setcchar(cell, text, attributes, 0, &pair) != OK) setcchar(cell, L"?", attributes, 0, &pair);
}

void cn_put(
    int y, int x, const uint32_t *points, const uint8_t *lengths, int cells, unsigned attributes, int pair)
{
    enum { BATCH = 64 };
    cchar_t batch[BATCH];
    attr_t drawn = attributes_of(attributes);
    while (held.screen && cells > 0) {
        int count = 0, used = 0;
        for (; count < BATCH && count < cells; count++) {
            set_cell(&batch[count], points, lengths[count], drawn, pair);
            int width = wcwidth((wchar_t)points[0]);
            used += width > 0 ? width : 1;
            points += lengths[count];
        }
        mvadd_wchnstr(y, x, batch, count);
        x += used;
        lengths += count;
        cells -= count;
    }
}

void cn_erase(void)
{
    if (held.screen) erase();
}

void cn_cursor(int y, int x, int is_visible)
{
    if (!held.screen) return;
    leaveok(stdscr, !is_visible);
    curs_set(is_visible ? 1 : 0);
    if (is_visible) move(y, x);
}

void cn_refresh(void)
{
    if (!held.screen) return;
    wnoutrefresh(stdscr);
    doupdate();
}

void cn_redraw_all(void)
{
    if (held.screen) clearok(curscr, TRUE);
}

int cn_write(const uint8_t *bytes, int count)
{
    if (!held.screen || count < 0) return -1;
    return cn_write_fully(fileno(held.output), bytes, (size_t)count);
}

int cn_wcwidth(uint32_t point) { return wcwidth((wchar_t)point); }

// Keys.

static int named_key(int key, uint32_t *code)
{
    static const struct { int key; uint32_t code; } names[] = {
        {KEY_UP, CN_UP}, {KEY_DOWN, CN_DOWN}, {KEY_LEFT, CN_LEFT}, {KEY_RIGHT, CN_RIGHT}, {KEY_HOME, CN_HOME},
        {KEY_A1, CN_HOME}, {KEY_END, CN_END}, {KEY_C1, CN_END}, {KEY_PPAGE, CN_PAGE_UP}, {KEY_A3, CN_PAGE_UP},
        {KEY_NPAGE, CN_PAGE_DOWN}, {KEY_C3, CN_PAGE_DOWN}, {KEY_IC, CN_INSERT}, {KEY_DC, CN_DELETE},
        {KEY_BACKSPACE, CN_BACKSPACE}, {KEY_BTAB, CN_BACK_TAB}, {KEY_ENTER, CN_ENTER},
        {KEY_PASTE_START, CN_PASTE_START}, {KEY_PASTE_END, CN_PASTE_END},
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (names[i].key == key) {
            *code = names[i].code;
            return CN_NAMED_KEY;
        }
    }
    if (key >= KEY_F(1) && key <= KEY_F(12)) {
        *code = CN_F1 + (uint32_t)(key - KEY_F(1));
        return CN_NAMED_KEY;
    }
    return CN_OTHER;
}

void cn_mouse(int is_on)
{
    if (!held.screen || held.reports_mouse == is_on) return;
    held.reports_mouse = is_on;
    if (!held.is_lent) tell(is_on ? MOUSE_ON : MOUSE_OFF);
}

int cn_read_key(uint32_t *code)
{
    if (!held.screen) return CN_NO_KEY;
    // Bytes, not characters: `wget_wch` swallows the keys that follow a broken character.
    int key = wgetch(held.keys);
    if (key == ERR) return CN_NO_KEY;
    if (key >= KEY_MIN) return named_key(key, code);
    *code = (uint32_t)(key & 0xFF);
    return CN_BYTE;
}
