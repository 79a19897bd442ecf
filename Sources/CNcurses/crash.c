#include <signal.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "CNcurses.h"
#include "internal.h"

static volatile sig_atomic_t restore_descriptor = -1;
static const char *restore_bytes;
static size_t restore_count;
static const struct termios *restore_modes;

static const int crash_signals[] = {SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGFPE, SIGABRT};

void cn_set_crash_restore(int descriptor, const char *bytes, size_t count, const void *modes)
{
    restore_descriptor = -1;
    restore_bytes = bytes;
    restore_count = count;
    restore_modes = modes;
    restore_descriptor = descriptor;
}

/// Only what may be called in a signal handler: no allocation, no ncurses.
static void handle_crash(int number)
{
    int descriptor = restore_descriptor;
    if (descriptor >= 0) {
        restore_descriptor = -1;
        ssize_t written = write(descriptor, restore_bytes, restore_count);
        (void)written;
        tcsetattr(descriptor, TCSANOW, restore_modes);
    }
    // SA_RESETHAND has put the default action back: it runs when this handler returns.
    raise(number);
}

void cn_install_crash_handlers(void)
{
    // A stack of its own, so that a stack overflow can be handled too.
    static char stack_memory[64 * 1024];
    stack_t stack = {.ss_sp = stack_memory, .ss_size = sizeof stack_memory, .ss_flags = 0};
    sigaltstack(&stack, NULL);

    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = handle_crash;
    action.sa_flags = SA_ONSTACK | SA_RESETHAND;
    sigfillset(&action.sa_mask);
    for (size_t i = 0; i < sizeof crash_signals / sizeof *crash_signals; i++)
        sigaction(crash_signals[i], &action, NULL);
}
