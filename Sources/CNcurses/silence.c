#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stddef.h>
#include <termios.h>

#include "CNcurses.h"

enum { ENDING_SIGNALS = 5 };
static const int ending_signals[ENDING_SIGNALS] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP};

/// Written before the handlers are installed, which only read it.
static struct {
    int descriptor;
    struct termios found, silent;
    struct sigaction kept[ENDING_SIGNALS];
} typing;

/// Ends or stops the process with the echo back; one that goes on again is silent again.
static void handle_signal(int number)
{
    int problem = errno;
    struct sigaction usual = {.sa_handler = SIG_DFL}, own;
    sigset_t only;
    tcsetattr(typing.descriptor, TCSANOW, &typing.found);
    sigaction(number, &usual, &own);
    sigemptyset(&only);
    sigaddset(&only, number);
    raise(number);
    pthread_sigmask(SIG_UNBLOCK, &only, NULL);
    sigaction(number, &own, NULL);
    tcsetattr(typing.descriptor, TCSANOW, &typing.silent);
    errno = problem;
}

int cn_silence(int descriptor)
{
    if (tcgetattr(descriptor, &typing.found) != 0) return -1;
    typing.descriptor = descriptor;
    typing.silent = typing.found;
    typing.silent.c_lflag &= ~(tcflag_t)ECHO;
    struct sigaction action = {.sa_handler = handle_signal, .sa_flags = SA_RESTART};
    sigfillset(&action.sa_mask);
    for (int i = 0; i < ENDING_SIGNALS; i++) {
        sigaction(ending_signals[i], NULL, &typing.kept[i]);
        // What was ignored from the start, as under nohup, stays so.
        if (typing.kept[i].sa_handler != SIG_IGN) sigaction(ending_signals[i], &action, NULL);
    }
    return tcsetattr(descriptor, TCSAFLUSH, &typing.silent);
}

void cn_end_silence(void)
{
    tcsetattr(typing.descriptor, TCSAFLUSH, &typing.found);
    for (int i = 0; i < ENDING_SIGNALS; i++) sigaction(ending_signals[i], &typing.kept[i], NULL);
}
