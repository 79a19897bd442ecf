#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include "CNcurses.h"
#include "internal.h"

// Handlers may run on any thread, so what they read is atomic: the descriptor is set last and unset first.
static atomic_int restore_descriptor = -1;
static atomic_int usual_descriptor = -1;
/// Where the rest of a picture goes once the terminal has been given back.
static int nowhere = -1;
static _Atomic(const char *) restore_bytes;
static atomic_size_t restore_count;
static _Atomic(const struct termios *) restore_modes;

/// The terminal is given back once, by whoever comes first.
static atomic_int stage;
enum { KEPT, BEING_GIVEN, GIVEN };

static const int crash_signals[] = {
    SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGFPE, SIGABRT, SIGQUIT, SIGSYS, SIGXCPU,
};

/// What else ends a process that does nothing about it; those of orderly ends are the program's own.
static const int other_signals[] = {
    SIGXFSZ, SIGUSR1, SIGUSR2, SIGALRM, SIGVTALRM, SIGPROF, SIGPOLL, SIGPWR, SIGSTKFLT,
};

/// So many milliseconds dying waits for a terminal that does not read, twice at most.
enum { PATIENCE = 100 };

static void await_other_thread(void)
{
    const struct timespec moment = {.tv_nsec = 1000000};
    for (int i = 0; i < 3 * PATIENCE && atomic_load(&stage) == BEING_GIVEN; i++) nanosleep(&moment, NULL);
}

void cn_set_crash_restore(int descriptor, int usual, const char *bytes, size_t count, const void *modes)
{
    // Whoever is giving the terminal back has what it was told last in its hands.
    await_other_thread();
    atomic_store(&restore_descriptor, -1);
    atomic_store(&usual_descriptor, usual);
    atomic_store(&restore_bytes, bytes);
    atomic_store(&restore_count, count);
    atomic_store(&restore_modes, modes);
    if (descriptor >= 0) atomic_store(&stage, KEPT);
    atomic_store(&restore_descriptor, descriptor);
}

/// A terminal that has stopped reading takes nothing: what it has not read of the last pictures is dropped to make room.
static void give_back(void)
{
    int descriptor = atomic_load(&restore_descriptor);
    if (descriptor < 0) return;
    const char *bytes = atomic_load(&restore_bytes);
    size_t count = atomic_load(&restore_count);
    const struct termios *modes = atomic_load(&restore_modes);
    if (!bytes || !modes) return;
    size_t left = cn_write_within(descriptor, bytes, count, PATIENCE);
    if (left > 0) {
        // Whoever is stuck in writing must not go on with the picture.
        if (nowhere >= 0) dup2(nowhere, atomic_load(&usual_descriptor));
        tcflush(descriptor, TCOFLUSH);
        // Making room wakes nobody who waits for it, and the one who does keeps others from writing; going on does.
        tcflow(descriptor, TCOOFF);
        tcflow(descriptor, TCOON);
        cn_write_within(descriptor, bytes, count, PATIENCE);
    }
    tcsetattr(descriptor, TCSANOW, modes);
}

/// Only what may be called in a signal handler: no allocation, no ncurses.
void cn_give_back_at_once(void)
{
    int expected = KEPT;
    if (!atomic_compare_exchange_strong(&stage, &expected, BEING_GIVEN)) {
        await_other_thread();
        return;
    }
    give_back();
    atomic_store(&stage, GIVEN);
}

/// The default action is put back only once the terminal has been: another signal of the kind, on another thread,
/// would else end the process in the middle of it.
static void handle_end(int number)
{
    cn_give_back_at_once();
    struct sigaction end = {.sa_handler = SIG_DFL};
    sigaction(number, &end, NULL);
    // It is blocked here, so it runs when this handler returns.
    raise(number);
}

void cn_give_back_on(int number)
{
    struct sigaction action = {.sa_handler = handle_end, .sa_flags = SA_ONSTACK};
    sigfillset(&action.sa_mask);
    sigaction(number, &action, NULL);
}

/// Gives the calling thread a stack for signal handlers: on its own there is no room after a stack overflow.
static void add_signal_stack(void)
{
    static _Thread_local char memory[16 * 1024];
    stack_t stack = {.ss_sp = memory, .ss_size = sizeof memory, .ss_flags = 0};
    sigaltstack(&stack, NULL);
}

static void give_back_unless_heeded(int number)
{
    struct sigaction found;
    if (sigaction(number, NULL, &found) == 0 && found.sa_handler == SIG_DFL) cn_give_back_on(number);
}

void cn_install_crash_handlers(void)
{
    add_signal_stack();
    if (nowhere < 0) nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
    for (size_t i = 0; i < sizeof crash_signals / sizeof *crash_signals; i++) cn_give_back_on(crash_signals[i]);
    for (size_t i = 0; i < sizeof other_signals / sizeof *other_signals; i++) {
        give_back_unless_heeded(other_signals[i]);
    }
    for (int number = SIGRTMIN; number <= SIGRTMAX; number++) give_back_unless_heeded(number);
}

// Threads.

struct thread_start {
    void *(*body)(void *);
    void *argument;
};

static void *run_thread(void *given)
{
    struct thread_start start = *(struct thread_start *)given;
    free(given);
    add_signal_stack();
    return start.body(start.argument);
}

/// Stands before the C library's: signal stacks are a thread's own, and the threads are Dispatch's and Swift's, which
/// offer no other moment at which to add one.
int pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*body)(void *), void *argument)
{
    int (*create)(pthread_t *, const pthread_attr_t *, void *(*)(void *), void *);
    *(void **)&create = dlsym(RTLD_NEXT, "pthread_create");
    struct thread_start *start = create ? malloc(sizeof *start) : NULL;
    if (!start) return EAGAIN;
    *start = (struct thread_start){body, argument};
    int problem = create(thread, attributes, run_thread, start);
    if (problem) free(start);
    return problem;
}
