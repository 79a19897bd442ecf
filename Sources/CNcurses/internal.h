/// What the files of CNcurses share.
#ifndef CN_INTERNAL_H
#define CN_INTERNAL_H

#include <stddef.h>

/// Writes the description of the current terminal, changed so that colours from 16 on are 0xRRGGBB, as a value
/// for the variable TERMINFO; returns 0 where it does not fit. Needs `setupterm` before.
int cn_direct_description(char *text, size_t capacity);

/// Writes everything to a descriptor, waiting up to a second each time it is full; returns 0 or -1.
int cn_write_fully(int descriptor, const void *bytes, size_t count);

/// Writes to a descriptor that does not block, for at most so many milliseconds; returns how many bytes were not taken.
size_t cn_write_within(int descriptor, const void *bytes, size_t count, int patience);

/// Tells the crash handlers what gives the terminal back; `descriptor` -1 means that there is nothing to do.
/// `usual` is the one that ncurses writes to. Both pointers must stay valid and unchanged until the next call.
void cn_set_crash_restore(int descriptor, int usual, const char *bytes, size_t count, const void *modes);

/// The names that terminfo gives to flags, numbers and strings, in its order; NULL behind the last one.
const char *cn_flag_name(int index);
const char *cn_number_name(int index);
const char *cn_string_name(int index);

/// What the current terminal's description says under a name: 0 or 1, -1 where absent, NULL where absent.
int cn_description_flag(const char *name);
int cn_description_number(const char *name);
const char *cn_description_string(const char *name);

#endif
