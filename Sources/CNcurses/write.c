#include <errno.h>
#include <poll.h>
#include <time.h>
#include <unistd.h>

#include "internal.h"

int cn_write_fully(int descriptor, const void *bytes, size_t count)
{
    const char *next = bytes;
    while (count > 0) {
        ssize_t written = write(descriptor, next, count);
        if (written > 0) {
            next += written;
            count -= (size_t)written;
        } else if (written < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) {
            struct pollfd room = {.fd = descriptor, .events = POLLOUT};
            if (poll(&room, 1, 1000) <= 0) return -1;
        } else if (written < 0 && errno == EINTR) {
            continue;
        } else {
            return -1;
        }
    }
    return 0;
}

static long milliseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/// Only what may be called in a signal handler. A terminal that somebody else is writing to says EAGAIN and yet that there
/// is room, so a moment passes before each try.
size_t cn_write_within(int descriptor, const void *bytes, size_t count, int patience)
{
    const struct timespec moment = {.tv_nsec = 1000000};
    const char *next = bytes;
    long end = milliseconds() + patience;
    while (count > 0) {
        ssize_t written = write(descriptor, next, count);
        if (written > 0) {
            next += written;
            count -= (size_t)written;
        } else if (written < 0 && errno != EAGAIN && errno != EINTR) {
            break;
        } else {
            struct pollfd room = {.fd = descriptor, .events = POLLOUT};
            long left = end - milliseconds();
            if (left <= 0) break;
            poll(&room, 1, (int)left);
            nanosleep(&moment, NULL);
        }
    }
    return count;
}
