/// The part of ncurses that Sendboard uses, as plain integers and pointers. One terminal at a time, one thread.
#ifndef CNCURSES_H
#define CNCURSES_H

#include <stdint.h>

/// How `cn_start` ended.
enum {
    CN_STARTED = 0,
    CN_NOT_A_TERMINAL = 1,
    CN_UNKNOWN_TERMINAL = 2,
    CN_DUMB_TERMINAL = 3,
    CN_FAILED = 4
};

/// What `cn_read_key` found.
enum { CN_NO_KEY = 0, CN_BYTE = 1, CN_NAMED_KEY = 2, CN_OTHER = 3 };

/// The keys of CN_NAMED_KEY; CN_F1 + n is the function key n + 1.
enum {
    CN_UP = 1, CN_DOWN, CN_LEFT, CN_RIGHT, CN_HOME, CN_END, CN_PAGE_UP, CN_PAGE_DOWN, CN_INSERT, CN_DELETE,
    CN_BACKSPACE, CN_BACK_TAB, CN_ENTER, CN_PASTE_START, CN_PASTE_END, CN_F1
};

/// Bits of `attributes` in `cn_put`.
enum { CN_BOLD = 1, CN_DIM = 2, CN_UNDERLINE = 4, CN_REVERSE = 8, CN_ITALIC = 16 };

/// The colour that the terminal uses where nothing is said, for `cn_pair`.
enum { CN_DEFAULT_COLOUR = -1 };

/// Whether `cn_start` would take these two descriptors and this value of TERM: CN_STARTED or why not; changes nothing.
int cn_check(int input, int output, const char *term);

/// Takes over the terminal behind the two descriptors, which stay the caller's and open.
/// `term` is the value of TERM; with `wants_utf8` a UTF-8 locale is sought; with `wants_direct_colour` colours
/// from 16 on are 0xRRGGBB. Returns CN_STARTED or why not; then nothing has changed.
int cn_start(int input, int output, const char *term, int wants_utf8, int wants_direct_colour);

/// Gives the terminal back as it was found; does nothing where none is held.
void cn_stop(void);

/// How many colours the terminal's description names; -1 where it names none or `term` is unknown.
int cn_described_colours(const char *term);

/// How many colours can be used now: 0x1000000 where `cn_start` made them direct, 0 where there are none.
int cn_colours(void);

/// Whether the terminal can be sent UTF-8.
int cn_is_utf8(void);

/// The extent of the screen as the terminal has it now, in `width` and `height`; at least 1 each.
void cn_size(int *width, int *height);

/// Tells ncurses another extent; the next `cn_refresh` paints everything.
void cn_resize(int width, int height);

/// A number for a pair of colours: CN_DEFAULT_COLOUR, an index, or 0xRRGGBB; 0 where there is no colour.
int cn_pair(int foreground, int background);

/// Puts `cells` neighbouring cells at row `y` from column `x` on: `lengths` holds how many of `points` each takes
/// (a spacing character, then at most four marks). Nothing is sent before `cn_refresh`.
void cn_put(
    int y, int x, const uint32_t *points, const uint8_t *lengths, int cells, unsigned attributes, int pair);

/// Blanks the whole picture; nothing is sent before `cn_refresh`.
void cn_erase(void);

/// Places the hardware cursor, or hides it.
void cn_cursor(int y, int x, int is_visible);

/// Sends what differs from what the terminal shows.
void cn_refresh(void);

/// Makes the next `cn_refresh` paint everything.
void cn_redraw_all(void);

/// Has the terminal report clicks and the wheel, or stops it; a report is read as the bytes that it is.
void cn_mouse(int is_on);

/// Takes one key that waits; only behind an Esc it looks 25 ms for the rest of a sequence.
/// `code` gets a byte of a character, which may have several, or one of the named keys.
int cn_read_key(uint32_t *code);

/// Gives the terminal back, stops the process as Ctrl-Z does, and takes the terminal again once it goes on.
void cn_suspend(void);

/// What is typed is not shown from now on; a signal that ends or stops the process shows it again first. 0, or -1
/// where there is no terminal; one at a time.
int cn_silence(int descriptor);

/// What is typed is shown again, and signals do what they did.
void cn_end_silence(void);

/// Stops everybody in this process's job and the process itself; returns once it goes on.
void cn_stop_job(void);

/// Gives the terminal back for another program to use; `cn_resume` takes it again. Until then the signals of the
/// keyboard are the other program's alone.
void cn_lend(void);

/// Takes the terminal again after it was lent or the process was stopped from outside.
void cn_resume(void);

/// Sends bytes to the terminal as they are; returns 0, or -1 where it does not take them.
int cn_write(const uint8_t *bytes, int count);

/// From now on whatever signal would end the process, and that nobody heeds or ignores yet, gives the terminal back
/// first: those of a crash (stack overflows too), of timers, of limits and of people. The exit status stays the signal's.
/// A terminal that does not read is waited for a fifth of a second at most. Call once.
void cn_install_crash_handlers(void);

/// From now on this signal gives the terminal back before it ends the process; the exit status stays the signal's.
void cn_give_back_on(int number);

/// Gives the terminal back without ncurses, which stays as it is: for the last moment of a process, on any thread.
void cn_give_back_at_once(void);

/// The columns of a code point by the C library, which ncurses asks; -1 where it is not printable.
int cn_wcwidth(uint32_t point);

#endif
